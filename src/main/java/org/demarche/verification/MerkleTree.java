package org.demarche.verification;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import org.demarche.verification.input.Sha256;

/**
 * The Merkle tree of RFC 9162, section 2.1.1, over leaf hashes that arrive in order. Only the roots of the perfect
 * subtrees to the left are kept, so a tree of n leaves needs memory for log2(n) hashes. Not for use by several threads.
 */
public final class MerkleTree {

    private static final byte PREFIX = 0x01;

    private final MessageDigest digest = Sha256.digest();

    /** Roots of perfect subtrees, the smallest (rightmost) on top: one for each bit set in {@link #size}. */
    private final Deque<byte[]> subtrees = new ArrayDeque<>();

    private long size;

    /**
     * Appends a leaf.
     *
     * @param leafHash 32 bytes, as {@link Leaf#hash} makes them
     * @throws IllegalArgumentException if it has another length
     */
    public void add(byte[] leafHash) {
        if (leafHash.length != Sha256.LENGTH) {
            throw new IllegalArgumentException("A leaf hash has 32 bytes, not " + leafHash.length);
        }
        byte[] subtree = leafHash.clone();
        for (long leaves = size; (leaves & 1) == 1; leaves >>= 1) {
            subtree = node(subtrees.pop(), subtree);
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
            root = root == null ? subtree : node(subtree, root);
        }
        return root == null ? digest.digest() : root.clone();
    }

    private byte[] node(byte[] left, byte[] right) {
        digest.update(PREFIX);
        digest.update(left);
        return digest.digest(right);
    }
}
