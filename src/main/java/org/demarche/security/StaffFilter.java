package org.demarche.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.config.Settings;
import org.demarche.web.Text;

/**
 * The one way to staff addresses: finds out who asks, lets the {@link Gate} decide, and hands the request on, with the
 * address's changing parts and the {@link Actor} as attributes.
 */
public final class StaffFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    // Filters are made by the container, which fills their fields.
    @Inject
    private transient Settings settings;

    @Inject
    private transient Cookies cookies;

    @Inject
    private transient Accounts accounts;

    @Inject
    private transient Clock clock;

    private transient Gate gate;

    @Override
    public void init() {
        gate = new Gate(settings.publicUrl(), settings.isPublicUrlLoopback());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<StaffRoute.Found> found = StaffRoute.find(request.getRequestURI());
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        StaffRoute route = found.get().route();
        Optional<Actor> actor = Sessions.account(request, clock).flatMap(accounts::actor);
        Gate.Decision decision = decide(route, request, actor);
        if (decision instanceof Gate.Decision.Refuse refusal) {
            if (!refusal.allow().isEmpty()) {
                response.setHeader("Allow", refusal.allow());
            }
            response.sendError(refusal.status());
        } else if (decision instanceof Gate.Decision.LogInFirst) {
            sendToLogIn(request, response);
        } else {
            found.get().parts().forEach(request::setAttribute);
            actor.ifPresent(known -> request.setAttribute(Actor.ATTRIBUTE, known));
            request.setAttribute("text", Text.ofStaff());
            handOn(route, request, response);
        }
    }

    private Gate.Decision decide(StaffRoute route, HttpServletRequest request, Optional<Actor> actor)
            throws IOException {
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        Gate.Inquiry inquiry =
                new Gate.Inquiry(request.getMethod(), request::getHeader, request.getContentLengthLong());
        Gate.Decision decision = gate.judge(route, inquiry, actor);
        return decision instanceof Gate.Decision.Pass
                ? Gate.judgeFields(route, inquiry.reads(), parameters(request))
                : decision;
    }

    /** A body that cannot be read as a form has no fields, and so not those that a form needs. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private void sendToLogIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean expired = cookies.hadSession(request);
        if (expired) {
            cookies.forgetSession(response);
        }
        seeOther(response, expired ? "/staff/login?after=expired" : "/staff/login");
    }

    private void handOn(StaffRoute route, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            target(route, request).forward(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !isNotAllowed(e)) {
                throw e;
            }
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private RequestDispatcher target(StaffRoute route, HttpServletRequest request) {
        return route.isPage()
                ? request.getRequestDispatcher(route.target())
                : getServletContext().getNamedDispatcher(route.target());
    }

    /** Pages wrap what their use cases throw. */
    private static boolean isNotAllowed(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotAllowed) {
                return true;
            }
        }
        return false;
    }

    /** Not {@code sendRedirect}, which makes the address absolute from what the request says of its host. */
    static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
