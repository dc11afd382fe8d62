package org.demarche.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.ElementNotFoundException;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.SubmittableElement;
import org.htmlunit.util.NameValuePair;

/** The form {@code sign}, by the names that outside clients rely on. */
public final class SignForm {
    private final HtmlPage page;
    private final HtmlForm form;

    public SignForm(HtmlPage page) {
        this.page = page;
        this.form = page.getHtmlElementById("sign");
    }

    public HtmlPage page() {
        return page;
    }

    public HtmlForm element() {
        return form;
    }

    /** Fills in what everyone must: the addressee sees a number, and nothing else. */
    public SignForm fill(String name, String email, String country) {
        return type("name", name).type("email", email).choose(country).tick("consent");
    }

    public SignForm type(String field, String value) {
        field(field, HtmlInput.class).setValue(value);
        return this;
    }

    public SignForm choose(String country) {
        HtmlSelect select = field("country", HtmlSelect.class);
        select.setSelectedAttribute(select.getOptionByValue(country), true);
        return this;
    }

    public SignForm tick(String field) {
        field(field, HtmlCheckBoxInput.class).setChecked(true);
        return this;
    }

    public SignForm show(String visibility) {
        for (HtmlElement radio : fields("visibility")) {
            HtmlRadioButtonInput choice = (HtmlRadioButtonInput) radio;
            if (choice.getValueAttribute().equals(visibility)) {
                choice.setChecked(true);
                return this;
            }
        }
        throw new ElementNotFoundException("input", "value", visibility);
    }

    public SignForm demands(List<String> numbers) {
        fields("demands").forEach(element -> {
            HtmlCheckBoxInput box = (HtmlCheckBoxInput) element;
            box.setChecked(numbers.contains(box.getValueAttribute()));
        });
        return this;
    }

    public HtmlPage send() throws IOException {
        return ((DomElement) button()).click();
    }

    public String value(String field) {
        HtmlElement element = field(field, HtmlElement.class);
        return element instanceof HtmlSelect select
                ? select.getSelectedOptions().get(0).getValueAttribute()
                : ((HtmlInput) element).getValue();
    }

    public boolean isTicked(String field) {
        return field(field, HtmlCheckBoxInput.class).isChecked();
    }

    /** The values of the ticked boxes or radio buttons of this name. */
    public List<String> ticked(String field) {
        return fields(field).stream()
                .map(HtmlInput.class::cast)
                .filter(HtmlInput::isChecked)
                .map(HtmlInput::getValueAttribute)
                .toList();
    }

    /** All that the form would send if its button were pressed. */
    public List<NameValuePair> parameters() {
        return form.getParameterListForSubmit(button());
    }

    /** The full name of the field whose name ends so. */
    public String nameOf(String field) {
        return field(field, HtmlElement.class).getAttribute("name");
    }

    private SubmittableElement button() {
        return (SubmittableElement) form.querySelector("button[type=submit], input[type=submit]");
    }

    private <T extends HtmlElement> T field(String name, Class<T> type) {
        List<HtmlElement> fields = fields(name);
        if (fields.isEmpty()) {
            throw new ElementNotFoundException("field", "name", name);
        }
        return type.cast(fields.get(0));
    }

    private List<HtmlElement> fields(String name) {
        List<HtmlElement> fields = new ArrayList<>();
        for (DomElement element : form.getHtmlElementDescendants()) {
            String full = element.getAttribute("name");
            if (full.equals(name) || full.endsWith(":" + name)) {
                fields.add((HtmlElement) element);
            }
        }
        return fields;
    }
}
