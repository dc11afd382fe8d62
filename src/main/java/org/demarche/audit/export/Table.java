package org.demarche.audit.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table on its way out, a row at a time. */
public interface Table extends Closeable {
    /**
     * Writes a row.
     *
     * @param cells one for each column, each a {@link String}, a {@link Long} or a list of strings
     */
    void row(List<?> cells) throws IOException;
}
