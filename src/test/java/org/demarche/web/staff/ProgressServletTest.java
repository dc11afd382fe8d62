package org.demarche.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.demarche.submission.EditionState;
import org.demarche.submission.Failure;
import org.demarche.submission.Stage;
import org.demarche.submission.compile.Progress;
import org.demarche.web.Text;
import org.junit.jupiter.api.Test;

class ProgressServletTest {
    private static JsonObject json(EditionState state, Stage stage, Failure failure) {
        Progress progress = new Progress(state, stage, 822, 1284, 64, Optional.empty(), Optional.ofNullable(failure));
        return Json.createReader(new StringReader(ProgressServlet.json(progress, Text.ofStaff())))
                .readObject();
    }

    private static String standing(JsonObject json, Stage stage) {
        return json.getJsonObject("stages").getJsonObject(stage.name()).getString("standing");
    }

    @Test
    void saysInWordsHowFarItHasCome() {
        JsonObject json = json(EditionState.COMPILING, Stage.DOCUMENTS, null);

        assertThat(json.getBoolean("over")).isFalse();
        assertThat(json.getInt("value")).isEqualTo(64);
        assertThat(json.getString("rows")).isEqualTo("822 of 1,284 signatures");
        assertThat(standing(json, Stage.ROWS)).isEqualTo("done");
        assertThat(standing(json, Stage.DOCUMENTS)).isEqualTo("current");
        assertThat(standing(json, Stage.SEAL)).isEqualTo("waiting");
    }

    @Test
    void saysWhereItFailed() {
        JsonObject json = json(EditionState.FAILED, Stage.ROWS, Failure.STORAGE);

        assertThat(json.getBoolean("over")).isTrue();
        assertThat(standing(json, Stage.ROWS)).isEqualTo("failed");
    }

    @Test
    void everyStateAndEveryFailureHasItsWords() {
        Text text = Text.ofStaff();

        for (EditionState state : EditionState.values()) {
            assertThat(text.get("editions.state." + state)).isNotBlank();
        }
        for (Failure failure : Failure.values()) {
            assertThat(text.get("progress.failed." + failure)).isNotBlank();
        }
        for (Stage stage : Stage.values()) {
            assertThat(text.get("progress.stage." + stage)).isNotBlank();
        }
    }
}
