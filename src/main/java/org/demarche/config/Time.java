package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one clock: everything that asks for the time is given this one. */
@ApplicationScoped
class Time {
    @Produces
    Clock clock() {
        return Clock.systemUTC();
    }
}
