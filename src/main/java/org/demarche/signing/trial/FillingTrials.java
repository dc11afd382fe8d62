package org.demarche.signing.trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;

/** Staff fill a trial with generated signatures, and take them all away again. */
@ApplicationScoped
public class FillingTrials {
    /** How many a petition can be filled with. */
    public static final long MOST = 1_000_000;

    private Fillings fillings;
    private AuditLog log;
    private Settings settings;
    private Schedule schedule;

    protected FillingTrials() {}

    @Inject
    public FillingTrials(Fillings fillings, AuditLog log, Settings settings, Schedule schedule) {
        this.fillings = fillings;
        this.log = log;
        this.settings = settings;
        this.schedule = schedule;
    }

    /**
     * How far a petition is filled; empty if it never was.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not fill trials
     */
    @Transactional
    public Optional<Filling> look(Actor actor, long petitionId) {
        actor.must(Act.FILL_TRIAL);
        return fillings.find(petitionId);
    }

    /**
     * Has a petition filled until it has so many generated signatures, or emptied of all of them.
     *
     * @param wanted from 0 to {@value #MOST}; fewer than there are means none
     * @throws org.demarche.audit.NotAllowed if the actor may not fill trials
     * @throws IllegalStateException if this is no trial
     */
    @Transactional
    public void want(Actor actor, long petitionId, long wanted) {
        actor.must(Act.FILL_TRIAL);
        if (!settings.isTrial()) {
            throw new IllegalStateException("Generated signatures are for trials alone.");
        }
        if (wanted < 0 || wanted > MOST) {
            throw new IllegalArgumentException("No trial is filled with " + wanted + " signatures.");
        }
        Filling filling = fillings.lock(petitionId).orElseGet(() -> {
            Filling first = new Filling(petitionId, actor.reference());
            fillings.add(first);
            return first;
        });
        long to = wanted < filling.made() ? 0 : wanted;
        filling.want(to, actor.reference());
        log.append(
                actor.reference(),
                to == 0 ? "remove-generated" : "generate",
                "petition/" + petitionId,
                Map.of("signatures", Long.toString(to == 0 ? filling.made() : to)));
        schedule.wake(FillingJob.TASK);
    }
}
