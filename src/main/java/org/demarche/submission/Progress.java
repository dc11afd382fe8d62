package org.demarche.submission;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the compilation of an edition has come.
 *
 * @param state as {@link Edition#state(java.time.Instant)}: a run that died shows as {@code LOCKED}
 * @param rowsDone rows that have passed the present stage
 * @param rowsTotal rows frozen
 * @param percent of the whole, 0 to 100
 * @param left an estimate; empty while there is nothing to estimate from, and when nothing runs
 */
public record Progress(
        EditionState state,
        Stage stage,
        long rowsDone,
        long rowsTotal,
        int percent,
        Optional<Duration> left,
        Optional<Failure> failure) {

    /** Below this share, an estimate would be a guess. */
    private static final double EARLIEST_ESTIMATE = 0.03;

    /**
     * @param elapsed since the present run began; empty if none runs
     */
    static Progress of(Edition edition, EditionState state, Optional<Duration> elapsed) {
        double share = share(edition);
        Optional<Duration> left = state == EditionState.COMPILING && share >= EARLIEST_ESTIMATE
                ? elapsed.map(time -> Duration.ofSeconds(Math.round(time.toMillis() / 1000.0 * (1 - share) / share)))
                : Optional.empty();
        return new Progress(
                state,
                edition.stage(),
                edition.rowsDone(),
                edition.rowsTotal(),
                (int) (share * 100),
                left,
                edition.failure());
    }

    private static double share(Edition edition) {
        double within = edition.rowsTotal() == 0 ? 0 : (double) edition.rowsDone() / edition.rowsTotal();
        return edition.stage().share(Math.min(1, within));
    }

    /** Whether a page need not look again. */
    public boolean isOver() {
        return state != EditionState.COMPILING;
    }
}
