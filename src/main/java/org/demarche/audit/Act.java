package org.demarche.audit;

/** What staff can do, and which roles may: the one table that pages and use cases ask. */
public enum Act {
    /** Read the overview's numbers. */
    SEE_OVERVIEW,
    /** Read which submissions there are, and how far one has come. */
    SEE_EDITIONS,
    /** Freeze and compile a submission, or go on with an interrupted one. */
    COMPILE,
    /** Take a whole package away, with the names in it. */
    DOWNLOAD,
    /** Let a package go out that somebody else had compiled. */
    APPROVE,
    /** Tell how a package came to its addressee, and what the addressee answered. */
    DELIVER,
    /** See how the outbox stands, and which mails were refused. */
    SEE_MAIL,
    /** Have refused mails tried again, or give them up. */
    HANDLE_MAIL,
    /** Look through signatures without their names, and decide about one or a few. */
    MODERATE,
    /** Read the names and words of signers while the vault is open, and look signatures up by their address. */
    READ_PERSONS,
    /** Decide about many signatures at once, and take that back. */
    MODERATE_MANY,
    /** Take a list of signatures away, without their names. */
    EXPORT_SIGNATURES,
    /** Take the exact numbers of a petition away. */
    EXPORT_FIGURES,
    /** See the rules that flag signatures, and try them on the past. */
    SEE_RULES,
    /** Make rules that flag signatures, and switch them on and off. */
    CHANGE_RULES,
    /** Fill a trial with generated signatures, and take them away. */
    FILL_TRIAL,
    /** Have the holders of a petition's key open test records. */
    DRILL_VAULT,
    /** Change the reasons that decisions can have. */
    EDIT_REASONS,
    /** Let other organisations' servers send signatures, and no longer. */
    MANAGE_PARTNERS,
    /** Change one's own second factor. */
    CHANGE_OWN_ACCESS,
    /** Ask people in, say what each is trusted with, and let them go. */
    MANAGE_STAFF,
    /** Lock a vault at once, or everything. */
    LOCK_VAULT,
    /** Let a vault be open for a while. */
    UNLOCK_VAULT,
    /** Collect again after everything was shut. */
    LIFT_PANIC,
    /** Read the audit log, and have it checked. */
    SEE_LOG,
    /** Take a copy of the audit log away. */
    EXPORT_LOG;

    /** Whether who does it must have shown lately that it is really they, see {@link Actor#proven()}. */
    public boolean isSensitive() {
        return switch (this) {
            case DOWNLOAD,
                    APPROVE,
                    DELIVER,
                    CHANGE_OWN_ACCESS,
                    MODERATE_MANY,
                    MANAGE_PARTNERS,
                    CHANGE_RULES,
                    FILL_TRIAL,
                    DRILL_VAULT,
                    MANAGE_STAFF,
                    EXPORT_LOG,
                    EXPORT_SIGNATURES,
                    EXPORT_FIGURES,
                    UNLOCK_VAULT,
                    LIFT_PANIC -> true;
            case SEE_OVERVIEW,
                    SEE_RULES,
                    SEE_EDITIONS,
                    COMPILE,
                    SEE_MAIL,
                    HANDLE_MAIL,
                    MODERATE,
                    READ_PERSONS,
                    EDIT_REASONS,
                    SEE_LOG,
                    LOCK_VAULT -> false;
        };
    }

    public boolean isFor(Role role) {
        return switch (this) {
            case SEE_OVERVIEW, CHANGE_OWN_ACCESS -> true;
            case SEE_EDITIONS ->
                switch (role) {
                    case SUBMITTER, APPROVER, AUDITOR, ADMINISTRATOR -> true;
                    case MODERATOR, EDITOR -> false;
                };
            case MODERATE, READ_PERSONS, MODERATE_MANY, EXPORT_SIGNATURES -> role == Role.MODERATOR;
            case EXPORT_FIGURES ->
                switch (role) {
                    case MODERATOR, SUBMITTER, AUDITOR, ADMINISTRATOR -> true;
                    case EDITOR, APPROVER -> false;
                };
            case SEE_RULES ->
                switch (role) {
                    case MODERATOR, AUDITOR, ADMINISTRATOR -> true;
                    case EDITOR, SUBMITTER, APPROVER -> false;
                };
            case CHANGE_RULES -> role == Role.MODERATOR || role == Role.ADMINISTRATOR;
            case DRILL_VAULT -> role == Role.SUBMITTER || role == Role.ADMINISTRATOR;
            case FILL_TRIAL -> role == Role.ADMINISTRATOR;
            case EDIT_REASONS -> role == Role.EDITOR || role == Role.ADMINISTRATOR;
            case COMPILE, DELIVER -> role == Role.SUBMITTER;
            case DOWNLOAD -> role == Role.SUBMITTER || role == Role.APPROVER;
            case APPROVE -> role == Role.APPROVER;
            case SEE_MAIL -> role == Role.MODERATOR || role == Role.ADMINISTRATOR || role == Role.AUDITOR;
            case HANDLE_MAIL -> role == Role.MODERATOR || role == Role.ADMINISTRATOR;
            case LOCK_VAULT, UNLOCK_VAULT ->
                switch (role) {
                    case MODERATOR, SUBMITTER, APPROVER, ADMINISTRATOR -> true;
                    case EDITOR, AUDITOR -> false;
                };
            case LIFT_PANIC -> role == Role.ADMINISTRATOR;
            case SEE_LOG, EXPORT_LOG -> role == Role.AUDITOR || role == Role.ADMINISTRATOR;
            case MANAGE_PARTNERS, MANAGE_STAFF -> role == Role.ADMINISTRATOR;
        };
    }
}
