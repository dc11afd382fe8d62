package org.demarche.submission;

import java.io.Serializable;
import java.util.Objects;

/** The key of an edition. */
class EditionId implements Serializable {
    private static final long serialVersionUID = 1;

    private long petitionId;
    private long id;

    public EditionId() {}

    EditionId(long petitionId, long id) {
        this.petitionId = petitionId;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EditionId that && that.petitionId == petitionId && that.id == id;
    }

    @Override
    public int hashCode() {
        return Objects.hash(petitionId, id);
    }
}
