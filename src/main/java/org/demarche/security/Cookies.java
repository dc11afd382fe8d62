package org.demarche.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.config.Settings;

/**
 * The two cookies that staff get; the public gets none. Over https their names begin with {@code __Host-}: a browser
 * then takes them from this host alone, over https alone.
 */
@ApplicationScoped
class Cookies {
    static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration BROWSER_REMEMBERED = Duration.ofDays(180);

    private boolean https;

    protected Cookies() {}

    @Inject
    Cookies(Settings settings) {
        this("https".equals(settings.publicUrl().getScheme()));
    }

    Cookies(boolean https) {
        this.https = https;
    }

    /** The session's cookie, and no other way to carry a session: never in an address. */
    void configure(ServletContext context) {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        context.setSessionTimeout((int) IDLE.toMinutes());
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setName(name("session"));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(https);
    }

    /** Whether the browser still has a session's cookie, though the session may be over. */
    boolean hadSession(HttpServletRequest request) {
        return value(request, name("session")).isPresent();
    }

    /** What a browser that logged in before shows of it. */
    Optional<String> browser(HttpServletRequest request) {
        return value(request, name("browser"));
    }

    void rememberBrowser(HttpServletResponse response, String value) {
        Cookie cookie = cookie(name("browser"), value);
        cookie.setMaxAge((int) BROWSER_REMEMBERED.toSeconds());
        response.addCookie(cookie);
    }

    void forgetSession(HttpServletResponse response) {
        Cookie cookie = cookie(name("session"), "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }

    private Cookie cookie(String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(https);
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }

    private String name(String what) {
        return (https ? "__Host-" : "") + "demarche-" + what;
    }

    private static Optional<String> value(HttpServletRequest request, String name) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }
}
