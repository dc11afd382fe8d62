package org.demarche.verification;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.proof.Node;

/**
 * The Merkle tree of RFC 9162, section 2.1.1, over leaf hashes that arrive in order. Only the roots of the perfect
 * subtrees to the left are kept, so a tree of n leaves needs memory for log2(n) hashes. Not for use by several threads.
 */
public final class MerkleTree {

    /** Roots of perfect subtrees, the smallest (rightmost) on top: one for each bit set in {@link #size}. */
    private final Deque<byte[]> subtrees = new ArrayDeque<>();

    private long size;

    /**
     * {@return a tree of so many leaves, to which more can be added}
     *
     * @param size leaves from 0 on
     * @param peaks roots of the perfect subtrees that it consists of, the greatest (leftmost) first: as {@link #peaks}
     *     gives them
     * @throws IllegalArgumentException if a tree of that size has another number of peaks, or one has not 32 bytes
     */
    public static MerkleTree growing(long size, List<byte[]> peaks) {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("A tree of " + size + " leaves does not have " + peaks.size() + " peaks");
        }
        MerkleTree tree = new MerkleTree();
        for (byte[] peak : peaks) {
            tree.subtrees.push(checked(peak));
        }
        tree.size = size;
        return tree;
    }

    /**
     * Appends a leaf.
     *
     * @param leafHash 32 bytes, as {@link Leaf#hash} makes them
     * @throws IllegalArgumentException if it has another length
     */
    public void add(byte[] leafHash) {
        byte[] subtree = checked(leafHash);
        for (long leaves = size; (leaves & 1) == 1; leaves >>= 1) {
            subtree = Node.hash(subtrees.pop(), subtree);
        }
        subtrees.push(subtree);
        size++;
    }

    /** {@return the number of leaves added so far} */
    public long size() {
        return size;
    }

    /** {@return the root over the leaves added so far, 32 bytes; of no leaves, the SHA-256 of nothing} */
    public byte[] root() {
        byte[] root = null;
        for (byte[] subtree : subtrees) {
            root = root == null ? subtree : Node.hash(subtree, root);
        }
        return root == null ? Sha256.digest().digest() : root.clone();
    }

    /**
     * {@return the roots of the perfect subtrees that the tree consists of, 32 bytes each, the greatest (leftmost)
     * first: one for each bit set in its size}
     */
    public List<byte[]> peaks() {
        List<byte[]> peaks = new ArrayList<>();
        subtrees.forEach(subtree -> peaks.add(subtree.clone()));
        Collections.reverse(peaks);
        return List.copyOf(peaks);
    }

    private static byte[] checked(byte[] hash) {
        if (hash.length != Sha256.LENGTH) {
            throw new IllegalArgumentException("A leaf hash has 32 bytes, not " + hash.length);
        }
        return hash.clone();
    }
}
