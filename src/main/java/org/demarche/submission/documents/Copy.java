package org.demarche.submission.documents;

/** An edition is sealed twice: the copies differ in the names of those who chose to be named, and in nothing else. */
public enum Copy {
    /** Everything. */
    FULL,
    /** Without the folder of signatories: it names nobody. */
    REDACTED
}
