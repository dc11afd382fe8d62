package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.statistics.Accounting;
import org.demarche.statistics.Statistics;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Pooling;

/**
 * Freezing: at a cut-off, what is confirmed becomes an edition. One transaction copies the signatures, in cells that
 * single nobody out, and the accounting that goes with them; what happens to a signature later does not change it.
 */
@ApplicationScoped
public class Freezing {
    private Editions editions;
    private Statistics statistics;
    private Clock clock;

    protected Freezing() {}

    @Inject
    public Freezing(Editions editions, Statistics statistics, Clock clock) {
        this.editions = editions;
        this.statistics = statistics;
        this.clock = clock;
    }

    /**
     * Freezes what was confirmed before a moment and is in no delivered edition. It takes the next number after those
     * delivered; an edition that was not delivered is superseded.
     *
     * @param cutoff a whole second, not in the future, and after that of the edition delivered last
     * @param requestedBy a member of staff
     * @return the new edition, or the one that is being compiled just now, or nothing if there is nobody's
     *     signature that is new
     * @throws FreezeDisturbed if signatures changed meanwhile so that the sums do not agree; try again
     */
    @Transactional(rollbackOn = FreezeDisturbed.class)
    public CompilingOutcome freeze(long petitionId, Instant cutoff, String requestedBy) {
        Instant now = clock.instant();
        editions.lockPetition(petitionId);
        List<Edition> before = editions.all(petitionId);
        Optional<Edition> running =
                before.stream().filter(edition -> edition.isRunning(now)).findAny();
        if (running.isPresent()) {
            return new CompilingOutcome.AlreadyRunning(running.get());
        }
        Map<Cell, Long> cells = editions.countCells(petitionId, cutoff);
        if (cells.isEmpty()) {
            return new CompilingOutcome.NothingToCompile();
        }
        List<Edition> delivered = editions.delivered(petitionId);
        if (delivered.stream().anyMatch(edition -> !edition.cutoff().isBefore(cutoff))) {
            throw new IllegalArgumentException("What was delivered was cut off at " + cutoff + " or later");
        }
        before.stream().filter(Edition::isReplaceable).forEach(this::supersede);
        Edition edition = new Edition(petitionId, 1 + delivered.size(), cutoff, requestedBy, now);
        editions.add(edition);
        long rows = editions.snapshot(edition, Pooling.of(cells));
        Accounting accounting = statistics.accounting(petitionId, cutoff);
        Gone gone = editions.gone(petitionId);
        long handedOver = delivered.stream().mapToLong(Edition::rowsTotal).sum();
        if (!Accounts.agree(accounting, handedOver, gone, rows) || !Pooling.isSafe(editions.countFrozen(edition))) {
            throw new FreezeDisturbed();
        }
        edition.freeze(rows, Accounts.json(accounting, gone));
        return new CompilingOutcome.Started(edition);
    }

    private void supersede(Edition edition) {
        edition.supersede();
        editions.thaw(edition);
    }
}
