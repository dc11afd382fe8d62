package org.demarche.web.staff;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.audit.export.Export;
import org.demarche.audit.export.Format;
import org.demarche.petition.Petition;

/** Hands a copy out as a file: the whole of it, or none. */
abstract class ExportServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Clock clock;

    final Desk desk() {
        return desk;
    }

    /**
     * Answers with a file.
     *
     * @param name what it is called, before the date
     */
    final void hand(HttpServletResponse response, String name, String extension, String mediaType, Export export)
            throws IOException {
        // A list that breaks off after its first bytes went out looks whole in a spreadsheet.
        Path spool = Files.createTempFile("copy", "." + extension);
        // One channel for both ways: such a file loses its name as soon as it is opened.
        try (FileChannel file = FileChannel.open(spool, READ, WRITE, DELETE_ON_CLOSE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file));
            export.writeTo(out);
            out.flush();
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            response.setContentType(mediaType);
            response.setContentLengthLong(file.size());
            response.setHeader(
                    "Content-Disposition", "attachment; filename=\"" + name + "-" + today + "." + extension + "\"");
            Channels.newInputStream(file.position(0)).transferTo(response.getOutputStream());
        }
    }

    /** Answers with what a petition's address asks for, in the format that it names. */
    final void handTable(HttpServletRequest request, HttpServletResponse response, String name, Begin begin)
            throws IOException {
        Optional<Petition> petition = desk.petition();
        Optional<Format> format = Format.named(request.getParameter("format"));
        if (petition.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (format.isEmpty()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            Export export = begin.begin(petition.get(), format.get());
            String title = name + "-" + petition.get().slug();
            hand(response, title, format.get().extension(), format.get().mediaType(), export);
        }
    }

    /** The fields of the address; the first of a name counts. */
    static Map<String, String> fields(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue()[0]));
    }

    /** Notes nothing, because nothing is handed over. */
    @Override
    protected final void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    /** How a copy of a petition's data begins. */
    @FunctionalInterface
    interface Begin {
        Export begin(Petition petition, Format format);
    }
}
