package org.demarche.submission.documents;

/** Builds well-formed XHTML; what is said is escaped. */
final class Xhtml {
    private final StringBuilder markup = new StringBuilder();

    /** Opens an element, in a class or none ({@code ""}). */
    Xhtml open(String element, String styleClass, String... attributes) {
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

    Xhtml close(String element) {
        markup.append("</").append(element).append(">\n");
        return this;
    }

    Xhtml say(String text) {
        markup.append(escaped(text));
        return this;
    }

    /** A whole element with text in it. */
    Xhtml put(String element, String styleClass, String text) {
        return open(element, styleClass).say(text).close(element);
    }

    private void attribute(String name, String value) {
        markup.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    private static String escaped(String text) {
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
