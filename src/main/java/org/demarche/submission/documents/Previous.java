package org.demarche.submission.documents;

import java.time.Instant;
import java.util.List;
import org.demarche.submission.rows.Root;

/**
 * The delivered edition whose tree the next one extends.
 *
 * @param edition its number
 * @param cutoff a whole second
 * @param manifest SHA-256 of its {@code data/manifest.json} in lower-case hexadecimal
 * @param root of its tree, and how many leaves it has
 * @param peaks roots of the perfect subtrees that its tree consists of, the greatest first; in lower-case hexadecimal
 */
public record Previous(int edition, Instant cutoff, String manifest, Root root, List<String> peaks) {
    public Previous {
        peaks = List.copyOf(peaks);
        if (peaks.size() != Long.bitCount(root.size())) {
            throw new IllegalArgumentException(
                    "A tree of " + root.size() + " leaves has other than " + peaks.size() + " peaks");
        }
    }
}
