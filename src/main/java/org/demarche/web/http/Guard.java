package org.demarche.web.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.demarche.web.Route;

/**
 * Decides whether a request for a public page is one that such a page can get, before anything else looks at it. Pure:
 * it sees the request's facts and answers with a refusal or with nothing.
 */
final class Guard {
    /** Longest form, in bytes. A name of 200 letters and all ticks need less than four thousand. */
    static final int LONGEST_FORM = 16 * 1024;

    private static final String FACES = "jakarta.faces.";
    private static final String VIEW_STATE = FACES + "ViewState";

    /**
     * What is known of a request before its body is read.
     *
     * @param path raw, as the browser sent it
     * @param query raw, or null
     * @param header a header's value by its name, or null
     * @param length of the body in bytes, -1 if not said
     */
    record Inquiry(String method, String path, String query, UnaryOperator<String> header, long length) {
        boolean reads() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    /**
     * Why a request is not served.
     *
     * @param status HTTP status code
     * @param allow the methods that would be, for 405; empty otherwise
     */
    record Refusal(int status, String allow) {
        static Refusal of(int status) {
            return new Refusal(status, "");
        }
    }

    private final URI publicUrl;
    private final boolean loopback;

    /** @param loopback whether the portal speaks only to the machine it runs on, which has several names for itself */
    Guard(URI publicUrl, boolean loopback) {
        this.publicUrl = publicUrl;
        this.loopback = loopback;
    }

    /** Judges what only needs to be read: something that is no page, such as a style sheet. */
    static Optional<Refusal> judgeFile(Inquiry inquiry) {
        return inquiry.reads() ? Optional.empty() : Optional.of(new Refusal(405, "GET, HEAD"));
    }

    /** Judges a request for a page by all but its fields. */
    Optional<Refusal> judge(Inquiry inquiry, Route route) {
        if (!inquiry.path().equals(route.path())) {
            return Optional.of(Refusal.of(404));
        }
        if (inquiry.reads()) {
            return Optional.empty();
        }
        boolean takesForms = !route.view().forms().isEmpty();
        if (!inquiry.method().equals("POST") || !takesForms) {
            return Optional.of(new Refusal(405, takesForms ? "GET, HEAD, POST" : "GET, HEAD"));
        }
        return judgePost(inquiry);
    }

    private Optional<Refusal> judgePost(Inquiry inquiry) {
        if (inquiry.length() < 0) {
            return Optional.of(Refusal.of(411));
        }
        if (inquiry.length() > LONGEST_FORM) {
            return Optional.of(Refusal.of(413));
        }
        if (!isForm(inquiry.header().apply("Content-Type"))) {
            return Optional.of(Refusal.of(415));
        }
        if (isForeign(inquiry)) {
            return Optional.of(Refusal.of(403));
        }
        return inquiry.query() == null ? Optional.empty() : Optional.of(Refusal.of(400));
    }

    private static boolean isForm(String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).replace(" ", "").split(";", 2);
        return parts[0].equals("application/x-www-form-urlencoded")
                && (parts.length == 1
                        || Set.of("charset=utf-8", "charset=\"utf-8\"").contains(parts[1]));
    }

    /** A browser says where a form came from; what says nothing is no browser, and has no visitor to be misused. */
    boolean isForeign(Inquiry inquiry) {
        String site = inquiry.header().apply("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = inquiry.header().apply("Origin");
        return origin != null && !isOwn(origin, inquiry.header().apply("Host"));
    }

    private boolean isOwn(String origin, String host) {
        String own = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        return origin.equalsIgnoreCase(own) || (loopback && origin.equalsIgnoreCase("http://" + host));
    }

    /** Judges the fields of a GET: with a field of Faces it would run what only a POST may run. */
    static Optional<Refusal> judgeQuery(Map<String, List<String>> fields) {
        boolean forged = fields.keySet().stream().anyMatch(name -> name.startsWith(FACES));
        return forged ? Optional.of(Refusal.of(400)) : Optional.empty();
    }

    /** Judges the fields of a POST: exactly one of the page's forms, whole, and nothing else that Faces would act on. */
    static Optional<Refusal> judgeForm(Map<String, List<String>> fields, Route route) {
        List<String> forms = fields.getOrDefault("form", List.of());
        boolean whole = forms.size() == 1
                && route.view().forms().contains(forms.get(0))
                && List.of("stateless").equals(fields.get(VIEW_STATE))
                && fields.keySet().stream().allMatch(name -> !name.startsWith(FACES) || name.equals(VIEW_STATE));
        return whole ? Optional.empty() : Optional.of(Refusal.of(400));
    }
}
