package org.demarche.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a program is told when something is wrong (RFC 9457). Its type is {@code about:blank} where the status says all,
 * else the place in the description of the resources that explains it.
 *
 * @param type resolves to an explanation, or {@code about:blank}
 * @param detail a sentence for people
 * @param errors one for each thing that is wrong with what was sent; none for most problems
 */
public record ProblemDocument(int status, URI type, String title, String detail, List<Finding> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final URI BLANK = URI.create("about:blank");

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /**
     * One thing that is wrong.
     *
     * @param field member of the object that was sent; empty if it is about the whole
     * @param code for programs; the key of the sentence
     * @param detail a sentence for people
     */
    public record Finding(String field, String code, String detail) {}

    /** What the description of the resources explains, by the name it has there. */
    public enum Kind {
        MALFORMED("Malformed"),
        NOT_OPEN("NotOpen"),
        INVALID("Invalid"),
        UNKNOWN_KEY("UnknownKey"),
        TOO_MANY("TooMany");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        /** The place that explains it, under the portal's public address. */
        public URI under(URI publicUrl) {
            return URI.create(publicUrl + "/openapi#/components/responses/" + name);
        }
    }

    public ProblemDocument {
        errors = List.copyOf(errors);
    }

    /** The problem that a status alone says. */
    public static ProblemDocument of(int status) {
        return new ProblemDocument(status, BLANK, title(status), worded(status, "detail"), List.of());
    }

    /** A problem of its own kind. */
    public static ProblemDocument of(int status, Kind kind, URI publicUrl, String detail, List<Finding> errors) {
        return new ProblemDocument(status, kind.under(publicUrl), title(status), detail, errors);
    }

    /** The same kind of problem in the words that belong to its status. */
    public static ProblemDocument of(int status, Kind kind, URI publicUrl) {
        return of(status, kind, publicUrl, worded(status, "detail"), List.of());
    }

    private static String title(int status) {
        return worded(status, "title");
    }

    /** A status without words of its own is explained as the general one of its class. */
    private static String worded(int status, String part) {
        Messages text = Messages.ofApi();
        String key = "problem." + status + "." + part;
        int general = status >= 500 ? 500 : 400;
        return text.text(text.has(key) ? key : "problem." + general + "." + part);
    }

    /** The document, UTF-8. */
    public byte[] bytes() {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("type", type.toString())
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (!errors.isEmpty()) {
            JsonArrayBuilder list = JSON.createArrayBuilder();
            errors.forEach(error -> list.add(finding(error)));
            json.add("errors", list);
        }
        return json.build().toString().getBytes(UTF_8);
    }

    private static JsonObjectBuilder finding(Finding error) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        if (!error.field().isEmpty()) {
            json.add("field", error.field())
                    .add("pointer", "#/" + error.field().replace("~", "~0").replace("/", "~1"));
        }
        return json.add("code", error.code()).add("detail", error.detail());
    }
}
