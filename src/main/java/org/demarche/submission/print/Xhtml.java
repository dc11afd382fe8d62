package org.demarche.submission.print;

/** Builds well-formed XHTML; what is said is escaped. */
public final class Xhtml {
    private final StringBuilder markup = new StringBuilder();

    /**
     * Opens an element.
     *
     * @param styleClass its class, or {@code ""} for none
     * @param attributes names and values in turn
     */
    public Xhtml open(String element, String styleClass, String... attributes) {
        markup.append('<').append(element);
        if (!styleClass.isEmpty()) {
            attribute("class", styleClass);
        }
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
        markup.append('>');
        return this;
    }

    public Xhtml close(String element) {
        markup.append("</").append(element).append(">\n");
        return this;
    }

    public Xhtml say(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** A whole element with text in it; class and attributes as in {@link #open}. */
    public Xhtml put(String element, String styleClass, String text, String... attributes) {
        return open(element, styleClass, attributes).say(text).close(element);
    }

    private void attribute(String name, String value) {
        markup.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
