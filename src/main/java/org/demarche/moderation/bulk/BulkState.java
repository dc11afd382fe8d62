package org.demarche.moderation.bulk;

/** How far a decision about many has come. */
public enum BulkState {
    /** Its signatures are listed; somebody is to confirm it. */
    COUNTED,
    RUNNING,
    DONE,
    /** Somebody stopped it; what was decided until then stands. */
    CANCELLED,
    UNDOING,
    UNDONE;

    public boolean isMoving() {
        return this == RUNNING || this == UNDOING;
    }
}
