package org.demarche.audit.export;

import java.io.IOException;
import java.io.OutputStream;

/** A copy that was allowed and noted: now it may be written. */
@FunctionalInterface
public interface Export {
    /** Writes all of it, in bounded memory and short transactions; leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
}
