package org.demarche.web.faces;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UICommand;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import jakarta.faces.event.ActionEvent;
import jakarta.faces.render.ResponseStateManager;
import java.io.IOException;
import org.demarche.web.View;

/**
 * A form: plain fields around one action, which on public pages {@link View} names. It says which form it is in a hidden field of its own, not
 * by the name of a button: a form that is sent with the Enter key, or by a program, need not name its button.
 */
@FacesComponent(PageForm.TYPE)
public final class PageForm extends UICommand {
    static final String TYPE = "demarche.PageForm";

    /** The hidden field that names the form. */
    private static final String FIELD = "form";

    public PageForm() {
        setRendererType(null);
    }

    /** The form of a public page that a request sends, by itself. */
    static PageForm sent(FacesContext context, View view) {
        PageForm form = new PageForm();
        form.setId(named(context));
        form.setActionExpression(context.getApplication()
                .getExpressionFactory()
                .createMethodExpression(
                        context.getELContext(), "#{" + view.action(form.getId()) + "}", String.class, new Class<?>[0]));
        return form;
    }

    private static String named(FacesContext context) {
        return context.getExternalContext().getRequestParameterMap().get(FIELD);
    }

    @Override
    public void decode(FacesContext context) {
        if (getId().equals(named(context))) {
            queueEvent(new ActionEvent(this));
        }
    }

    @Override
    public void encodeBegin(FacesContext context) throws IOException {
        String address = context.getApplication()
                .getViewHandler()
                .getActionURL(context, context.getViewRoot().getViewId());
        ResponseWriter writer = context.getResponseWriter();
        writer.startElement("form", this);
        writer.writeAttribute("id", getId(), null);
        writer.writeAttribute("class", getAttributes().get("styleClass"), null);
        writer.writeAttribute("action", address, null);
        writer.writeAttribute("method", "post", null);
        // The portal's own words, in the page's language, all at once: not the browser's, one by one.
        writer.writeAttribute("novalidate", true, null);
        hidden(writer, FIELD, getId());
        hidden(writer, ResponseStateManager.VIEW_STATE_PARAM, "stateless");
    }

    @Override
    public void encodeEnd(FacesContext context) throws IOException {
        context.getResponseWriter().endElement("form");
    }

    private void hidden(ResponseWriter writer, String name, String value) throws IOException {
        writer.startElement("input", this);
        writer.writeAttribute("type", "hidden", null);
        writer.writeAttribute("name", name, null);
        writer.writeAttribute("value", value, null);
        writer.endElement("input");
    }
}
