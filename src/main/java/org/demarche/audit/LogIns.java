package org.demarche.audit;

/** The log-ins of staff, for those who have to end them. What is ended is refused from the next request on, on all nodes. */
public interface LogIns {
    /**
     * Ends every log-in of one account, in the caller's transaction, with an entry in the audit log.
     *
     * @param staff id of the account
     * @param by who ends them, as {@link Actor#reference()}, or {@code system}
     * @return how many there were
     */
    int endAll(long staff, String by);

    /** Ends the log-ins of everybody, whoever asks for it included; else as {@link #endAll}. */
    int endAllOfEverybody(String by);
}
