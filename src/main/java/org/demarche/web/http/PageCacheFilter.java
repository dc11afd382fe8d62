package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.demarche.web.Route;

/**
 * Serves the pages that are the same for everyone from memory. No such page reads a query, so a query makes no other
 * page of it.
 */
public final class PageCacheFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** The attribute by which a page names the part of it that says only when it was drawn. */
    private static final String STAMP = "stamp";

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration TOLERABLE = Duration.ofSeconds(5);

    /** A browser asks each time, so that no page is older than another. */
    private static final String FOR_BROWSERS = "no-cache";

    /** What is embedded in other sites may lag a little. */
    private static final String FOR_PROGRAMS = "public, max-age=5";

    @Inject
    private transient Clock clock;

    private transient PageCache cache;

    @Override
    public void init() {
        cache = new PageCache(clock, FRESH, TOLERABLE);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> key = key(request);
        if (key.isEmpty() || request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        DrawnPage page = cache.get(key.get(), () -> draw(request, response, chain));
        if (page.status() == HttpServletResponse.SC_OK) {
            new Delivery(request, response).send(page, ApiRoute.of(request).isPresent() ? FOR_PROGRAMS : FOR_BROWSERS);
        } else {
            response.sendError(page.status());
        }
    }

    /** The address of what is the same for everyone; there are only so many. */
    private static Optional<String> key(HttpServletRequest request) {
        return ApiRoute.of(request)
                .filter(route -> route.endpoint().isRead())
                .map(route -> request.getRequestURI())
                .or(() -> Route.of(request)
                        .filter(found -> found.view().isShared())
                        .map(Route::path));
    }

    private static DrawnPage draw(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CapturedResponse captured = new CapturedResponse(response);
        chain.doFilter(new Reading(request), captured);
        Object stamp = request.getAttribute(STAMP);
        return captured.page(stamp == null ? "" : stamp.toString());
    }

    /** What is drawn is kept for all: it must not depend on who happened to ask, nor on HEAD. */
    private static final class Reading extends HttpServletRequestWrapper {
        Reading(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
