package org.demarche.verification.input;

import java.io.IOException;

/**
 * What is wrong with a package, in one plain sentence that names the place and, where there are two, both values. It is
 * an {@link IOException} so that a stream can tell it in mid-reading.
 */
public final class Defect extends IOException {

    public Defect(String sentence) {
        super(sentence);
    }

    /** {@return the same defect with its place before it} */
    public Defect in(String place) {
        return new Defect(place + ": " + getMessage());
    }
}
