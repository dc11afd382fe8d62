package org.demarche.submission.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import org.demarche.statistics.Accounting;
import org.demarche.statistics.Statistics;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.RunStopped;
import org.demarche.submission.rows.Cell;
import org.demarche.submission.rows.Pooling;

/**
 * Freezing: what is confirmed before a cut-off goes into an edition. One transaction copies the signatures, in cells
 * that single nobody out, and the accounting that goes with them; what happens to a signature later does not change it.
 * The edition itself is left alone meanwhile, for others report on it and may stop it.
 */
@ApplicationScoped
public class Freezing {
    private Editions editions;
    private Snapshots snapshots;
    private Statistics statistics;

    protected Freezing() {}

    @Inject
    Freezing(Editions editions, Snapshots snapshots, Statistics statistics) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.statistics = statistics;
    }

    /** Whoever waits for a freeze. What any of this throws undoes everything. */
    public interface Watch {
        /** Told once how many signatures there are. */
        void expect(long signatures);

        /** Told now and then how many are copied. */
        void copied(long signatures);

        /** Asked at the end, once more, whether they are still wanted. */
        void confirm();
    }

    /**
     * Lets go of what a run that died before the edition knew froze for it.
     *
     * @param run whose edition it has to be
     * @throws RunStopped if it is another's, who may have frozen it
     */
    @Transactional(TxType.REQUIRES_NEW)
    public void thaw(Edition edition, long run) {
        snapshots.thaw(edition);
        // At the end, since the edition is locked from here on.
        boolean wanted = editions.lock(edition.petitionId(), edition.id())
                .filter(found -> found.isRunBy(run) && !found.isFrozen())
                .isPresent();
        if (!wanted) {
            throw new RunStopped();
        }
    }

    /** Lets go of what superseded editions froze. */
    @Transactional(TxType.REQUIRES_NEW)
    public void thawSuperseded(long petitionId) {
        editions.superseded(petitionId).forEach(snapshots::thaw);
    }

    /**
     * Copies what was confirmed before the edition's cut-off and is in no delivered edition. Of an edition that holds
     * nothing yet.
     *
     * @throws NobodyNew if there is nothing to be copied
     * @throws FreezeDisturbed if signatures changed meanwhile so that the sums do not agree; try again
     */
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = FreezeDisturbed.class)
    public Frozen freeze(Edition edition, Watch watch) {
        snapshots.holdStill();
        long petitionId = edition.petitionId();
        Map<Cell, Long> cells = snapshots.countCells(edition, () -> watch.copied(0));
        if (cells.isEmpty()) {
            throw new NobodyNew();
        }
        watch.expect(cells.values().stream().mapToLong(Long::longValue).sum());
        long rows = snapshots.snapshot(edition, Pooling.of(cells), watch::copied);
        Accounting accounting = statistics.accounting(petitionId, edition.cutoff());
        Gone gone = snapshots.gone(petitionId);
        List<Edition> delivered = editions.delivered(petitionId);
        long handedOver = delivered.stream().mapToLong(Edition::rowsTotal).sum();
        if (!Accounts.agree(accounting, handedOver, gone, rows) || !Pooling.isSafe(snapshots.countFrozen(edition))) {
            throw new FreezeDisturbed();
        }
        watch.confirm();
        return new Frozen(rows, Accounts.json(accounting, gone));
    }
}
