package org.demarche.verification.proof;

import java.util.Arrays;
import java.util.List;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;

/** Verifies that a leaf is in a tree, by the hashes beside its way up to the root (RFC 9162, section 2.1.3.2). */
public final class InclusionProof {

    /** Hashes; the most that a proof in any tree of fewer than 2^63 leaves has. */
    public static final int LONGEST = 63;

    private InclusionProof() {}

    /**
     * Walks from the leaf up.
     *
     * @param leaf its hash, 32 bytes
     * @param index of the leaf in the tree, from 0
     * @param size leaves in the tree
     * @param proof hashes of 32 bytes, from the leaf's sibling up
     * @param root the one that has to come out, 32 bytes
     * @throws Defect if the proof does not lead there; it names both roots
     */
    public static void verify(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) throws Defect {
        if (index < 0 || index >= size) {
            throw new Defect("there is no leaf " + index + " in a tree of " + size);
        }
        if (proof.size() != length(index, size)) {
            throw new Defect("the way up from leaf " + index + " in a tree of " + size + " leaves has "
                    + length(index, size) + " hashes beside it, but the proof has " + proof.size());
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if ((node & 1) == 1 || node == last) {
                hash = Node.hash(sibling, hash);
                while ((node & 1) == 0 && node > 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Node.hash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (!Arrays.equals(hash, root)) {
            throw new Defect("the proof leads to the root " + Sha256.hex(hash) + ", but the tree has " + Sha256.hex(root));
        }
    }

    /** {@return how many hashes stand beside the way up} */
    private static int length(long index, long size) {
        long last = size - 1;
        int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ last);
        return inner + Long.bitCount(index >> inner);
    }
}
