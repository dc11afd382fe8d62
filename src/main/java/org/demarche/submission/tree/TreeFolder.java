package org.demarche.submission.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.submission.storage.Durable;

/**
 * What is kept of one edition's part of the tree, so that proofs can be given without its rows: {@code leaves}, its leaf
 * hashes in order, and {@code blocks}, the roots of those perfect subtrees of {@value #BLOCK} leaves that it completes.
 * Both are plain hashes of 32 bytes, one after another.
 *
 * @param folder where both files lie
 * @param before leaves of all editions before
 * @param after leaves up to and with this edition
 */
public record TreeFolder(Path folder, long before, long after) {
    /** Leaves to a block; blocks are counted from the first leaf of the whole tree. */
    static final int BLOCK = 256;

    static final int HASH = 32;

    private static final String LEAVES = "leaves";
    private static final String BLOCKS = "blocks";

    public TreeFolder {
        if (before < 0 || after < before) {
            throw new IllegalArgumentException("A tree does not grow from " + before + " to " + after + " leaves");
        }
    }

    /** Removes what is kept of an edition, if anything is. */
    public static void delete(Path folder) throws IOException {
        Durable.delete(leaves(folder));
        Durable.delete(blocks(folder));
    }

    Path leaves() {
        return leaves(folder);
    }

    Path blocks() {
        return blocks(folder);
    }

    static Path leaves(Path folder) {
        return folder.resolve(LEAVES);
    }

    static Path blocks(Path folder) {
        return folder.resolve(BLOCKS);
    }

    boolean hasLeaf(long index) {
        return before <= index && index < after;
    }

    boolean hasBlock(long block) {
        return before / BLOCK <= block && block < after / BLOCK;
    }

    /**
     * Whether both files are there and of the right size.
     *
     * @throws IOException if that cannot be found out
     */
    public boolean isWhole() throws IOException {
        return has(leaves(), after - before) && has(blocks(), after / BLOCK - before / BLOCK);
    }

    private static boolean has(Path file, long hashes) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == hashes * HASH;
    }
}
