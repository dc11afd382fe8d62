package org.demarche.petition;

import java.io.Serializable;
import java.util.Objects;

/** The key of every row that belongs to a petition: the petition leads, so that tables can be distributed by it. */
public class RowId implements Serializable {
    private static final long serialVersionUID = 1;

    private long petitionId;
    private long id;

    protected RowId() {}

    public RowId(long petitionId, long id) {
        this.petitionId = petitionId;
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowId row && row.petitionId == petitionId && row.id == id;
    }

    @Override
    public int hashCode() {
        return Objects.hash(petitionId, id);
    }

    @Override
    public String toString() {
        return petitionId + "/" + id;
    }
}
