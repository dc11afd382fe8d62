package org.demarche.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Auditors read the log, have it checked, and take a copy away. */
@ApplicationScoped
public class Auditing {
    private static final int ALL = Integer.MAX_VALUE;

    private AuditLog log;
    private PublishedHeads heads;
    private StaffMembers staff;

    protected Auditing() {}

    @Inject
    public Auditing(AuditLog log, PublishedHeads heads, StaffMembers staff) {
        this.log = log;
        this.heads = heads;
        this.staff = staff;
    }

    /** Entries of one kind before this number, the newest first. */
    @Transactional
    public List<AuditEntry> read(long before, AuditFilter filter, int most, Actor actor) {
        actor.must(Act.SEE_LOG);
        return log.before(before, filter, most);
    }

    /** The names of everything that was ever done, in order. */
    @Transactional
    public List<String> actions(Actor actor) {
        actor.must(Act.SEE_LOG);
        return log.actions();
    }

    /**
     * Who is meant by {@code staff:50}. The log itself names nobody, so that it never has to be changed; whoever reads it
     * has to know whom to ask.
     */
    @Transactional
    public Map<String, String> names(Actor actor) {
        actor.must(Act.SEE_LOG);
        return staff.all().stream()
                .collect(Collectors.toMap(member -> member.actor().reference(), Staff::name));
    }

    /** Goes through the whole log and compares it with every head that was published. */
    @Transactional
    public Standing check(Actor actor) {
        actor.must(Act.SEE_LOG);
        Optional<Long> broken = log.verify();
        Optional<PublishedHead> contradicted = heads.newest(ALL).stream()
                .filter(published -> !log.has(published))
                .reduce((newer, older) -> older);
        Standing standing = new Standing(log.head(), broken, contradicted);
        log.append(
                actor.reference(),
                "log checked",
                "audit",
                Map.of(
                        "last",
                        Long.toString(standing.head().sequence()),
                        "whole",
                        Boolean.toString(standing.isWhole())));
        return standing;
    }

    /** {@return the lines of an export after an entry, in order: at most a page of them} */
    @Transactional
    public List<Line> lines(Actor actor, long after) {
        actor.must(Act.EXPORT_LOG);
        return log.pageAfter(after).stream()
                .map(entry -> new Line(entry.sequence(), entry.exported()))
                .toList();
    }

    /** An entry as an export shows it. */
    public record Line(long sequence, String text) {}
}
