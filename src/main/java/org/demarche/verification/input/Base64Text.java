package org.demarche.verification.input;

import java.util.Base64;

/** Base64 (RFC 4648, section 4) in the one spelling that its bytes have: padded, and with no bit set that is not used. */
public final class Base64Text {

    private Base64Text() {}

    /** {@return the bytes, at least one} */
    public static byte[] decode(String spelled) throws Defect {
        try {
            byte[] bytes = Base64.getDecoder().decode(spelled);
            if (bytes.length > 0 && Base64.getEncoder().encodeToString(bytes).equals(spelled)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // Said below, like every other departure.
        }
        throw new Defect("what should be Base64 is not, or is not spelled as its bytes have to be");
    }
}
