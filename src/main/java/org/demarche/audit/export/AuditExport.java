package org.demarche.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.Auditing;

/** The whole log as a file: a line for each entry, as {@code src/doc/audit-log.md} describes it. */
@ApplicationScoped
public class AuditExport {
    private Auditing auditing;
    private Exports exports;

    protected AuditExport() {}

    @Inject
    public AuditExport(Auditing auditing, Exports exports) {
        this.auditing = auditing;
        this.exports = exports;
    }

    /**
     * Begins a copy of the log, in which its own export is an entry.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     * @throws TooManyExports if they took too many in this hour
     */
    public Export begin(Actor actor) {
        actor.must(Act.EXPORT_LOG);
        exports.begin(new Copy(actor, "log exported", "audit", Map.of()));
        return out -> write(out, actor);
    }

    private void write(OutputStream out, Actor actor) throws IOException {
        long last = 0;
        List<Auditing.Line> page = auditing.lines(actor, last);
        while (!page.isEmpty()) {
            for (Auditing.Line line : page) {
                out.write(line.text().getBytes(UTF_8));
                out.write('\n');
                last = line.sequence();
            }
            page = auditing.lines(actor, last);
        }
    }
}
