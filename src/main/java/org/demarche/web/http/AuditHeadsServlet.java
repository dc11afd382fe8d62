package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.demarche.audit.Publishing;

/**
 * The published heads of the audit log, a line for each day, the newest first: day, number of the last entry, its hash.
 * Whoever keeps a copy can tell later whether the log was written anew.
 */
public final class AuditHeadsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    static final String PATH = "/audit/heads.txt";

    private static final int TEN_YEARS = 3660;
    private static final String EXPLANATION = "# day (UTC), number of the last entry of the audit log, its SHA-256\n";

    @Inject
    private transient Publishing publishing;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String list = publishing.newest(TEN_YEARS).stream()
                .map(head -> head.line() + "\n")
                .collect(Collectors.joining("", EXPLANATION, ""));
        byte[] bytes = list.getBytes(UTF_8);
        response.setContentType("text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "public, max-age=300");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
