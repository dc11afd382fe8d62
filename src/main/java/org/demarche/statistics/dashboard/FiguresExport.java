package org.demarche.statistics.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.export.Copy;
import org.demarche.audit.export.Export;
import org.demarche.audit.export.Exports;
import org.demarche.audit.export.Format;
import org.demarche.audit.export.Table;
import org.demarche.audit.export.TooManyExports;
import org.demarche.petition.Petition;

/**
 * The dashboard's numbers as a file, a row for each. They are exact: what the public is shown is pooled, so that no
 * number is about a few people.
 */
@ApplicationScoped
public class FiguresExport {
    private static final List<String> COLUMNS = List.of("figure", "of", "number");

    private Dashboards dashboards;
    private Exports exports;

    protected FiguresExport() {}

    @Inject
    public FiguresExport(Dashboards dashboards, Exports exports) {
        this.dashboards = dashboards;
        this.exports = exports;
    }

    /**
     * Begins a copy of the numbers as they stand.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     * @throws TooManyExports if they took too many in this hour
     */
    public Export begin(Actor actor, Petition petition, Format format) {
        actor.must(Act.EXPORT_FIGURES);
        Dashboard dashboard = dashboards.look(actor, petition);
        exports.begin(
                new Copy(actor, "figures exported", "petition/" + petition.id(), Map.of("format", format.extension())));
        return out -> write(out, dashboard, format);
    }

    private static void write(OutputStream out, Dashboard numbers, Format format) throws IOException {
        try (Table table = format.begin(out, COLUMNS)) {
            table.row(List.of("counted", numbers.asOf().toString(), numbers.counted()));
            for (Dashboard.Slot hour : numbers.hours()) {
                table.row(List.of("hour", hour.from().toString(), hour.signatures()));
            }
            for (Dashboard.Slot day : numbers.days()) {
                table.row(List.of("day", day.from().toString().substring(0, "2026-11-23".length()), day.signatures()));
            }
            for (Map.Entry<Integer, Dashboard.Sent> sent : numbers.sent().entrySet()) {
                String days = "last " + sent.getKey() + " days";
                table.row(List.of("forms sent", days, sent.getValue().forms()));
                table.row(List.of("forms confirmed", days, sent.getValue().confirmed()));
            }
            for (Map.Entry<Integer, Long> demand : numbers.demands().entrySet()) {
                table.row(List.of("demand", demand.getKey().toString(), demand.getValue()));
            }
            for (Map.Entry<String, Long> country : numbers.countries()) {
                table.row(List.of("country", country.getKey(), country.getValue()));
            }
            for (Map.Entry<String, Long> language : numbers.languages()) {
                table.row(List.of("language", language.getKey(), language.getValue()));
            }
        }
    }
}
