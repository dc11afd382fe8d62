package org.demarche.web.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.web.Outage;
import org.demarche.web.ProblemDocument;

/** Says of a failure what a program may know: its kind, and when to try again. */
@Provider
public class ApiMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ApiMapper.class.getName());
    private static final int RETRY_SECONDS = 60;

    @Override
    public Response toResponse(Throwable failure) {
        return answer(failure);
    }

    static Response answer(Throwable failure) {
        // What the runtime itself wraps as an error of the server's is judged by what is in it.
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() < 500) {
            return answer(refused.getResponse().getStatus()).build();
        }
        if (Outage.isBehind(failure)) {
            Outage.note(failure);
            return answer(503).header("Retry-After", RETRY_SECONDS).build();
        }
        // Its message may quote what was sent: where it happened has to do.
        LOG.log(
                Level.SEVERE,
                () -> "A resource failed: " + failure.getClass().getName() + " at "
                        + (failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]));
        return answer(500).build();
    }

    private static Response.ResponseBuilder answer(int status) {
        return Response.status(status)
                .type(ProblemDocument.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(ProblemDocument.of(status).bytes());
    }
}
