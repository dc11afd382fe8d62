package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class StartTurnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/portal",
                "jdbc:postgresql://db.example.org/portal?ssl=true&socketTimeout=180"
            })
    void waitsAsLongAsAnotherNodeMigrates(String url) {
        assertThat(Driver.parseURL(StartTurn.patient(url), null)).containsEntry("socketTimeout", "0");
    }
}
