package org.demarche.submission.rows;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.submission.tree.GrowingTree;
import org.demarche.verification.MerkleTree;

/**
 * What the tree over an edition's rows and those of all before it comes down to, and all that it takes to let it grow.
 *
 * @param peaks roots of the perfect subtrees that it consists of, 32 bytes each, the greatest first
 */
public record TreeHead(Root root, List<byte[]> peaks) {
    private static final int HASH = 32;

    public TreeHead {
        peaks = List.copyOf(peaks);
        if (peaks.size() != Long.bitCount(root.size())) {
            throw new IllegalArgumentException(
                    "A tree of " + root.size() + " leaves has other than " + peaks.size() + " peaks");
        }
    }

    /** {@return the head of the tree that the first edition extends: it has no leaves} */
    public static TreeHead empty() {
        return new TreeHead(new Root(new MerkleTree().root(), 0), List.of());
    }

    public static TreeHead of(GrowingTree tree) {
        return new TreeHead(new Root(tree.root(), tree.size()), tree.peaks());
    }

    /**
     * {@return a head whose peaks were kept as {@link #joinedPeaks} gives them}
     *
     * @param joinedPeaks 32 bytes for each
     */
    public static TreeHead of(Root root, byte[] joinedPeaks) {
        return new TreeHead(
                root,
                IntStream.range(0, joinedPeaks.length / HASH)
                        .mapToObj(peak -> Arrays.copyOfRange(joinedPeaks, peak * HASH, (peak + 1) * HASH))
                        .toList());
    }

    /** {@return the peaks one after another} */
    public byte[] joinedPeaks() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        peaks.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** {@return the peaks in lower-case hexadecimal} */
    public List<String> hexPeaks() {
        return peaks.stream().map(HexFormat.of()::formatHex).toList();
    }
}
