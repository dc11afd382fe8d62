package org.demarche.audit;

/** What a member of staff is trusted with; one person may have several. What each may do stands in {@link Act}. */
public enum Role {
    /** Decides about signatures that were flagged. */
    MODERATOR,
    /** Looks after the texts. */
    EDITOR,
    /** Compiles submissions. */
    SUBMITTER,
    /** Lets a submission go out that somebody else compiled. */
    APPROVER,
    /** Reads the accounts and the log, and changes nothing. */
    AUDITOR,
    /** Looks after accounts and settings. */
    ADMINISTRATOR
}
