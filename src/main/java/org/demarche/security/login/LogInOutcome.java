package org.demarche.security.login;

import java.time.Duration;

/** What came of a try to log in. */
public sealed interface LogInOutcome {
    /**
     * Name and password go together.
     *
     * @param account who it is
     */
    record Welcome(long account) implements LogInOutcome {}

    /** There is no such account, or the password is another: it is not said which. */
    record Wrong() implements LogInOutcome {}

    /** Not looked at: too many tries before. */
    record Wait(Duration left) implements LogInOutcome {}
}
