package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.demarche.config.Settings;
import org.demarche.web.Route;
import org.demarche.web.Routes;

/**
 * First in line, for requests and for errors: reads the address once, and says on every answer what a browser may do
 * with it.
 */
public final class HeadersFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** Public pages: a style sheet and pictures of their own, forms to themselves, nothing else whatsoever. */
    private static final String PUBLIC = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";

    /** Staff pages may have scripts of their own. */
    private static final String STAFF = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS = "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
            + "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    // Filters are made by the container, which fills their fields.
    @Inject
    private transient Routes routes;

    @Inject
    private transient Settings settings;

    private transient boolean encrypted;

    @Override
    public void init() {
        encrypted = settings.publicUrl().getScheme().equals("https");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Area area = Area.of(request);
        Optional<Route> route = Route.of(request);
        if (route.isEmpty() && area == Area.PAGES) {
            route = routes.find(Area.path(request));
            route.ifPresent(found -> found.putOn(request));
        }
        boolean secret = area == Area.STAFF
                || area == Area.UNSUBSCRIBE
                || route.filter(found -> !found.view().isShared()).isPresent();
        // What answers a form may show again what was typed: no browser may keep it for the next person.
        describe(response, area, secret, request.getMethod().equals("POST"));
        if (area == Area.API && Set.of("GET", "HEAD").contains(request.getMethod())) {
            Cors.letRead(response);
        }
        chain.doFilter(request, response);
    }

    private void describe(HttpServletResponse response, Area area, boolean secret, boolean typed) {
        response.setHeader("Content-Security-Policy", area == Area.STAFF ? STAFF : PUBLIC);
        // Not no-referrer: browsers would then hide the origin of the portal's own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", PERMISSIONS);
        if (encrypted) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
        if (secret || typed) {
            response.setHeader("Cache-Control", "no-store");
        }
        if (secret) {
            response.setHeader("X-Robots-Tag", "noindex, nofollow");
        }
    }
}
