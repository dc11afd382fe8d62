package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.demarche.submission.delivery.Attachments;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.submission.delivery.Delivery;

/** Shows staff what a delivery is shown by: a photograph, or a scan of a receipt. */
public final class AttachmentServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Deliveries deliveries;

    @Inject
    private transient Attachments attachments;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Delivery> delivery = desk.edition().flatMap(edition -> deliveries
                .find(edition.petitionId(), Long.parseLong((String) request.getAttribute("delivery")))
                .filter(found -> found.editionId() == edition.id()));
        Optional<byte[]> content = delivery.flatMap(found -> attachments.open(found, desk.actor()));
        if (content.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String type = delivery.orElseThrow().attachment().orElseThrow().mediaType();
        String name = "delivery-" + delivery.get().id() + "." + type.substring(type.indexOf('/') + 1);
        response.setContentType(type);
        // A PDF can hold scripts: it is taken away, never drawn under this portal's name.
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setContentLength(content.get().length);
        response.getOutputStream().write(content.get());
    }
}
