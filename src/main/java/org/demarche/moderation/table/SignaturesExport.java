package org.demarche.moderation.table;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.export.Copy;
import org.demarche.audit.export.Export;
import org.demarche.audit.export.Exports;
import org.demarche.audit.export.Format;
import org.demarche.audit.export.Table;
import org.demarche.audit.export.TooManyExports;

/**
 * A list of signatures as a file. Names never leave this way, and times only as days: the one list of names is that of a
 * submission, which a second person approves.
 */
@ApplicationScoped
public class SignaturesExport {
    private static final List<String> COLUMNS = List.of(
            "signature",
            "generated",
            "signed_on",
            "state",
            "language",
            "letter_version",
            "channel",
            "country",
            "demands",
            "visibility",
            "flags",
            "review_asked_on",
            "decision",
            "reason");

    private Looking looking;
    private Exports exports;

    protected SignaturesExport() {}

    @Inject
    public SignaturesExport(Looking looking, Exports exports) {
        this.looking = looking;
        this.exports = exports;
    }

    /**
     * Begins a copy of what matches. Those who sign while it is written may be in it or not.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     * @throws TooManyExports if they took too many in this hour
     */
    public Export begin(Actor actor, long petitionId, Filter filter, Format format) {
        actor.must(Act.EXPORT_SIGNATURES);
        exports.begin(new Copy(
                actor,
                "signatures exported",
                "petition/" + petitionId,
                Map.of("filter", filter.query(), "format", format.extension())));
        return out -> write(out, petitionId, filter, format);
    }

    private void write(OutputStream out, long petitionId, Filter filter, Format format) throws IOException {
        try (Table table = format.begin(out, COLUMNS)) {
            Optional<Place> place = Optional.empty();
            do {
                Looking.Part part = looking.part(petitionId, filter, place);
                for (SignatureRow row : part.rows()) {
                    table.row(cells(row));
                }
                place = part.next();
            } while (place.isPresent());
        }
    }

    private static List<?> cells(SignatureRow row) {
        return List.of(
                row.id(),
                row.generated() ? "yes" : "no",
                LocalDate.ofInstant(row.signedAt(), ZoneOffset.UTC).toString(),
                row.state().name(),
                row.signed().language(),
                (long) row.signed().letterVersion(),
                row.signed().channel().name(),
                Optional.ofNullable(row.choices().country()).orElse(""),
                row.choices().support().numbers().stream().map(String::valueOf).toList(),
                row.choices().visibility().name(),
                row.flags().stream().map(Enum::name).toList(),
                row.asked()
                        .map(asked ->
                                LocalDate.ofInstant(asked.at(), ZoneOffset.UTC).toString())
                        .orElse(""),
                row.ruled().map(ruled -> ruled.ruling().name()).orElse(""),
                row.ruled().map(SignatureRow.Ruled::reason).orElse(""));
    }
}
