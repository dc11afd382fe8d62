package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.demarche.web.Languages;
import org.demarche.web.Messages;
import org.demarche.web.Outage;
import org.demarche.web.ProblemDocument;
import org.demarche.web.Route;

/**
 * What a visitor sees when something is wrong: static HTML in their language, made from texts alone, so that it works
 * when nothing else does and says nothing about the inside. Programs get a problem document (RFC 9457).
 */
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int RETRY_SECONDS = 60;

    @Inject
    private transient Assets assets;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        int status = status(request);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if ((status == 429 || status == HttpServletResponse.SC_SERVICE_UNAVAILABLE)
                && !response.containsHeader("Retry-After")) {
            response.setIntHeader("Retry-After", RETRY_SECONDS);
        }
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        boolean program = ApiRoute.covers(path);
        byte[] body = program
                ? ProblemDocument.of(status).bytes()
                : page(request, path, status).getBytes(StandardCharsets.UTF_8);
        response.setContentType(program ? ProblemDocument.MEDIA_TYPE : "text/html;charset=UTF-8");
        if (program && !request.getMethod().equals("POST")) {
            Cors.letRead(response);
        }
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static int status(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                && Outage.isBehind(failure)) {
            Outage.note(failure);
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        return Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .orElse(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    private String page(HttpServletRequest request, String path, int status) {
        String language = language(request, path);
        Messages text = Messages.in(language);
        String key = "error." + worded(text, status);
        return """
                <!DOCTYPE html>
                <html lang="%1$s" dir="%12$s">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="robots" content="noindex">
                  <title>%2$s</title>
                  <link rel="icon" href="%3$s" type="image/svg+xml">
                  <link rel="stylesheet" href="%4$s">
                </head>
                <body>
                <a class="skip" href="#main">%5$s</a>
                <header class="masthead">
                <a class="brand" href="/%1$s">%6$s</a>
                <nav class="languages" aria-label="%13$s"><ul class="links">%14$s</ul></nav>
                </header>
                <main class="page" id="main" tabindex="-1">
                <p class="kicker">%7$s</p>
                <h1>%8$s</h1>
                <p class="lead">%9$s</p>
                <p>%10$s</p>
                <p><a class="button" href="/%1$s">%11$s</a></p>
                </main>
                </body>
                </html>
                """
                .formatted(
                        language,
                        escape(text.text("site.title", text.text(key + ".title"))),
                        assets.url("images/favicon.svg"),
                        assets.url("css/demarche.css"),
                        escape(text.text("site.skip")),
                        escape(text.text("site.name")),
                        escape(text.text("error.label", Integer.toString(status))),
                        escape(text.text(key + ".title")),
                        escape(text.text(key + ".what")),
                        escape(text.text(key + ".todo")),
                        escape(text.text("error.home")),
                        Languages.direction(language),
                        escape(text.text("site.language.label")),
                        languages(text));
    }

    /** Back to the petitions in another language: what was asked for cannot be shown in any. */
    private static String languages(Messages text) {
        return Languages.spoken().stream()
                .map(language -> "<li><a href=\"/%1$s\" lang=\"%1$s\" dir=\"%2$s\" hreflang=\"%1$s\">%3$s</a></li>"
                        .formatted(
                                language,
                                Languages.direction(language),
                                escape(text.text("site.language." + language))))
                .collect(Collectors.joining());
    }

    /** A status without words of its own is explained as the general one of its class. */
    private static int worded(Messages text, int status) {
        if (text.has("error." + status + ".title")) {
            return status;
        }
        return status >= 500 ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR : HttpServletResponse.SC_BAD_REQUEST;
    }

    private static String language(HttpServletRequest request, String path) {
        return Route.of(request)
                .map(Route::language)
                .or(() -> Optional.of(path.split("/", 3))
                        .filter(parts -> parts.length > 1)
                        .map(parts -> parts[1]))
                .filter(Languages.spoken()::contains)
                .orElseGet(() -> Languages.preferred(request.getHeader("Accept-Language"), Languages.spoken()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
