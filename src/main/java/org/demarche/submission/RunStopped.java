package org.demarche.submission;

/** The edition no longer belongs to this run: it was cancelled, superseded or taken over. */
public class RunStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RunStopped() {
        super("The edition does not belong to this run any more");
    }
}
