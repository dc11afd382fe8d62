package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.demarche.audit.AuditExport;

/** Hands the whole audit log to an auditor, as a file that the verifier checks. */
public final class AuditExportServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient AuditExport export;

    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        response.setContentType("application/jsonl");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-log-" + today + ".jsonl\"");
        export.write(response.getOutputStream(), desk.actor());
    }

    /** Answers what GET would, but notes nothing, because nothing is handed over. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
