package org.demarche.submission.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.demarche.audit.AuditLog;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.delivery.Forgetting;
import org.demarche.submission.shelf.Packages;

/**
 * Erasing on schedule: when an edition has been delivered and the time in which it can be audited is over, what names its
 * signers is destroyed. They still count and sign no second time, and proofs still hold: rows and commitments stay, and
 * nothing opens these any more. Steps are short transactions of their own, so that one that was interrupted goes on.
 */
@ApplicationScoped
public class ErasingOnSchedule {
    /** Signatures that are erased in one transaction. */
    private static final int PORTION = 500;

    private Erasures erasures;
    private Editions editions;
    private Petitions petitions;
    private Packages packages;
    private Forgetting forgetting;
    private Retention retention;
    private AuditLog log;
    private Clock clock;
    private int portion;

    protected ErasingOnSchedule() {}

    @Inject
    public ErasingOnSchedule(
            Erasures erasures,
            Editions editions,
            Petitions petitions,
            Packages packages,
            Forgetting forgetting,
            Retention retention,
            AuditLog log,
            Clock clock) {
        this(erasures, editions, petitions, packages, forgetting, retention, log, clock, PORTION);
    }

    ErasingOnSchedule(
            Erasures erasures,
            Editions editions,
            Petitions petitions,
            Packages packages,
            Forgetting forgetting,
            Retention retention,
            AuditLog log,
            Clock clock,
            int portion) {
        this.erasures = erasures;
        this.editions = editions;
        this.petitions = petitions;
        this.packages = packages;
        this.forgetting = forgetting;
        this.retention = retention;
        this.log = log;
        this.clock = clock;
        this.portion = portion;
    }

    /** Begins what is due. */
    @Transactional
    public void begin() {
        Instant now = clock.instant();
        for (Edition edition : erasures.due(now.minus(retention.auditWindow()))) {
            erasures.add(Erasure.ofEdition(edition.petitionId(), edition.id(), now));
        }
        petitions.all().stream()
                .filter(petition -> isOver(petition, now))
                .filter(petition -> !editions.isExpired(petition.id()))
                .forEach(petition -> expire(petition, now));
    }

    /** Whether a petition has been closed for so long that what was not handed over never will be. */
    private boolean isOver(Petition petition, Instant now) {
        return petition.closesAt()
                .filter(closed -> !closed.plus(retention.afterClosing()).isAfter(now))
                .isPresent();
    }

    private void expire(Petition petition, Instant now) {
        erasures.expire(petition.id(), petition.closesAt().orElseThrow().plus(retention.afterClosing()), now);
        erasures.add(Erasure.ofExpired(petition.id(), now));
        log.append(
                "system",
                "expire",
                "petition/" + petition.id(),
                Map.of("closed", petition.closesAt().orElseThrow().toString()));
    }

    /** {@return what has begun and not ended} */
    @Transactional
    public List<Erasure> unfinished() {
        return erasures.unfinished();
    }

    /** Erases a portion; once there is none left, ends the erasure. Returns whether there is more to do. */
    @Transactional
    public boolean goOn(long petitionId, long id) {
        Optional<Erasure> waiting =
                erasures.lock(petitionId, id).filter(found -> found.finishedAt().isEmpty());
        if (waiting.isEmpty()) {
            return false;
        }
        Erasure erasure = waiting.get();
        Optional<Long> last = erasures.nextPortion(erasure, portion);
        if (last.isEmpty()) {
            finish(erasure);
            return false;
        }
        long withAddress = erasures.countNews(erasure, last.get());
        long erased = erasures.destroy(erasure, last.get(), clock.instant());
        erasure.reach(last.get(), erased, withAddress);
        return true;
    }

    private void finish(Erasure erasure) {
        List<Edition> editions = editions(erasure);
        String slug = petitions.byId(erasure.petitionId()).slug();
        // Before the log says so. What is gone already is passed over when this is done again.
        editions.forEach(edition -> packages.destroyNames(slug, edition));
        long deliveries = editions.stream().mapToLong(forgetting::forget).sum();
        Map<String, String> detail = new TreeMap<>(Map.of(
                "signatures", Long.toString(erasure.signatures()),
                "addressesKept", Long.toString(erasure.addressesKept()),
                "deliveries", Long.toString(deliveries),
                "begun", erasure.begunAt().toString()));
        String subject = erasure.isOfExpired()
                ? "petition/" + erasure.petitionId()
                : "edition/" + erasure.petitionId() + "/" + erasure.editionId().orElseThrow();
        log.append("system", "erase on schedule", subject, detail);
        erasure.finish(clock.instant(), log.head());
    }

    /** Whose copies with names go: of an expired petition all, for those that were never handed over name people too. */
    private List<Edition> editions(Erasure erasure) {
        return erasure.isOfExpired()
                ? editions.all(erasure.petitionId())
                : editions.find(erasure.petitionId(), erasure.editionId().orElseThrow()).stream()
                        .toList();
    }
}
