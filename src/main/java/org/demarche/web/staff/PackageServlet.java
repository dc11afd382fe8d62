package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.demarche.submission.Edition;
import org.demarche.submission.shelf.Downloading;
import org.demarche.submission.shelf.Offer;
import org.demarche.submission.shelf.Packages;

/** Hands a sealed package, or a letter of it, to somebody who may have it, and notes that it was handed over. */
public final class PackageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Packages packages;

    @Inject
    private transient Downloading downloading;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Edition> edition = desk.edition();
        String wanted = (String) request.getAttribute("file");
        boolean sent = edition.isPresent() && send(edition.get(), wanted, response);
        if (!sent) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private boolean send(Edition edition, String wanted, HttpServletResponse response) throws IOException {
        String slug = desk.petition().orElseThrow().slug();
        Optional<Offer> offer = packages.offers(slug, edition).stream()
                .filter(one -> one.fileName().equals(wanted))
                .findFirst();
        if (offer.isEmpty()) {
            return false;
        }
        if (offer.get().language().isPresent()) {
            Optional<byte[]> letter =
                    downloading.letter(slug, edition, offer.get().language().get(), desk.actor());
            if (letter.isPresent()) {
                announce(offer.get(), letter.get().length, response);
                response.getOutputStream().write(letter.get());
            }
            return letter.isPresent();
        }
        Optional<Path> file = downloading.download(slug, edition, offer.get().copy(), desk.actor());
        if (file.isPresent()) {
            announce(offer.get(), Files.size(file.get()), response);
            Files.copy(file.get(), response.getOutputStream());
        }
        return file.isPresent();
    }

    private static void announce(Offer offer, long length, HttpServletResponse response) {
        response.setContentType(offer.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + offer.fileName() + "\"");
        response.setContentLengthLong(length);
    }

    /** Answers what GET would, but notes nothing, because nothing is handed over. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
