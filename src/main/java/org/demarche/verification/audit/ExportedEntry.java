package org.demarche.verification.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.verification.input.CanonicalJson;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;

/**
 * One line of an export.
 *
 * @param previous the hash of the entry before it, as it says itself, in hexadecimal
 * @param hash its own hash, as it says itself, in hexadecimal
 * @param covered the bytes that its hash covers beside {@code previous}: the line without its two hashes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it is hashed once.
record ExportedEntry(long sequence, String previous, String hash, byte[] covered) {
    /** What an entry has beside its two hashes. */
    private static final String[] MEMBERS = {
        "action", "actor", "at", "detail", "hash", "previous", "sequence", "subject"
    };

    /**
     * Reads a line.
     *
     * @throws Defect if it is not an entry in the one form that the format allows
     */
    static ExportedEntry read(byte[] line) throws Defect {
        JsonObject entry = JsonObject.read(line).only(MEMBERS);
        for (String name : new String[] {"action", "actor", "at", "subject"}) {
            entry.text(name);
        }
        JsonObject detail = entry.object("detail");
        for (String name : detail.names()) {
            if (!detail.isText(name)) {
                throw new Defect("its detail holds something that is not a text");
            }
        }
        Map<Object, Object> covered = new TreeMap<>((Map<?, ?>) CanonicalJson.read(line));
        covered.remove("hash");
        covered.remove("previous");
        return new ExportedEntry(
                entry.count("sequence"), hex(entry, "previous"), hex(entry, "hash"), CanonicalJson.write(covered));
    }

    private static String hex(JsonObject entry, String name) throws Defect {
        String hash = entry.text(name);
        if (!Sha256.isHex(hash)) {
            throw new Defect(name + " is not a hash of 64 hexadecimal digits");
        }
        return hash;
    }

    /** Whether it says what it said when it was written. */
    boolean isAsWritten() {
        byte[] whole = Arrays.copyOf(Sha256.parse(previous), Sha256.LENGTH + covered.length);
        System.arraycopy(covered, 0, whole, Sha256.LENGTH, covered.length);
        return Sha256.of(whole).equals(hash);
    }
}
