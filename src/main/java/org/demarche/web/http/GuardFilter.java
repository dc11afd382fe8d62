package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.config.Settings;
import org.demarche.petition.Petitions;
import org.demarche.web.Languages;
import org.demarche.web.Route;
import org.demarche.web.Routes;
import org.demarche.web.View;

/** Refuses what no public page can be asked, and hands on the fields of the rest, read once and strictly. */
public final class GuardFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Of the server's two hundred threads; the rest is for those who do not keep it waiting. */
    private static final int MOST_SLOW = 100;

    private static final int MOST_SLOW_STAFF = 30;

    /** Bytes. Longer bodies are not forms, and are refused or read elsewhere, once it is known who sends them. */
    private static final int LONGEST_SHORT_BODY = 64 * 1024;

    /** No port. */
    private static final int NONE = -1;

    private static final Set<String> MONITORED =
            Set.of("/health", "/health/live", "/health/ready", "/health/started", "/metrics");

    @Inject
    private transient Settings settings;

    @Inject
    private transient Routes routes;

    @Inject
    private transient Petitions petitions;

    private transient int monitorPort;
    private transient Guard guard;
    private transient ApiGuard apiGuard;
    private transient SlowBodies slow;
    private transient SlowBodies slowStaff;

    @Override
    public void init() {
        guard = new Guard(settings.publicUrl(), settings.isPublicUrlLoopback());
        apiGuard = new ApiGuard(guard);
        monitorPort = settings.monitorPort().orElse(NONE);
        slow = new SlowBodies(MOST_SLOW);
        slowStaff = new SlowBodies(MOST_SLOW_STAFF);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            guard(request, response, chain);
        } catch (SlowBodies.TooSlow e) {
            // What is still on its way must not be taken for the next request.
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
        } catch (SlowBodies.TooMany e) {
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, SlowBodies.TooSlow, SlowBodies.TooMany {
        Area area = Area.of(request);
        if (request.getLocalPort() == monitorPort) {
            monitor(request, response, chain);
        } else if (!FormBody.isWellFormedPath(request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (area == Area.STAFF) {
            readFields(request);
            chain.doFilter(request, response);
        } else if (area == Area.UNSUBSCRIBE) {
            chain.doFilter(hasShortBody(request) ? new BodyRequest(request, slow.read(request)) : request, response);
        } else if (area == Area.API) {
            resource(request, response, chain);
        } else if (area == Area.PAGES) {
            page(request, response, chain);
        } else {
            Optional<Guard.Refusal> refusal = Guard.judgeFile(inquiry(request));
            if (refusal.isPresent()) {
                refuse(response, refusal.get());
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /** Monitors have a port of their own, and there is nothing else behind it. */
    private static void monitor(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (MONITORED.contains(request.getRequestURI()) && inquiry(request).reads()) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static boolean hasShortBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 && request.getContentLengthLong() <= LONGEST_SHORT_BODY;
    }

    /** The container keeps what it has read; whether it is any good is judged when it is known who sends it. */
    private void readFields(HttpServletRequest request) throws IOException, SlowBodies.TooSlow, SlowBodies.TooMany {
        String type = request.getContentType();
        if (hasShortBody(request) && type != null && type.startsWith("application/x-www-form-urlencoded")) {
            request.setCharacterEncoding(StandardCharsets.UTF_8.name());
            slowStaff.await(() -> {
                try {
                    return request.getParameterMap();
                } catch (IllegalArgumentException e) {
                    return Map.of();
                }
            });
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, SlowBodies.TooSlow, SlowBodies.TooMany {
        Optional<Route> route = Route.of(request).filter(found -> isShownTo(request, found));
        Guard.Inquiry inquiry = inquiry(request);
        List<Route> elsewhere = route.isEmpty() && inquiry.reads() ? routes.elsewhere(Area.path(request)) : List.of();
        if (!elsewhere.isEmpty()) {
            lead(request, response, elsewhere);
            return;
        }
        Optional<Guard.Refusal> refusal = route.isEmpty()
                ? Optional.of(Guard.Refusal.of(HttpServletResponse.SC_NOT_FOUND))
                : guard.judge(inquiry, route.get());
        Map<String, List<String>> fields = Map.of();
        if (refusal.isEmpty()) {
            try {
                fields = FormBody.parse(inquiry.reads() ? query(request) : slow.read(request));
                refusal = inquiry.reads() ? Guard.judgeQuery(fields) : Guard.judgeForm(fields, route.get());
            } catch (IllegalArgumentException e) {
                refusal = Optional.of(Guard.Refusal.of(HttpServletResponse.SC_BAD_REQUEST));
            }
        }
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
        } else {
            chain.doFilter(new ReadRequest(request, fields), response);
        }
    }

    /** To the same page in a language that it is offered in. */
    private static void lead(HttpServletRequest request, HttpServletResponse response, List<Route> elsewhere) {
        Map<String, Route> byLanguage = new LinkedHashMap<>();
        elsewhere.forEach(route -> byLanguage.put(route.language(), route));
        String language = Languages.preferred(request.getHeader("Accept-Language"), byLanguage.keySet());
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", byLanguage.get(language).path());
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Cache-Control", "no-cache");
    }

    private void resource(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException, SlowBodies.TooSlow, SlowBodies.TooMany {
        Optional<ApiRoute> route = ApiRoute.find(
                request.getRequestURI(), slug -> petitions.bySlug(slug).isPresent());
        if (route.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ApiRoute.Endpoint endpoint = route.get().endpoint();
        if (request.getMethod().equals("OPTIONS")) {
            Cors.answerOptions(response, endpoint);
            return;
        }
        Optional<Guard.Refusal> refusal = apiGuard.judge(inquiry(request), endpoint);
        if (refusal.isPresent()) {
            refuse(response, refusal.get());
        } else {
            route.get().putOn(request);
            chain.doFilter(endpoint.isRead() ? request : new BodyRequest(request, slow.read(request)), response);
        }
    }

    private boolean isShownTo(HttpServletRequest request, Route route) {
        boolean trial = route.view() == View.TRIAL_INBOX || route.view() == View.TRIAL_MESSAGE;
        return !trial || TrialGate.isOpen(settings.isTrial(), request.getRemoteAddr(), request::getHeader);
    }

    private static Guard.Inquiry inquiry(HttpServletRequest request) {
        return new Guard.Inquiry(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                request::getHeader,
                request.getContentLengthLong());
    }

    private static byte[] query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8);
    }

    private static void refuse(HttpServletResponse response, Guard.Refusal refusal) throws IOException {
        if (!refusal.allow().isEmpty()) {
            response.setHeader("Allow", refusal.allow());
        }
        response.sendError(refusal.status());
    }
}
