package org.demarche.web.faces;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import org.demarche.web.Outage;
import org.demarche.web.Route;

/**
 * When a form cannot be stored because the database is away, its page is shown again with everything that was typed,
 * and with 503: nobody has to type a thing twice.
 */
public final class OutageHandler extends ExceptionHandlerWrapper {
    private static final String RETRY_SECONDS = "60";

    OutageHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        FacesContext context = FacesContext.getCurrentInstance();
        for (Iterator<ExceptionQueuedEvent> events =
                        getUnhandledExceptionQueuedEvents().iterator();
                events.hasNext(); ) {
            ExceptionQueuedEventContext failure =
                    (ExceptionQueuedEventContext) events.next().getSource();
            if (failure.getPhaseId() == PhaseId.INVOKE_APPLICATION
                    && Outage.isBehind(failure.getException())
                    && Route.of((ServletRequest) context.getExternalContext().getRequest())
                            .isPresent()) {
                events.remove();
                show(context, failure.getException());
            }
        }
        getWrapped().handle();
    }

    private static void show(FacesContext context, Throwable failure) {
        Outage.note(failure);
        ExternalContext external = context.getExternalContext();
        external.setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        external.setResponseHeader("Retry-After", RETRY_SECONDS);
        external.getRequestMap().put("outage", true);
        context.renderResponse();
    }

    /** Puts the handler in place. */
    public static final class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new OutageHandler(getWrapped().getExceptionHandler());
        }
    }
}
