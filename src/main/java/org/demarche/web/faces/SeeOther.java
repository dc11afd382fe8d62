package org.demarche.web.faces;

import jakarta.faces.application.ConfigurableNavigationHandler;
import jakarta.faces.application.ConfigurableNavigationHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.demarche.web.Route;

/**
 * After a form has done its work the browser is sent on, so that loading the page again sends nothing again. On a
 * public page the outcome of an action is the address below the language's prefix, such as {@code lost-link/sent};
 * none means that the page is shown again.
 */
public final class SeeOther extends ConfigurableNavigationHandlerWrapper {
    public SeeOther(ConfigurableNavigationHandler wrapped) {
        super(wrapped);
    }

    @Override
    public void handleNavigation(FacesContext context, String action, String outcome) {
        ExternalContext external = context.getExternalContext();
        Optional<Route> route = Route.of((ServletRequest) external.getRequest());
        if (route.isEmpty()) {
            super.handleNavigation(context, action, outcome);
        } else if (outcome != null) {
            external.setResponseStatus(HttpServletResponse.SC_SEE_OTHER);
            external.setResponseHeader("Location", "/" + route.get().language() + "/" + outcome);
            context.responseComplete();
        }
    }
}
