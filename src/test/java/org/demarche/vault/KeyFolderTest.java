package org.demarche.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    @TempDir
    private Path data;

    @Test
    void letsNobodyElseReadItsFiles() throws Exception {
        Path keys = data.resolve("keys");
        new KeyFolder(keys).makeSecret("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(keys).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
    }

    @Test
    void keepsTheSecretThatIsThere() {
        KeyFolder keys = new KeyFolder(data);
        keys.makeSecret("master.key");
        byte[] first = keys.secret("master.key");
        keys.makeSecret("master.key");
        assertThat(keys.secret("master.key")).isEqualTo(first).hasSize(32);
    }

    @Test
    void readsASecretThatSomebodyTypedIn() throws Exception {
        Files.writeString(data.resolve("master.key"), "00112233445566778899AABBCCDDEEFF".repeat(2) + "\r\n");
        assertThat(new KeyFolder(data).secret("master.key")[1]).isEqualTo((byte) 0x11);
    }
}
