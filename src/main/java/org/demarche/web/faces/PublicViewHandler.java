package org.demarche.web.faces;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
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

    /**
     * Of a public page that was sent a form nothing is restored but that form: what was typed stands in the request, and
     * only if the page is shown again is it built. To build it all and look for the form in it cost more than storing a
     * signature.
     */
    @Override
    public UIViewRoot restoreView(FacesContext context, String viewId) {
        Optional<Route> route = route(context);
        if (route.isEmpty()) {
            return super.restoreView(context, viewId);
        }
        UIViewRoot root = createView(context, viewId);
        root.setTransient(true);
        root.getChildren().add(PageForm.sent(context, route.get().view()));
        return root;
    }

    /** The whole page, in place of what was restored of it. */
    static void complete(FacesContext context) {
        UIViewRoot sent = context.getViewRoot();
        if (context.isPostback() && route(context).isPresent()) {
            context.setViewRoot(context.getApplication().getViewHandler().createView(context, sent.getViewId()));
        }
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
