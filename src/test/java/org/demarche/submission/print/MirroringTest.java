package org.demarche.submission.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroringTest {
    @Test
    void readsNoFileThatADocumentNames(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("master.key"), "secret");

        assertThatThrownBy(() -> Mirroring.apply("<!DOCTYPE html [<!ENTITY key SYSTEM \"" + secret.toUri() + "\">]>"
                        + "<html><body>&key;</body></html>"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void turnsTheCellsOfARowThatIsReadFromTheRight() {
        assertThat(Mirroring.apply("<html lang='ar'><table><tr><td>1</td><td>2</td></tr></table></html>")
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo("21");
        assertThat(Mirroring.apply("<html lang='fr'><table><tr><td>1</td><td>2</td></tr></table></html>")
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo("12");
    }
}
