package org.demarche.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The whole log as a file: a line for each entry, as {@code src/doc/audit-log.md} describes it. */
@ApplicationScoped
public class AuditExport {
    private Auditing auditing;

    protected AuditExport() {}

    @Inject
    public AuditExport(Auditing auditing) {
        this.auditing = auditing;
    }

    /**
     * Writes the log, its own export included, in bounded memory and short transactions.
     *
     * @throws NotAllowed before the first byte, if the actor may not
     */
    public void write(OutputStream out, Actor actor) throws IOException {
        actor.must(Act.EXPORT_LOG);
        auditing.beginExport(actor);
        long last = 0;
        List<Auditing.Line> page = auditing.lines(last);
        while (!page.isEmpty()) {
            for (Auditing.Line line : page) {
                out.write(line.text().getBytes(UTF_8));
                out.write('\n');
                last = line.sequence();
            }
            page = auditing.lines(last);
        }
    }
}
