package org.demarche.audit;

import java.util.Optional;

/**
 * What came of going through the whole log.
 *
 * @param head its end
 * @param broken number of the first entry that was changed, removed or moved; empty if there is none
 * @param contradicted the first published head that is not the log's; empty if all are
 */
public record Standing(AuditLog.Head head, Optional<Long> broken, Optional<PublishedHead> contradicted) {
    public boolean isWhole() {
        return broken.isEmpty() && contradicted.isEmpty();
    }
}
