package org.demarche.web.faces;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import jakarta.servlet.http.HttpServletResponse;

/** A page that is drawn again after a form was sent is built first; if something in the form is wrong, its status says so. */
public final class ShownAgain implements PhaseListener {
    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RENDER_RESPONSE;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        FacesContext context = event.getFacesContext();
        PublicViewHandler.complete(context);
        HttpServletResponse response =
                (HttpServletResponse) context.getExternalContext().getResponse();
        if (context.isValidationFailed() && response.getStatus() == HttpServletResponse.SC_OK) {
            response.setStatus(UNPROCESSABLE);
        }
    }
}
