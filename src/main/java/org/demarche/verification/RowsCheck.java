package org.demarche.verification;

import java.io.IOException;
import java.util.Map;
import org.demarche.verification.input.Defect;

/** Is every row canonical, in order and allowed, and does no combination single out a few people? */
final class RowsCheck implements Check {

    /** The fewest rows that may share a country, a language, a period and a channel. */
    private static final int FEWEST = 10;

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Survey survey = Survey.of(evidence.archive(), evidence.manifest());
        evidence.establish(survey);
        boolean wholePooled =
                survey.size() < FEWEST && survey.cells().keySet().stream().allMatch(Row.Cell.ALL_POOLED::equals);
        if (!wholePooled) {
            for (Map.Entry<Row.Cell, Long> cell : survey.cells().entrySet()) {
                if (cell.getValue() < FEWEST) {
                    throw new Defect("only " + cell.getValue() + " rows are from (" + cell.getKey() + "); fewer than "
                            + FEWEST + " might single people out and have to be pooled");
                }
            }
        }
        return survey.size() + " rows, canonical and in order; "
                + (wholePooled
                        ? "too few to tell them apart by place or time"
                        : "none shares its place, time and channel with fewer than " + (FEWEST - 1) + " others");
    }
}
