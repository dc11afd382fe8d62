package org.demarche.verification;

import java.security.MessageDigest;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/**
 * What opens one commitment of one row: one line of {@code data/signatories/openings.jsonl}.
 *
 * @param row index into {@code data/rows.jsonl}, from 0
 * @param shows {@link Visibility#FULL} for a name, {@link Visibility#INITIALS} for initials
 * @param text the name or the initials
 * @param salt 32 random bytes in hexadecimal
 */
record Opening(long row, Visibility shows, String text, String salt) {

    static Opening read(byte[] line) throws Defect {
        JsonObject json = JsonObject.read(line);
        Visibility shows = json.has("name") ? Visibility.FULL : Visibility.INITIALS;
        String member = shows == Visibility.FULL ? "name" : "initials";
        json.only(member, "row", "salt");
        return of(json.count("row"), shows, json.text(member), json.text("salt"));
    }

    static Opening of(long row, Visibility shows, String text, String salt) throws Defect {
        if (!Sha256.isHex(salt)) {
            throw new Defect("salt is not 64 hexadecimal digits, lower case");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Defect((shows == Visibility.FULL ? "name" : "initials") + " contains a control character");
        }
        return new Opening(row, shows, text, salt);
    }

    /** {@return SHA-256(salt ‖ UTF-8 of the text), in hexadecimal} */
    String commitment() {
        MessageDigest digest = Sha256.digest();
        digest.update(Sha256.parse(salt));
        return Sha256.hex(digest.digest(Utf8.encode(text)));
    }
}
