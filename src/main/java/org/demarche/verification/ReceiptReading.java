package org.demarche.verification;

/** What came of reading a file that should be a receipt: a {@link Receipt}, or why it is none. */
public sealed interface ReceiptReading permits Receipt, ReceiptReading.Unreadable {

    /**
     * Not a receipt.
     *
     * @param reason what is wrong with it, one plain English sentence that may quote the file
     */
    record Unreadable(String reason) implements ReceiptReading {}
}
