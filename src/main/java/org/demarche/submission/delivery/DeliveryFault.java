package org.demarche.submission.delivery;

/** What is wrong with what was typed about a delivery. */
public enum DeliveryFault {
    CHANNEL_MISSING("channel"),
    OUTCOME_MISSING("outcome"),
    OUTCOME_UNFIT("outcome"),
    DAY_UNREADABLE("day"),
    TIME_UNREADABLE("time"),
    AT_FUTURE("day"),
    AT_BEFORE_SEAL("day"),
    CARRIER_MISSING("carrier"),
    CARRIER_TOO_LONG("carrier"),
    WITNESS_TOO_LONG("witness"),
    TRACKING_TOO_LONG("tracking"),
    NOTE_TOO_LONG("note"),
    ATTACHMENT_TOO_LARGE("attachment"),
    ATTACHMENT_UNKNOWN("attachment"),
    ATTACHMENT_UNREADABLE("attachment");

    private final String field;

    DeliveryFault(String field) {
        this.field = field;
    }

    /** The form's field that it is about. */
    public String field() {
        return field;
    }
}
