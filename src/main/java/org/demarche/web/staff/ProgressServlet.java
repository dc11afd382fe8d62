package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.demarche.submission.Stage;
import org.demarche.submission.compile.Compiling;
import org.demarche.submission.compile.Progress;
import org.demarche.web.Text;

/** How far an edition has come, in words that the page's script puts in place. */
public final class ProgressServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Desk desk;

    @Inject
    private transient Compiling compiling;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Progress> progress =
                desk.edition().flatMap(edition -> compiling.progress(edition.petitionId(), edition.id()));
        if (progress.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = json(progress.get(), Text.ofStaff()).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String json(Progress progress, Text text) {
        JsonObjectBuilder stages = Json.createObjectBuilder();
        Arrays.stream(Stage.values()).filter(stage -> stage != Stage.DONE).forEach(stage -> {
            String standing = EditionPage.standing(progress, stage);
            stages.add(
                    stage.name(),
                    Json.createObjectBuilder()
                            .add("standing", standing)
                            .add("text", text.get("progress.state." + standing)));
        });
        return Json.createObjectBuilder()
                .add("over", progress.isOver())
                .add("value", progress.percent())
                .add("percent", text.of("progress.percent", progress.percent()))
                .add("rows", text.of("progress.rows", progress.rowsDone(), progress.rowsTotal()))
                .add("left", left(progress, text))
                .add("stages", stages)
                .build()
                .toString();
    }

    private static String left(Progress progress, Text text) {
        Long minutes = EditionPage.minutes(progress);
        return minutes == null ? "" : text.of("progress.left", minutes);
    }
}
