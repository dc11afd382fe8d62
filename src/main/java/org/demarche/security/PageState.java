package org.demarche.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HexFormat;
import org.demarche.vault.Token;

/**
 * The state of pages, which the container's session keeps for one log-in. That session lets nobody in, and whoever logs
 * in next in the same browser finds nothing of it.
 */
final class PageState {
    private static final String LOG_IN = PageState.class.getName();

    private PageState() {}

    /** Keeps the state of this log-in's pages from now on, and drops that of any other. */
    static void keep(HttpServletRequest request, Token token) {
        String logIn = HexFormat.of().formatHex(token.hash());
        HttpSession session = request.getSession(false);
        if (session != null && !logIn.equals(session.getAttribute(LOG_IN))) {
            session.invalidate();
        }
        request.getSession(true).setAttribute(LOG_IN, logIn);
    }

    static void drop(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
