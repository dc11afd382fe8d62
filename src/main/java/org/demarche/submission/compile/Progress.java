package org.demarche.submission.compile;

import java.time.Duration;
import java.util.Optional;
import org.demarche.submission.Edition;
import org.demarche.submission.EditionState;
import org.demarche.submission.Failure;
import org.demarche.submission.Stage;

/**
 * How far the compilation of an edition has come.
 *
 * @param state as {@link Edition#state(java.time.Instant)}: a run that died shows as {@code LOCKED}
 * @param rowsDone rows that have passed the present stage
 * @param rowsTotal rows frozen, or to be frozen; 0 while they are counted
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

    /** Before that, and below this share, an estimate would be a guess. */
    private static final Duration EARLIEST_ESTIMATE = Duration.ofSeconds(5);

    private static final double LEAST_ESTIMATED = 0.03;

    /**
     * @param elapsed since the present run began; empty if none runs
     */
    static Progress of(Edition edition, EditionState state, Optional<Duration> elapsed) {
        double share = share(edition);
        Optional<Duration> left = state == EditionState.COMPILING && share >= LEAST_ESTIMATED
                ? elapsed.filter(time -> time.compareTo(EARLIEST_ESTIMATE) >= 0)
                        .map(time -> Duration.ofSeconds(Math.round(time.toMillis() / 1000.0 * (1 - share) / share)))
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

    /** {@return the part of the whole that is done, 0 to 1} */
    static double share(Edition edition) {
        double within = edition.rowsTotal() == 0 ? 0 : (double) edition.rowsDone() / edition.rowsTotal();
        return edition.stage().share(Math.min(1, within));
    }

    /** Whether a page need not look again. */
    public boolean isOver() {
        return state != EditionState.COMPILING;
    }
}
