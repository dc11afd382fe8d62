package org.demarche.submission.receipt;

import java.time.Clock;
import org.demarche.petition.Petitions;
import org.demarche.signature.Receipts;
import org.demarche.submission.Editions;
import org.demarche.submission.shelf.Packages;

/** Makes receipts and checks them, without a server. */
public record ReceiptDesk(Receipts receipts, CheckingReceipt checking) {
    public static ReceiptDesk of(Editions editions, Packages packages, Petitions petitions, Clock clock) {
        return new ReceiptDesk(
                new EditionReceipts(editions, packages, petitions),
                new CheckingReceipt(petitions, editions, packages, clock));
    }
}
