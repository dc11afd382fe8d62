package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.signing.mailing.Stopping;
import org.demarche.vault.Token;
import org.demarche.web.Languages;
import org.demarche.web.Route;
import org.demarche.web.View;

/**
 * What mail programs press for their owners (RFC 8058): a POST stops all mail to an address and is answered alike for
 * every token. A person who comes here is led to the page with the button.
 */
public final class UnsubscribeServlet extends HttpServlet {
    static final String FOLDER = "/unsubscribe/";

    private static final long serialVersionUID = 1L;

    /** Bytes; with the boundaries of a form in parts there is room to spare. */
    private static final int LONGEST = 2048;

    private static final Pattern FIELD = Pattern.compile("(?s)List-Unsubscribe=One-Click(&.*)?");
    private static final Pattern PART = Pattern.compile(
            "(?is).*content-disposition: *form-data; *name=\"?List-Unsubscribe\"?\\r\\n(.*\\r\\n)?\\r\\nOne-Click\\r\\n.*");

    @Inject
    private transient Stopping stopping;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Token> token = token(request);
        if (token.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String language = Languages.preferred(request.getHeader("Accept-Language"), Languages.spoken());
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(
                "Location", new Route(View.STOP, language, "", token.get().text()).path());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int refusal = refusal(request);
        if (refusal != 0) {
            response.sendError(refusal);
            return;
        }
        token(request).ifPresent(stopping::stop);
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().println("OK");
    }

    /** The status of a refusal; 0 if this is what a mail program sends. */
    private static int refusal(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() < 0) {
            return HttpServletResponse.SC_LENGTH_REQUIRED;
        }
        if (request.getContentLengthLong() > LONGEST) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        boolean inParts = type.startsWith("multipart/form-data;");
        if (!inParts && !type.startsWith("application/x-www-form-urlencoded")) {
            return HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;
        }
        String body = new String(request.getInputStream().readNBytes(LONGEST + 1), StandardCharsets.ISO_8859_1);
        boolean pressed = (inParts ? PART : FIELD).matcher(body).matches();
        return pressed && request.getQueryString() == null ? 0 : HttpServletResponse.SC_BAD_REQUEST;
    }

    private static Optional<Token> token(HttpServletRequest request) {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        return Token.parse(path.substring(1));
    }
}
