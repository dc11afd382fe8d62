package org.demarche.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1"})
    void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String name) {
        assertThat(Formula.defused(name)).isEqualTo("'" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jane Doe", "O'Neill", "'t Hooft", "Ana-Maria", "", "Жанна"})
    void leavesNamesAsTheyAre(String name) {
        assertThat(Formula.defused(name)).isEqualTo(name);
    }
}
