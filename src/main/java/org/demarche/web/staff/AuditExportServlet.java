package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.demarche.audit.export.AuditExport;

/** Hands the whole audit log to an auditor, as a file that the verifier checks. */
public final class AuditExportServlet extends ExportServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient AuditExport export;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        hand(response, "audit-log", "jsonl", "application/jsonl", export.begin(desk().actor()));
    }
}
