package org.demarche.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.vault.Commitment;

/**
 * A signer's name with the salts of its commitments: what the vault seals and only its opening shows again.
 *
 * @param name Unicode NFC
 * @param nameSalt 32 bytes
 * @param initialsSalt 32 bytes, independent of the other
 */
public record Identity(String name, byte[] nameSalt, byte[] initialsSalt) {
    private static final int SALT = 32;
    private static final int MOST_INITIALS = 4;

    public Identity {
        name = Normalizer.normalize(name, Normalizer.Form.NFC);
        if (nameSalt.length != SALT || initialsSalt.length != SALT) {
            throw new IllegalArgumentException("A salt has 32 bytes.");
        }
    }

    /** A name under fresh salts. */
    public static Identity of(String name, SecureRandom random) {
        return new Identity(name, Commitment.salt(random), Commitment.salt(random));
    }

    /**
     * The first letter of each of the first four words, as a reader sees letters: {@code J. D.} for Jane Doe. A name of
     * one word has one.
     */
    public String initials() {
        return Stream.of(name.strip().split("\\s+"))
                .limit(MOST_INITIALS)
                .map(word -> first(word) + ".")
                .collect(Collectors.joining(" "));
    }

    private static String first(String word) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(word);
        return word.substring(0, letters.next()).toUpperCase(Locale.ROOT);
    }

    public byte[] nameCommitment() {
        return Commitment.of(nameSalt, name);
    }

    public byte[] initialsCommitment() {
        return Commitment.of(initialsSalt, initials());
    }

    /** Both salts, then the name in UTF-8. */
    public byte[] toBytes() {
        byte[] text = name.getBytes(UTF_8);
        return ByteBuffer.allocate(2 * SALT + text.length)
                .put(nameSalt)
                .put(initialsSalt)
                .put(text)
                .array();
    }

    public static Identity fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] nameSalt = new byte[SALT];
        byte[] initialsSalt = new byte[SALT];
        byte[] text = new byte[bytes.length - 2 * SALT];
        buffer.get(nameSalt).get(initialsSalt).get(text);
        return new Identity(new String(text, UTF_8), nameSalt, initialsSalt);
    }

    @Override
    public String toString() {
        return "Identity[…]";
    }
}
