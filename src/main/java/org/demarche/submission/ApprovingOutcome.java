package org.demarche.submission;

/** What came of the wish to let a package go out. */
public enum ApprovingOutcome {
    APPROVED,
    /** Whoever had it compiled does not approve it, whatever their roles. */
    OWN,
    /** There is no such package, or somebody approved it already, or a later one has taken its place. */
    NOTHING_TO_APPROVE
}
