package org.demarche.web.faces;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.demarche.web.Route;
import org.demarche.web.Text;

/** Keeps public pages at their public address, and in the language that stands in it. */
public final class PublicViewHandler extends ViewHandlerWrapper {
    public PublicViewHandler(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public String getActionURL(FacesContext context, String viewId) {
        return route(context)
                .map(Route::path)
                .or(() -> forwarded(context))
                .orElseGet(() -> super.getActionURL(context, viewId));
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return context.getExternalContext().getRequestMap().get("text") instanceof Text text
                ? Locale.forLanguageTag(text.language())
                : super.calculateLocale(context);
    }

    /** The address of a staff page, whose file was reached through it. */
    private static Optional<String> forwarded(FacesContext context) {
        return Optional.ofNullable(
                (String) context.getExternalContext().getRequestMap().get(RequestDispatcher.FORWARD_REQUEST_URI));
    }

    private static Optional<Route> route(FacesContext context) {
        return Route.of((ServletRequest) context.getExternalContext().getRequest());
    }
}
