package org.demarche.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Lines;
import org.demarche.verification.input.Utf8;
import org.demarche.verification.proof.Checkpoint;

/** Does the receipt prove that its holder's signature is in this package? */
final class ReceiptCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Path file = evidence.request()
                .receipt()
                .orElseThrow(() -> new Unavailable("no receipt was given to find in it"));
        Manifest manifest = evidence.manifest();
        Checkpoint checkpoint = evidence.checkpoint();
        Receipt receipt;
        try (InputStream in = Files.newInputStream(file)) {
            receipt = Receipt.parse(in.readNBytes(Receipt.LONGEST + 1));
        }
        if (!receipt.petition().equals(manifest.petition()) || receipt.edition() != manifest.edition()) {
            throw new Defect("the receipt is for edition " + receipt.edition() + " of " + receipt.petition()
                    + ", but this is edition " + manifest.edition() + " of " + manifest.petition());
        }
        receipt.requireInclusion();
        receipt.requireCheckpoint(checkpoint.bytes());
        long before = manifest.previous().map(previous -> previous.tree().size()).orElse(0L);
        requireRow(evidence, receipt, receipt.index() - before);
        receipt.requireName();
        return "the receipt's signature is leaf " + receipt.index() + " of the tree, row " + (receipt.index() - before)
                + " of this edition"
                + receipt.name().map(name -> "; its name is " + name).orElse("; it gives no name");
    }

    private static void requireRow(Evidence evidence, Receipt receipt, long index) throws IOException, Unavailable {
        byte[] expected = Utf8.encode(receipt.row());
        if (index < 0) {
            throw new Defect("the receipt's signature is in an edition before this one");
        }
        try (Lines lines = new Lines(evidence.archive(), Layout.ROWS)) {
            byte[] line = lines.next();
            for (long i = 0; i < index && line != null; i++) {
                line = lines.next();
            }
            if (!Arrays.equals(expected, line)) {
                throw new Defect("row " + index + " of this package is not the receipt's");
            }
        }
    }
}
