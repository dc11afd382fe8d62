package org.demarche.verification.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.demarche.verification.audit.AuditReport.Compared;
import org.demarche.verification.audit.AuditReport.Fault;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Lines;
import org.demarche.verification.input.Sha256;

/** Goes through an export once, with one entry in memory, and stops at the first that is wrong. */
public final class AuditVerification {
    /** Bytes: more than the longest entry that a portal writes. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final String BEFORE_THE_FIRST = "0".repeat(2 * Sha256.LENGTH);

    private final Lines lines;
    private final List<PublishedHead> published;

    /** By the hashes of published heads: where in the export they stand. */
    private final Map<String, Long> places = new TreeMap<>();

    private long first;
    private long last;
    private String head = "";

    private AuditVerification(Lines lines, List<PublishedHead> published) {
        this.lines = lines;
        this.published = published;
        published.forEach(one -> places.put(one.hash(), 0L));
    }

    /**
     * Checks an export.
     *
     * @param export read once, from where it stands
     * @param published ends of the log while it was written: each has to be among the entries, if it can be
     * @throws IOException if it cannot be read
     */
    public static AuditReport of(InputStream export, List<PublishedHead> published) throws IOException {
        try (Lines lines = new Lines(export, "the export", LONGEST_LINE)) {
            AuditVerification verification = new AuditVerification(lines, published);
            Optional<Fault> broken = verification.walk();
            return broken.isPresent() ? verification.report(List.of(), broken) : verification.compare();
        }
    }

    private AuditReport report(List<Compared> heads, Optional<Fault> fault) {
        return new AuditReport(first, last, head, heads, fault);
    }

    private Optional<Fault> walk() throws IOException {
        byte[] line = null;
        do {
            try {
                line = lines.next();
                if (line != null) {
                    follow(ExportedEntry.read(line));
                }
            } catch (Broken broken) {
                return Optional.of(broken.fault);
            } catch (Defect defect) {
                String place = defect.getMessage().startsWith(lines.place()) ? "" : lines.place() + ": ";
                return Optional.of(new Fault(last == 0 ? 0 : last + 1, place + defect.getMessage()));
            }
        } while (line != null);
        return last == 0 ? Optional.of(new Fault(0, "it holds no entry")) : Optional.empty();
    }

    /** The entry comes next. */
    private void follow(ExportedEntry entry) throws Broken {
        if (first == 0) {
            begin(entry);
        } else if (entry.sequence() > last + 1) {
            throw new Broken(
                    last + 1,
                    "it was removed or moved: entry %d comes right after entry %d".formatted(entry.sequence(), last));
        } else if (entry.sequence() <= last) {
            throw new Broken(entry.sequence(), "it stands after entry %d, where it does not belong".formatted(last));
        }
        if (!entry.isAsWritten()) {
            throw new Broken(entry.sequence(), "it was changed: its hash does not fit what it says");
        }
        if (last > 0 && !entry.previous().equals(head)) {
            long replaced = last;
            last = replaced == first ? 0 : replaced - 1;
            throw new Broken(
                    replaced,
                    "it was put in the place of another: the entry after it names a different hash before it");
        }
        last = entry.sequence();
        head = entry.hash();
        places.computeIfPresent(head, (hash, place) -> last);
    }

    /** The first entry of the export; what came before it is known by its hash alone. */
    private void begin(ExportedEntry entry) throws Broken {
        if (entry.sequence() == 0) {
            throw new Broken(0, "there is no entry of the number 0");
        }
        if ((entry.sequence() == 1) != entry.previous().equals(BEFORE_THE_FIRST)) {
            throw new Broken(entry.sequence(), "its number does not fit the hash that it names before it");
        }
        first = entry.sequence();
        places.computeIfPresent(entry.previous(), (hash, place) -> entry.sequence() - 1);
    }

    private AuditReport compare() {
        List<Compared> compared = new ArrayList<>();
        for (PublishedHead one : published) {
            long place = places.get(one.hash());
            boolean earlier = one.sequence() > 0 && one.sequence() < first - 1;
            boolean elsewhere = one.sequence() > 0 && place > 0 && place != one.sequence();
            if ((place == 0 && !earlier) || elsewhere) {
                return report(compared, Optional.of(contradiction(one)));
            }
            compared.add(new Compared(one, place));
        }
        return report(compared, Optional.empty());
    }

    private Fault contradiction(PublishedHead one) {
        if (one.sequence() == 0) {
            return new Fault(
                    0,
                    "no entry has the published hash %s: the log was written anew, or cut off".formatted(one.hash()));
        }
        return one.sequence() > last
                ? new Fault(
                        last + 1,
                        "it was cut off, and those after it: entry %d was published".formatted(one.sequence()))
                : new Fault(one.sequence(), "it is not the one that was published: the log was written anew");
    }

    /** Ends the walk. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        Broken(long entry, String reason) {
            super(reason, null, false, false);
            this.fault = new Fault(entry, reason);
        }
    }
}
