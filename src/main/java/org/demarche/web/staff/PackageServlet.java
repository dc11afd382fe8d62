package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.demarche.submission.Downloading;
import org.demarche.submission.Edition;

/** Hands a sealed package to somebody who may have it, and notes that it was handed over. */
public final class PackageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Downloading downloading;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Edition> edition = desk.edition().filter(found -> found.fileName()
                .filter(request.getAttribute("file")::equals)
                .isPresent());
        Optional<Path> file = edition.flatMap(
                found -> downloading.download(desk.petition().orElseThrow().slug(), found, desk.actor()));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/vnd.etsi.asic-e+zip");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + edition.get().fileName().orElseThrow() + "\"");
        response.setContentLengthLong(Files.size(file.get()));
        Files.copy(file.get(), response.getOutputStream());
    }

    /** Answers what GET would, but notes nothing, because nothing is handed over. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
