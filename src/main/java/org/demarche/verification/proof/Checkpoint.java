package org.demarche.verification.proof;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Base64Text;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/**
 * The head of a tree as logs publish it: c2sp.org/tlog-checkpoint in a signed note (c2sp.org/signed-note), with no
 * extension line and one signature.
 */
public final class Checkpoint {

    /** Bytes. */
    private static final int LONGEST = 4096;

    private static final int SIGNATURE_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("(([!-*,-~]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]{44})\n)\n"
            + "\u2014 ([!-*,-~]+) ([A-Za-z0-9+/=]+)\n");

    private final byte[] bytes;
    private final String signed;
    private final String origin;
    private final long size;
    private final byte[] root;
    private final byte[] keyId;
    private final byte[] signature;

    private Checkpoint(byte[] bytes, Matcher form) throws Defect {
        this.bytes = bytes.clone();
        signed = form.group(1);
        origin = form.group(2);
        size = Long.parseLong(form.group(3));
        root = Base64Text.decode(form.group(4));
        byte[] idAndSignature = Base64Text.decode(form.group(6));
        if (root.length != Sha256.LENGTH) {
            throw new Defect("the root has " + root.length + " bytes, not " + Sha256.LENGTH);
        }
        if (!form.group(5).equals(origin)) {
            throw new Defect("it is from " + origin + ", but signed as " + form.group(5));
        }
        if (idAndSignature.length != VerifierKey.ID_LENGTH + SIGNATURE_LENGTH) {
            throw new Defect("the signature has " + idAndSignature.length + " bytes, not "
                    + (VerifierKey.ID_LENGTH + SIGNATURE_LENGTH));
        }
        keyId = Arrays.copyOf(idAndSignature, VerifierKey.ID_LENGTH);
        signature = Arrays.copyOfRange(idAndSignature, VerifierKey.ID_LENGTH, idAndSignature.length);
    }

    /**
     * Reads a checkpoint; whether its signature holds is for {@link #verify} to say.
     *
     * @throws Defect if it is anything but three lines, an empty one and one signature
     */
    public static Checkpoint read(byte[] bytes) throws Defect {
        if (bytes.length > LONGEST) {
            throw new Defect("it has " + bytes.length + " bytes, more than any checkpoint has");
        }
        Matcher form = FORM.matcher(Utf8.decode(bytes));
        if (!form.matches()) {
            throw new Defect("it is not three lines (origin, size, root), an empty one, and one signature");
        }
        return new Checkpoint(bytes, form);
    }

    /**
     * Verifies the signature.
     *
     * @throws Defect if it was not made with the private half of this key, over this text
     */
    public void verify(VerifierKey key) throws Defect {
        if (!key.name().equals(origin)) {
            throw new Defect("it is from " + origin + ", but the key is that of " + key.name());
        }
        if (!Arrays.equals(keyId, key.id())) {
            throw new Defect("it was signed with another key than " + key);
        }
        if (!key.signed(Utf8.encode(signed), signature)) {
            throw new Defect("its signature was not made with the key " + key + ", or what it signs has been changed");
        }
    }

    /** {@return whose tree it is: a host and a petition} */
    public String origin() {
        return origin;
    }

    /** {@return leaves in the tree} */
    public long size() {
        return size;
    }

    /** {@return the tree's root, 32 bytes} */
    public byte[] root() {
        return root.clone();
    }

    /** {@return the file that it was read from, to the byte} */
    public byte[] bytes() {
        return bytes.clone();
    }
}
