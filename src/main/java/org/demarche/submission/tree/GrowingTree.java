package org.demarche.submission.tree;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.submission.storage.Durable;
import org.demarche.verification.MerkleTree;

/**
 * The tree of all editions while one more is added to it. It keeps that edition's {@link TreeFolder}, which appears when
 * it is {@linkplain #complete() complete}. In memory are a few dozen hashes, however many leaves.
 */
public final class GrowingTree implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final OutputStream leaves;
    private final OutputStream blocks;

    /** The tree over the roots of full blocks: with {@link #block} behind it, it is the whole. */
    private final MerkleTree upper;

    /** The block that is not full yet. */
    private MerkleTree block;

    /**
     * Goes on where the edition before ended.
     *
     * @param folder of the edition that is being made; it is created
     * @param size leaves of all editions before
     * @param peaks of the tree over them, the greatest first
     */
    public GrowingTree(Path folder, long size, List<byte[]> peaks) throws IOException {
        int inBlock = (int) (size % TreeFolder.BLOCK);
        int split = peaks.size() - Integer.bitCount(inBlock);
        this.folder = folder;
        this.upper = MerkleTree.growing(size / TreeFolder.BLOCK, peaks.subList(0, split));
        this.block = MerkleTree.growing(inBlock, peaks.subList(split, peaks.size()));
        Durable.makeFolder(folder);
        this.leaves = new BufferedOutputStream(Files.newOutputStream(draft(TreeFolder.leaves(folder))), BUFFER);
        this.blocks = new BufferedOutputStream(Files.newOutputStream(draft(TreeFolder.blocks(folder))), BUFFER);
    }

    /**
     * Appends a leaf.
     *
     * @param leaf 32 bytes
     */
    public void add(byte[] leaf) throws IOException {
        block.add(leaf);
        leaves.write(leaf);
        if (block.size() == TreeFolder.BLOCK) {
            byte[] root = block.root();
            upper.add(root);
            blocks.write(root);
            block = new MerkleTree();
        }
    }

    public long size() {
        return upper.size() * TreeFolder.BLOCK + block.size();
    }

    /** {@return the roots of the perfect subtrees that the tree consists of, 32 bytes each, the greatest first} */
    public List<byte[]> peaks() {
        return Stream.concat(upper.peaks().stream(), block.peaks().stream()).toList();
    }

    /** {@return the root over all leaves, 32 bytes} */
    public byte[] root() {
        return MerkleTree.growing(size(), peaks()).root();
    }

    /** Makes what was kept of the edition appear, on the disk and for good. */
    public void complete() throws IOException {
        close();
        publish(TreeFolder.leaves(folder));
        publish(TreeFolder.blocks(folder));
    }

    private static void publish(Path file) throws IOException {
        Durable.publish(draft(file), file);
    }

    @Override
    public void close() throws IOException {
        try (leaves) {
            blocks.close();
        }
    }

    private static Path draft(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
