package org.demarche.submission.story;

import java.time.Instant;
import org.demarche.statistics.SmallCells;

/**
 * What has changed since a cut-off among the signatures that an edition holds, so that nobody is singled out.
 *
 * @param asOf when they were counted
 * @param withdrawn by their signers
 * @param erased by their signers' wish; erasure on schedule leaves a signature counted
 * @param struckOut by staff, or held until they have looked
 */
public record Since(Instant asOf, Few withdrawn, Few erased, Few struckOut) {
    /**
     * A number that may be told, unless it is a few.
     *
     * @param value the number itself, or the fewest that are told where it is less
     * @param few whether it is at least one and less than that
     */
    public record Few(long value, boolean few) {
        static Few of(long number) {
            boolean few = number > 0 && number < SmallCells.FEWEST;
            return new Few(few ? SmallCells.FEWEST : number, few);
        }

        public boolean isNone() {
            return value == 0;
        }
    }
}
