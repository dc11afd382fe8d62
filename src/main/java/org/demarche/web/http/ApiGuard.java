package org.demarche.web.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides whether a resource for programs can be asked so, before its body is read. Pure, like {@link Guard}. */
final class ApiGuard {
    /** Longest body, in bytes. */
    static final int LONGEST_BODY = 16 * 1024;

    private final Guard guard;

    ApiGuard(Guard guard) {
        this.guard = guard;
    }

    Optional<Guard.Refusal> judge(Guard.Inquiry inquiry, ApiRoute.Endpoint endpoint) {
        boolean known = endpoint.isRead() ? inquiry.reads() : inquiry.method().equals("POST");
        if (!known) {
            return Optional.of(new Guard.Refusal(405, endpoint.allow()));
        }
        if (!isAcceptable(inquiry.header().apply("Accept"), endpoint)) {
            return Optional.of(Guard.Refusal.of(406));
        }
        return endpoint.isRead() ? Optional.empty() : judgePost(inquiry);
    }

    private Optional<Guard.Refusal> judgePost(Guard.Inquiry inquiry) {
        if (inquiry.length() < 0) {
            return Optional.of(Guard.Refusal.of(411));
        }
        if (inquiry.length() > LONGEST_BODY) {
            return Optional.of(Guard.Refusal.of(413));
        }
        if (!isJson(inquiry.header().apply("Content-Type")) || inquiry.header().apply("Content-Encoding") != null) {
            return Optional.of(Guard.Refusal.of(415));
        }
        if (guard.isForeign(inquiry)) {
            return Optional.of(Guard.Refusal.of(403));
        }
        return inquiry.query() == null ? Optional.empty() : Optional.of(Guard.Refusal.of(400));
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && Set.of("application/json", "application/json;charset=utf-8", "application/json;charset=\"utf-8\"")
                        .contains(contentType.toLowerCase(Locale.ROOT).replace(" ", ""));
    }

    /** Whether the client takes what is answered (RFC 9110, 12.5.1). */
    static boolean isAcceptable(String accept, ApiRoute.Endpoint endpoint) {
        if (accept == null || accept.isBlank()) {
            return true;
        }
        String type = endpoint.type();
        Set<String> ranges = Set.of(type, type.substring(0, type.indexOf('/')) + "/*", "*/*");
        return Stream.of(accept.toLowerCase(Locale.ROOT).replace(" ", "").split(","))
                .map(range -> range.split(";", 2))
                .anyMatch(range -> ranges.contains(range[0]) && (range.length == 1 || !isRuledOut(range[1])));
    }

    private static boolean isRuledOut(String parameters) {
        return Stream.of(parameters.split(";")).anyMatch(parameter -> parameter.matches("q=0(\\.0{0,3})?"));
    }
}
