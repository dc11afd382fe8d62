package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a test record is bound to, so that nothing else can be passed off as one. */
public final class Drill {
    private Drill() {}

    /** {@return HPKE's {@code info} of a petition's test records} */
    public static byte[] info(String petition) {
        return ("demarche drill " + petition).getBytes(UTF_8);
    }
}
