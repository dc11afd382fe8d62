package org.demarche.signing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.signing.mailing.Deciding;
import org.demarche.signing.mailing.Reminding;
import org.demarche.vault.NetworkKeys;

/** What goes on behind the public pages: deciding on every node, expiry and reminders on the one that holds the lease. */
@ApplicationScoped
class Workers {
    private static final Duration DECIDING = Duration.ofSeconds(2);
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final Duration NETWORK_KEYS = Duration.ofMinutes(1);
    private static final Duration REMINDERS = Duration.ofMinutes(1);

    @Inject
    private Schedule schedule;

    @Inject
    private JobLeases leases;

    @Inject
    private Deciding deciding;

    @Inject
    private Reminding reminding;

    @Inject
    private Upkeep upkeep;

    @Inject
    private NetworkKeys networkKeys;

    void start(
            @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
                    Object started) {
        schedule.every(DECIDING, Deciding.TASK, this::decide);
        schedule.every(NETWORK_KEYS, "network keys", networkKeys::prepare);
        schedule.every(EXPIRY, "expiry", this::expire);
        schedule.every(REMINDERS, "reminders", this::remind);
    }

    private void decide() {
        while (deciding.decide() >= Deciding.ROUND) {
            // One short transaction a round, until there is nothing left.
        }
    }

    private void expire() {
        if (leases.hold("expiry", EXPIRY.multipliedBy(2))) {
            while (upkeep.expire() > 0) {
                // As above.
            }
            upkeep.destroy();
        }
    }

    private void remind() {
        if (leases.hold("reminders", REMINDERS.multipliedBy(2))) {
            while (reminding.remind() > 0) {
                // As above.
            }
        }
    }
}
