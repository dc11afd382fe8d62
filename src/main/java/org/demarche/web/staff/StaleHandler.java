package org.demarche.web.staff;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.ExceptionQueuedEventContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import org.demarche.web.Redirect;

/**
 * A form of a staff page whose state the session no longer keeps, because the page is old or the state was made up,
 * does nothing: its page is shown afresh.
 */
public final class StaleHandler extends ExceptionHandlerWrapper {
    StaleHandler(ExceptionHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handle() {
        Iterator<ExceptionQueuedEvent> events =
                getUnhandledExceptionQueuedEvents().iterator();
        while (events.hasNext()) {
            ExceptionQueuedEventContext failure =
                    (ExceptionQueuedEventContext) events.next().getSource();
            if (failure.getException() instanceof ViewExpiredException) {
                events.remove();
                showAfresh(failure.getContext());
            }
        }
        getWrapped().handle();
    }

    private static void showAfresh(FacesContext context) {
        String address =
                (String) context.getExternalContext().getRequestMap().get(RequestDispatcher.FORWARD_REQUEST_URI);
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), address);
        context.responseComplete();
    }

    /** Puts the handler in place. */
    public static final class Factory extends ExceptionHandlerFactory {
        public Factory(ExceptionHandlerFactory wrapped) {
            super(wrapped);
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return new StaleHandler(getWrapped().getExceptionHandler());
        }
    }
}
