package org.demarche.submission.delivery;

import java.time.Instant;
import java.util.Optional;

/** What staff tell of an attempt, found in order. */
record Account(
        DeliveryChannel channel,
        DeliveryOutcome outcome,
        Instant at,
        String carrier,
        Optional<String> witness,
        Optional<String> tracking,
        Optional<String> note) {}
