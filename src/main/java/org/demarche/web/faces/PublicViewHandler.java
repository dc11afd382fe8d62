package org.demarche.web.faces;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
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
        return route(context).map(Route::path).orElseGet(() -> super.getActionURL(context, viewId));
    }

    @Override
    public Locale calculateLocale(FacesContext context) {
        return context.getExternalContext().getRequestMap().get("text") instanceof Text text
                ? Locale.forLanguageTag(text.language())
                : super.calculateLocale(context);
    }

    private static Optional<Route> route(FacesContext context) {
        return Route.of((ServletRequest) context.getExternalContext().getRequest());
    }
}
