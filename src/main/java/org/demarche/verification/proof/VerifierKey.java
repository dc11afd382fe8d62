package org.demarche.verification.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Base64Text;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;

/**
 * The key with which checkpoints are checked, as c2sp.org/signed-note writes it: {@code name+keyID+key}. Only Ed25519
 * (RFC 8032).
 */
public final class VerifierKey {

    /** Bytes. */
    static final int ID_LENGTH = 4;

    private static final byte ED25519 = 0x01;
    private static final int KEY_LENGTH = 32;
    private static final int LONGEST = 1000;
    private static final Pattern FORM = Pattern.compile("([!-*,-~]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)");

    /** What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String text;
    private final String name;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String text, String name, byte[] id, PublicKey key) {
        this.text = text;
        this.name = name;
        this.id = id;
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @throws Defect if it is not written as it has to be, or its ID is not the one that follows from it
     */
    public static VerifierKey read(String text) throws Defect {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            throw new Defect("the key is not written as name+id+key: " + text);
        }
        byte[] typed = Base64Text.decode(form.group(3));
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            throw new Defect("the key is not one for Ed25519: " + text);
        }
        String name = form.group(1);
        byte[] id = id(name, typed);
        if (!HexFormat.of().formatHex(id).equals(form.group(2))) {
            throw new Defect("the key has the ID " + HexFormat.of().formatHex(id) + ", but is said to have "
                    + form.group(2));
        }
        return new VerifierKey(text, name, id, publicKey(Arrays.copyOfRange(typed, 1, typed.length)));
    }

    /** {@return whose key it is: the origin of the checkpoints that it signs} */
    public String name() {
        return name;
    }

    /** {@return the first four bytes of the hash of name and key} */
    byte[] id() {
        return id.clone();
    }

    /** {@return whether the signature over the message was made with the private half of this key} */
    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private static byte[] id(String name, byte[] typed) {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '\n');
        return Arrays.copyOf(digest.digest(typed), ID_LENGTH);
    }

    private static PublicKey publicKey(byte[] point) throws Defect {
        byte[] der = Arrays.copyOf(DER_PREFIX, DER_PREFIX.length + KEY_LENGTH);
        System.arraycopy(point, 0, der, DER_PREFIX.length, KEY_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException noPoint) {
            throw new Defect("the key is not a point of Ed25519's curve");
        }
    }
}
