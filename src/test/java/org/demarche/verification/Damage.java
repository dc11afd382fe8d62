package org.demarche.verification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing done to bytes, wherever they are: it is drawn without knowing them, so that it can be shrunk.
 *
 * @param from where it begins, as a fraction of the length
 * @param to what it also touches, as a fraction of the length
 * @param length bytes that it touches
 * @param inserted bytes that it brings
 */
record Damage(Kind kind, double from, double to, int length, byte[] inserted) {

    enum Kind {
        FLIP,
        OVERWRITE,
        INSERT,
        DELETE,
        REPEAT,
        SWAP,
        TRUNCATE
    }

    /** What parsers trip over, in all the formats that packages are made of. */
    private static final List<String> TOKENS = List.of(
            "",
            "\n",
            "\n\n",
            "\r\n",
            "\0",
            "\"",
            "\\",
            "\\u0000",
            "{",
            "}",
            "[",
            "[[[[[[[[[[[[[[[[[[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-1",
            "0",
            "00",
            "1e9",
            "9007199254740991",
            "9223372036854775808",
            "\ufeff",
            "\u2014 ",
            "=",
            "====",
            "+",
            "AAAA",
            "<",
            ">",
            "</",
            "<!--",
            "<!DOCTYPE a [<!ENTITY b \"b\">]>&b;",
            "PK\3\4",
            "PK\1\2",
            "PK\5\6",
            "0\u0080",
            "\u0004\u0084\u007f\u007f\u007f\u007f",
            "../",
            "index 0",
            "extra e30=",
            "\u202e",
            "\ud83d\ude00");

    static Arbitrary<Damage> any() {
        Arbitrary<byte[]> tokens = Arbitraries.of(TOKENS).map(token -> token.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(1, 80),
                        Arbitraries.oneOf(tokens, noise))
                .as(Damage::new);
    }

    /** {@return one to three things done one after another} */
    static Arbitrary<List<Damage>> some() {
        return any().list().ofMinSize(1).ofMaxSize(3);
    }

    static byte[] of(byte[] good, List<Damage> some) {
        byte[] damaged = good;
        for (Damage one : some) {
            damaged = one.to(damaged);
        }
        return damaged;
    }

    private byte[] to(byte[] bytes) {
        if (bytes.length == 0) {
            return inserted;
        }
        int at = (int) (from * (bytes.length - 1));
        int end = Math.min(bytes.length, at + length);
        int other = (int) (to * (bytes.length - 1));
        byte[] part = Arrays.copyOfRange(bytes, at, end);
        return switch (kind) {
            case FLIP -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << length % 8);
                yield flipped;
            }
            case OVERWRITE -> spliced(bytes, at, Math.min(bytes.length, at + inserted.length), inserted);
            case INSERT -> spliced(bytes, at, at, inserted);
            case DELETE -> spliced(bytes, at, end, new byte[0]);
            case REPEAT -> spliced(bytes, other, other, part);
            case SWAP ->
                spliced(
                        spliced(bytes, at, end, new byte[0]),
                        Math.min(other, bytes.length - part.length),
                        Math.min(other, bytes.length - part.length),
                        part);
            case TRUNCATE -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
