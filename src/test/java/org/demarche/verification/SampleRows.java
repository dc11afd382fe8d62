package org.demarche.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of invented signers, always the same for the same number, written by code that the verifier does not share. */
public final class SampleRows {

    private static final long SEED = 20261123;

    /** Names that a writer gets wrong first: other scripts, CSV's and JSON's own characters, formulas, their twins. */
    private static final List<String> NAMES = List.of(
            "Jane Doe",
            "Азимжан Аскаров",
            "O'Brien, Seán",
            "Élodie \"Lo\" d'Été",
            "=SUM(A1:A9)",
            "Nguyễn Thị Minh",
            "-Minus",
            "＋Fullwidth",
            "مریم میرزاخانی",
            "back\\slash",
            "𠮷田 太郎",
            "@handle");

    private static final List<List<String>> CELLS = List.of(
            List.of("CH", "en", "2026-11", "PAGE"),
            List.of("FR", "fr", "2026-10", "API"),
            List.of("*", "ru", "2026-11", "*"),
            List.of("*", "*", "*", "*"));

    /** A row with all that the signer knows of it. */
    record Signer(
            String name,
            String initials,
            String nameSalt,
            String initialsSalt,
            List<String> cell,
            List<Integer> demands,
            String visibility) {

        String row() {
            return "{\"channel\":\"" + cell.get(3) + "\",\"country\":\"" + cell.get(0) + "\",\"demands\":["
                    + demands.stream().map(String::valueOf).collect(Collectors.joining(",")) + "],\"initials\":\""
                    + commitment(initialsSalt, initials) + "\",\"language\":\"" + cell.get(1)
                    + "\",\"letter\":1,\"name\":\"" + commitment(nameSalt, name) + "\",\"period\":\"" + cell.get(2)
                    + "\",\"visibility\":\"" + visibility + "\"}";
        }

        Signer movedTo(List<String> otherCell) {
            return new Signer(name, initials, nameSalt, initialsSalt, otherCell, demands, visibility);
        }

        /** What is shown of the signer, or null. */
        String shown() {
            return switch (visibility) {
                case "FULL" -> name;
                case "INITIALS" -> initials;
                default -> null;
            };
        }

        String opening(int row) {
            boolean full = visibility.equals("FULL");
            String text = shown().replace("\\", "\\\\").replace("\"", "\\\"");
            String salt = full ? nameSalt : initialsSalt;
            return full
                    ? "{\"name\":\"" + text + "\",\"row\":" + row + ",\"salt\":\"" + salt + "\"}"
                    : "{\"initials\":\"" + text + "\",\"row\":" + row + ",\"salt\":\"" + salt + "\"}";
        }
    }

    private SampleRows() {}

    /** {@return that many signers, in the order of their rows' leaves} */
    static List<Signer> of(int count) {
        return of(count, signers -> {});
    }

    /** {@return the same after an edit of the signers, still in order} */
    static List<Signer> of(int count, Consumer<List<Signer>> edit) {
        return of(1, count, edit);
    }

    /** {@return other signers for each edition} */
    static List<Signer> of(int edition, int count, Consumer<List<Signer>> edit) {
        Random random = new Random(SEED + edition - 1);
        List<Signer> signers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signers.add(signer(random, i, count));
        }
        edit.accept(signers);
        record Keyed(String leaf, Signer signer) {}
        return signers.stream()
                .map(signer -> new Keyed(HexFormat.of().formatHex(leaf(signer.row())), signer))
                .sorted(Comparator.comparing(Keyed::leaf))
                .map(Keyed::signer)
                .toList();
    }

    private static Signer signer(Random random, int i, int count) {
        String name = NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + i);
        int cell = count < 10 ? 3 : count < 40 ? 0 : i % 4;
        List<Integer> demands = IntStream.rangeClosed(1, 3)
                .filter(demand -> demand == 1 || random.nextInt(3) > 0)
                .boxed()
                .toList();
        String visibility = List.of("FULL", "INITIALS", "COUNTED").get(i < NAMES.size() ? 0 : random.nextInt(3));
        return new Signer(
                name,
                name.codePointAt(0) == '=' ? "=S" : initials(name),
                salt(random),
                salt(random),
                CELLS.get(cell),
                demands,
                visibility);
    }

    private static String initials(String name) {
        return name.codePoints()
                .limit(1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .concat(".");
    }

    private static String salt(Random random) {
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    static String commitment(String salt, String text) {
        MessageDigest digest = sha256();
        digest.update(HexFormat.of().parseHex(salt));
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static byte[] leaf(String row) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(row.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** RFC 9162, section 2.1.1, word for word. */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256().digest();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /** {@return the hashes beside the way up from a leaf: RFC 9162, section 2.1.3.1, word for word} */
    public static List<byte[]> path(int index, List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        boolean isLeft = index < left;
        List<byte[]> mine = isLeft ? leaves.subList(0, left) : leaves.subList(left, leaves.size());
        List<byte[]> other = isLeft ? leaves.subList(left, leaves.size()) : leaves.subList(0, left);
        List<byte[]> path = new ArrayList<>(path(isLeft ? index : index - left, mine));
        path.add(root(other));
        return path;
    }

    /** {@return the roots of the perfect subtrees, the greatest first} */
    static List<byte[]> peaks(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return List.of();
        }
        int left = Integer.highestOneBit(leaves.size());
        List<byte[]> peaks = new ArrayList<>(List.of(root(leaves.subList(0, left))));
        peaks.addAll(peaks(leaves.subList(left, leaves.size())));
        return peaks;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
