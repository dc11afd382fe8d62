package org.demarche.submission.rows;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.demarche.signature.Identity;
import org.demarche.submission.tree.GrowingTree;
import org.demarche.vault.Sealed;
import org.demarche.verification.Layout;

/**
 * Writes an edition's rows in the order of their leaves, their openings, the list of signatories and the statistics,
 * in memory that does not grow with the number of rows; and lets the tree grow by their leaves. Needs room for
 * another third of the rows on the disk.
 */
public final class RowFiles {
    private static final int BUFFER = 64 * 1024;

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
     * @param tree that of all editions before
     * @throws IdentityGone if somebody who is to be named has erased their data since the freeze
     * @throws CommitmentBroken if an identity is not the one committed to
     */
    public void write(Entries entries, long expected, Function<Sealed, Identity> vault, GrowingTree tree)
            throws IOException {
        Files.createDirectories(content.resolve(Layout.PAYLOAD));
        try (LeafOrder order = new LeafOrder(spool, expected)) {
            Tally tally = new Tally(demands);
            Counter read = new Counter(0);
            entries.forEach(entry -> {
                order.add(Spooled.of(entry));
                tally.add(entry);
                read.next();
            });
            write(order, vault, tree, read.count);
            Files.write(content.resolve(Layout.STATISTICS), tally.bytes());
        }
    }

    private void write(LeafOrder order, Function<Sealed, Identity> vault, GrowingTree tree, long rows)
            throws IOException {
        Counter written = new Counter(rows);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(content.resolve(Layout.ROWS)), BUFFER);
                SignatoryFiles signatories = new SignatoryFiles(content, vault)) {
            order.forEach(row -> {
                if (Row.isOpened(row.entry().visibility())) {
                    signatories.write(written.count, row.entry());
                }
                out.write(row.entry().line());
                out.write('\n');
                tree.add(row.leaf());
                written.next();
            });
        }
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
