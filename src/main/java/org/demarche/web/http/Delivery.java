package org.demarche.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sends bytes that are kept in memory: compressed if the browser can take it, or not at all if it has them. */
final class Delivery {
    private static final Pattern GZIP = Pattern.compile("(gzip|\\*)(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?");

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Delivery(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    void send(DrawnPage page, String cacheControl) throws IOException {
        page.headers().forEach(response::setHeader);
        response.setHeader("ETag", page.etag());
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Vary", "Accept-Encoding");
        if (matches(request.getHeader("If-None-Match"), page.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean compressed = acceptsGzip(request.getHeader("Accept-Encoding"));
        byte[] bytes = compressed ? page.gzip() : page.plain();
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            // Room for all of it, or it goes out in two portions.
            response.setBufferSize(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** Weak comparison (RFC 9110, 13.1.2). */
    static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || weak(known).equals(weak(etag)));
    }

    private static String weak(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    /** Whether gzip is among what the browser takes, and not only to be ruled out (RFC 9110, 12.5.3). */
    static boolean acceptsGzip(String acceptEncoding) {
        return acceptEncoding != null
                && Stream.of(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> GZIP.matcher(coding).matches());
    }
}
