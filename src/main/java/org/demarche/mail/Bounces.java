package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.config.JobLeases;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;

/** Looks for mails that came back, where the settings name a mailbox for them; one node does, twice a minute. */
@ApplicationScoped
class Bounces {
    private static final Logger LOG = Logger.getLogger(Bounces.class.getName());
    private static final String TASK = "bounces";
    private static final Duration POLL = Duration.ofSeconds(30);

    private Settings settings;
    private Schedule schedule;
    private JobLeases leases;
    private Event<MailBounced> bounced;
    private boolean away;

    protected Bounces() {}

    @Inject
    Bounces(Settings settings, Schedule schedule, JobLeases leases, Event<MailBounced> bounced) {
        this.settings = settings;
        this.schedule = schedule;
        this.leases = leases;
        this.bounced = bounced;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        ReturnPath.of(settings)
                .filter(path -> settings.bouncesHost().isPresent())
                .map(path -> new BounceMailbox(settings, path))
                .ifPresent(mailbox -> schedule.every(POLL, TASK, () -> look(mailbox)));
    }

    private void look(BounceMailbox mailbox) {
        if (!leases.hold(TASK, POLL.multipliedBy(3))) {
            return;
        }
        try {
            while (mailbox.read(tag -> bounced.fire(new MailBounced(tag))) > 0) {
                // A round at a time, until it is empty.
            }
            away = false;
        } catch (MessagingException | IOException e) {
            if (!away) {
                LOG.log(
                        Level.WARNING,
                        "The mailbox of returned mails cannot be read ({0}); it is tried again.",
                        e.getClass().getSimpleName());
            }
            away = true;
        }
    }
}
