package org.demarche.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Actor;
import org.demarche.audit.FactorNeeded;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.export.TooManyExports;
import org.demarche.config.Settings;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Attending;
import org.demarche.web.Redirect;
import org.demarche.web.Text;
import org.demarche.web.upload.UploadRequest;

/**
 * The one way to staff addresses: finds out who asks, lets the {@link Gate} decide, and hands the request on, with the
 * address's changing parts and the {@link Actor} as attributes.
 */
public final class StaffFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final int TOO_MANY_REQUESTS = 429;

    /** How a page without scripts, which asks for itself again and again, says that nobody did. */
    private static final String AGAIN = "again=1";

    // Filters are made by the container, which fills their fields.
    @Inject
    private transient Settings settings;

    @Inject
    private transient Cookies cookies;

    @Inject
    private transient Attending attending;

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
        } else {
            lead(found.get(), request, response);
        }
    }

    private void lead(StaffRoute.Found found, HttpServletRequest asked, HttpServletResponse response)
            throws IOException, ServletException {
        StaffRoute route = found.route();
        // What looks again by itself keeps nobody logged in.
        boolean acting = !route.isPolled() && !AGAIN.equals(asked.getQueryString());
        Optional<Attendance> attendance = cookies.session(asked).flatMap(token -> attending.attend(token, acting));
        if (!StandardCharsets.UTF_8.name().equals(asked.getCharacterEncoding())) {
            asked.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
        Gate.Decision decision = gate.judge(route, inquiry(asked), attendance);
        HttpServletRequest request = asked;
        if (decision instanceof Gate.Decision.Pass) {
            // Not before it is known who sends it: a file takes room.
            if (route.form() == StaffRoute.Form.UPLOAD && !inquiry(asked).reads()) {
                request = UploadRequest.read(asked, Gate.LONGEST_UPLOAD);
            }
            decision = Gate.judgeFields(route, inquiry(asked).reads(), parameters(request));
        }
        if (decision instanceof Gate.Decision.Refuse refusal) {
            if (!refusal.allow().isEmpty()) {
                response.setHeader("Allow", refusal.allow());
            }
            response.sendError(refusal.status());
        } else if (decision instanceof Gate.Decision.LogInFirst) {
            sendToLogIn(request, response);
        } else if (decision instanceof Gate.Decision.FactorFirst) {
            sendToFactor(request, response);
        } else if (decision instanceof Gate.Decision.EnrolFirst) {
            Redirect.seeOther(response, StaffRoute.ACCESS.template());
        } else {
            found.parts().forEach(asked::setAttribute);
            attendance.ifPresent(known -> {
                asked.setAttribute(Attendance.ATTRIBUTE, known);
                asked.setAttribute(Actor.ATTRIBUTE, known.actor());
            });
            if (route.form().isStateful()) {
                attendance.ifPresent(known -> PageState.keep(asked, known.token()));
            }
            request.setAttribute("text", Text.ofStaff());
            handOn(route, request, response);
        }
    }

    private static Gate.Inquiry inquiry(HttpServletRequest request) {
        return new Gate.Inquiry(request.getMethod(), request::getHeader, request.getContentLengthLong());
    }

    /** A body that cannot be read as a form has no fields, and so not those that a form needs. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private void sendToLogIn(HttpServletRequest request, HttpServletResponse response) {
        boolean expired = cookies.hadSession(request);
        if (expired) {
            cookies.forgetSession(response);
        }
        Redirect.seeOther(response, expired ? "/staff/login?after=expired" : "/staff/login");
    }

    private static void sendToFactor(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String asked = query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
        boolean reads = !request.getMethod().equals("POST");
        String next = WayBack.of(asked, reads, request.getHeader("Referer"));
        Redirect.seeOther(response, "/staff/factor?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private void handOn(StaffRoute route, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            target(route, request).forward(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!response.isCommitted() && isCausedBy(FactorNeeded.class, e)) {
                response.resetBuffer();
                sendToFactor(request, response);
            } else if (!response.isCommitted() && isCausedBy(NotAllowed.class, e)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            } else if (!response.isCommitted() && e instanceof TooManyExports many) {
                response.setHeader("Retry-After", Long.toString(many.pause().toSeconds() + 1));
                response.sendError(TOO_MANY_REQUESTS);
            } else {
                throw e;
            }
        }
    }

    private RequestDispatcher target(StaffRoute route, HttpServletRequest request) {
        return route.isPage()
                ? request.getRequestDispatcher(route.target())
                : getServletContext().getNamedDispatcher(route.target());
    }

    /** Pages wrap what their use cases throw. */
    private static boolean isCausedBy(Class<?> reason, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (reason.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
