package org.demarche.submission.rows;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.demarche.signature.Identity;
import org.demarche.vault.Sealed;
import org.demarche.verification.Layout;
import org.demarche.verification.MerkleTree;

/**
 * Writes an edition's rows in the order of their leaves, their openings, the list of signatories and the statistics,
 * in memory that does not grow with the number of rows. Needs room for the rows twice on the disk.
 */
public final class RowFiles {
    private final Path content;
    private final Path spool;
    private final int demands;
    private final LongConsumer progress;

    /**
     * @param content the folder that becomes the package
     * @param spool an empty folder for the time being
     * @param demands how many demands the petition has
     * @param progress told again and again how many rows are done, each row counting half when read and half when
     *     written
     */
    public RowFiles(Path content, Path spool, int demands, LongConsumer progress) {
        this.content = content;
        this.spool = spool;
        this.demands = demands;
        this.progress = progress;
    }

    /**
     * Writes everything anew.
     *
     * @param expected how many entries there are
     * @param vault opens identities
     * @throws IdentityGone if somebody who is to be named has erased their data since the freeze
     * @throws CommitmentBroken if an identity is not the one committed to
     * @return the tree's root and size
     */
    public Root write(Entries entries, long expected, Function<Sealed, Identity> vault) throws IOException {
        Files.createDirectories(content.resolve(Layout.PAYLOAD));
        try (LeafOrder order = new LeafOrder(spool, expected)) {
            Counter read = new Counter(0);
            entries.forEach(entry -> {
                order.add(Spooled.of(entry));
                read.next();
            });
            return write(order, vault, read.count);
        }
    }

    private Root write(LeafOrder order, Function<Sealed, Identity> vault, long rows) throws IOException {
        MerkleTree tree = new MerkleTree();
        Tally tally = new Tally(demands);
        Counter written = new Counter(rows);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(content.resolve(Layout.ROWS)));
                SignatoryFiles signatories = new SignatoryFiles(content, vault)) {
            order.forEach(row -> {
                if (Row.isOpened(row.visibility())) {
                    signatories.write(tree.size(), row);
                }
                out.write(row.row());
                out.write('\n');
                tree.add(row.leaf());
                tally.add(row);
                written.next();
            });
        }
        Files.write(content.resolve(Layout.STATISTICS), tally.bytes());
        return new Root(tree.root(), tree.size());
    }

    private final class Counter {
        private static final int EVERY = 1000;

        private final long before;
        private long count;

        Counter(long before) {
            this.before = before;
        }

        void next() {
            count++;
            if (count % EVERY == 0) {
                progress.accept((before + count) / 2);
            }
        }
    }
}
