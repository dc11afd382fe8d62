package org.demarche.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {
    @TempDir
    private Path folder;

    private KeyedHash hash;

    @BeforeEach
    void makeKeys() {
        KeyFolder keys = new KeyFolder(folder);
        keys.makeSecret("hash-1.key");
        keys.makeSecret("hash-2.key");
        keys.makeSecret("stamp.key");
        hash = new KeyedHash(keys);
    }

    @Test
    void isTheSameOverRestarts() {
        assertThat(hash.ofAddress(1, "jane@example.org"))
                .hasSize(32)
                .isEqualTo(new KeyedHash(new KeyFolder(folder)).ofAddress(1, "jane@example.org"));
    }

    @Test
    void cannotBeComparedAcrossPetitionsOrPurposes() {
        byte[] address = hash.ofAddress(1, "jane@example.org");
        assertThat(hash.ofAddress(2, "jane@example.org")).isNotEqualTo(address);
        assertThat(hash.ofName(1, address, "jane")).isNotEqualTo(hash.ofCode(1, address, "jane"));
        assertThat(hash.ofName(1, address, "jane"))
                .isNotEqualTo(hash.ofName(1, hash.ofAddress(1, "john@example.org"), "jane"));
        assertThat(hash.ofStamp("jane@example.org")).isNotEqualTo(address);
    }

    @Test
    void keepsThePartsApart() {
        assertThat(hash.ofName(1, new byte[] {1, 'a'}, "b")).isNotEqualTo(hash.ofName(1, new byte[] {1}, "ab"));
    }

    @Test
    void namesTheFileThatIsMissingOrDamaged() throws Exception {
        assertThatThrownBy(() -> hash.ofAddress(3, "jane@example.org"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hash-3.key");
        Files.writeString(folder.resolve("hash-3.key"), "abcd");
        assertThatThrownBy(() -> hash.ofAddress(3, "jane@example.org"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hash-3.key")
                .hasMessageContaining("64");
    }
}
