package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.demarche.moderation.bulk.Bulk;
import org.demarche.moderation.bulk.BulkState;
import org.demarche.moderation.bulk.DecidingMany;
import org.demarche.web.Text;

/** How far a decision about many has come, in words that the page's script puts in place. */
public final class BulkProgressServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient DecidingMany many;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long id = Long.parseLong((String) request.getAttribute("bulk"));
        Optional<Bulk> bulk = desk.petition().flatMap(petition -> many.find(desk.actor(), petition.id(), id));
        if (bulk.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = json(bulk.get(), Text.ofStaff()).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String json(Bulk bulk, Text text) {
        boolean undoes = bulk.state() == BulkState.UNDOING;
        return Json.createObjectBuilder()
                .add("over", !bulk.state().isMoving())
                .add("value", bulk.percent())
                .add("percent", text.of("bulk.percent", bulk.percent()))
                .add(
                        "rows",
                        text.of(
                                "bulk.rows",
                                undoes ? bulk.undone() : bulk.decided() + bulk.passed(),
                                undoes ? bulk.decided() : bulk.counted()))
                .add("stages", Json.createObjectBuilder())
                .build()
                .toString();
    }
}
