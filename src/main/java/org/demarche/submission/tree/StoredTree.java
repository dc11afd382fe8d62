package org.demarche.submission.tree;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.demarche.verification.MerkleTree;

/**
 * The tree of an edition and of all before it, as the editions' {@link TreeFolder}s hold it: says where a leaf of the
 * last one stands, and proves that a leaf is in the tree. A proof reads the leaf's own block and the roots of others,
 * one hash for each 256 leaves. Not for use by several threads.
 */
public final class StoredTree implements Closeable {
    private static final int BLOCK = TreeFolder.BLOCK;
    private static final int HASH = TreeFolder.HASH;

    private final List<Part> parts = new ArrayList<>();

    private record Part(TreeFolder place, FileChannel leaves, FileChannel blocks) {}

    /**
     * Opens a tree.
     *
     * @param editions all that it consists of, the first edition first
     * @throws IOException if a file is missing or of another size than it has to be
     */
    public StoredTree(List<TreeFolder> editions) throws IOException {
        if (editions.isEmpty()) {
            throw new IllegalArgumentException("There is no tree without an edition");
        }
        long size = 0;
        for (TreeFolder edition : editions) {
            if (edition.before() != size) {
                throw new IllegalArgumentException(
                        "After " + size + " leaves comes no edition that begins after " + edition.before());
            }
            if (!edition.isWhole()) {
                throw new IOException("The leaves in " + edition.folder() + " are not what they were");
            }
            size = edition.after();
        }
        try {
            for (TreeFolder edition : editions) {
                parts.add(new Part(edition, open(edition.leaves()), open(edition.blocks())));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** {@return the number of leaves} */
    public long size() {
        return last().place().after();
    }

    /** {@return the root over all leaves, 32 bytes} */
    public byte[] root() throws IOException {
        return root(0, size());
    }

    /**
     * {@return where in the whole tree a leaf of the last edition stands, from 0; empty if it is not in that edition}
     *
     * @param leaf 32 bytes
     */
    public OptionalLong find(byte[] leaf) throws IOException {
        long low = last().place().before();
        long high = size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(leaves(middle, 1), leaf);
            if (order == 0) {
                return OptionalLong.of(middle);
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The inclusion proof of RFC 9162, section 2.1.3.1.
     *
     * @param index of a leaf, from 0
     * @return hashes of 32 bytes, from the leaf's sibling up
     */
    public List<byte[]> inclusionProof(long index) throws IOException {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("There is no leaf " + index + " among " + size());
        }
        List<byte[]> proof = new ArrayList<>();
        prove(index, 0, size(), proof);
        return proof;
    }

    private void prove(long index, long from, long to, List<byte[]> proof) throws IOException {
        if (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (index < middle) {
                prove(index, from, middle, proof);
                proof.add(root(middle, to));
            } else {
                prove(index, middle, to, proof);
                proof.add(root(from, middle));
            }
        }
    }

    /** Over leaves that are a subtree: those of more than one block begin with a block. */
    private byte[] root(long from, long to) throws IOException {
        MerkleTree tree = new MerkleTree();
        if (to - from <= BLOCK) {
            addAll(tree, leaves(from, (int) (to - from)));
        } else {
            for (long block = from / BLOCK; block < to / BLOCK; ) {
                int many = (int) Math.min(to / BLOCK - block, BLOCK);
                addAll(tree, blocks(block, many));
                block += many;
            }
            if (to % BLOCK != 0) {
                tree.add(root(to - to % BLOCK, to));
            }
        }
        return tree.root();
    }

    private static void addAll(MerkleTree tree, byte[] hashes) {
        for (int at = 0; at < hashes.length; at += HASH) {
            tree.add(Arrays.copyOfRange(hashes, at, at + HASH));
        }
    }

    private byte[] leaves(long first, int count) throws IOException {
        ByteBuffer hashes = ByteBuffer.allocate(count * HASH);
        for (Part part : parts) {
            long next = first + hashes.position() / HASH;
            if (hashes.hasRemaining() && part.place().hasLeaf(next)) {
                read(part.leaves(), next - part.place().before(), part.place().after() - next, hashes);
            }
        }
        return whole(hashes);
    }

    private byte[] blocks(long first, int count) throws IOException {
        ByteBuffer hashes = ByteBuffer.allocate(count * HASH);
        for (Part part : parts) {
            long next = first + hashes.position() / HASH;
            if (hashes.hasRemaining() && part.place().hasBlock(next)) {
                read(
                        part.blocks(),
                        next - part.place().before() / BLOCK,
                        part.place().after() / BLOCK - next,
                        hashes);
            }
        }
        return whole(hashes);
    }

    /** Reads so many hashes as there are, or as there is room for. */
    private static void read(FileChannel file, long first, long there, ByteBuffer into) throws IOException {
        int end = (int) Math.min(into.limit(), into.position() + there * HASH);
        ByteBuffer portion = into.duplicate().limit(end);
        long at = first * HASH;
        while (portion.hasRemaining()) {
            int read = file.read(portion, at);
            if (read < 0) {
                throw new EOFException("Leaves are cut short");
            }
            at += read;
        }
        into.position(end);
    }

    private static byte[] whole(ByteBuffer hashes) {
        if (hashes.hasRemaining()) {
            throw new IllegalStateException("The editions of a tree leave a gap");
        }
        return hashes.array();
    }

    private Part last() {
        return parts.get(parts.size() - 1);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.leaves().close();
            part.blocks().close();
        }
    }
}
