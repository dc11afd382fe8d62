package org.demarche.verification.audit;

import java.util.List;
import java.util.Optional;

/**
 * What was found out about an export.
 *
 * @param first number of its first entry; 0 if it has none
 * @param last number of the last entry up to which all is well; 0 if there is none
 * @param head hash of that entry, in hexadecimal; empty if there is none
 * @param heads what became of the published heads, in the order in which they were given
 * @param fault what is wrong first; empty if nothing is
 */
public record AuditReport(long first, long last, String head, List<Compared> heads, Optional<Fault> fault) {
    /**
     * A published head.
     *
     * @param entry the number of the entry whose hash it is; 0 if the export begins later and cannot hold it
     */
    public record Compared(PublishedHead head, long entry) {}

    /**
     * The first thing that is wrong.
     *
     * @param entry number of the entry that was changed, removed, moved or put in; 0 if it is not about one entry
     * @param reason a plain sentence
     */
    public record Fault(long entry, String reason) {}

    public AuditReport {
        heads = List.copyOf(heads);
    }

    public boolean isWhole() {
        return fault.isEmpty();
    }
}
