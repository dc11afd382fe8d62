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
import org.demarche.security.session.StaffSession;
import org.demarche.vault.Token;

/**
 * The cookies that staff get, one of a log-in, one of the state of its pages, and one of a browser that has been in; the
 * public gets none. Over https their names begin with {@code __Host-}: a browser
 * then takes them from this host alone, over https alone.
 */
@ApplicationScoped
class Cookies {
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

    /** The cookie of the container's session, and no other way to carry one: never in an address. */
    void configure(ServletContext context) {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
        context.setSessionTimeout((int) StaffSession.LONGEST_IDLE.toMinutes());
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setName(name("pages"));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(https);
    }

    /** Whether the browser still has a log-in's cookie, though the log-in may have ended. */
    boolean hadSession(HttpServletRequest request) {
        return value(request, name("session")).isPresent();
    }

    /** The token of the browser's log-in. */
    Optional<Token> session(HttpServletRequest request) {
        return value(request, name("session")).flatMap(Token::parse);
    }

    /** For as long as the browser runs: the server ends the log-in before. */
    void giveSession(HttpServletResponse response, Token token) {
        response.addCookie(cookie(name("session"), token.text()));
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
