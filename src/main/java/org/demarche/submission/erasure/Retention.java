package org.demarche.submission.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** How long what names signers is kept. Changed by the configuration alone, so that nobody can do it by a click. */
@ApplicationScoped
public class Retention {
    private static final String AFTER_DELIVERY = "demarche.erasure.after-days";
    private static final String AFTER_CLOSING = "demarche.erasure.expires-after-days";

    private Config config;

    protected Retention() {}

    @Inject
    public Retention(Config config) {
        this.config = config;
    }

    /** The time in which a delivered edition can be audited by name: thirty days unless set. */
    public Duration auditWindow() {
        return days(AFTER_DELIVERY, 30);
    }

    /** The time after its closing in which what a petition has left can still be handed over: a year unless set. */
    public Duration afterClosing() {
        return days(AFTER_CLOSING, 365);
    }

    private Duration days(String property, long otherwise) {
        long days = config.getOptionalValue(property, Long.class).orElse(otherwise);
        if (days < 0) {
            throw new IllegalStateException(property + " must be a number of days, not " + days);
        }
        return Duration.ofDays(days);
    }
}
