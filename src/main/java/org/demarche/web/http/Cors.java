package org.demarche.web.http;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets pages of other sites read what is public anyway. Nobody is logged in there and no cookie counts, so any origin
 * will do. What is posted is left out: other sites' pages must not sign for their visitors.
 */
final class Cors {
    private static final int DAY = 86_400;

    private Cors() {}

    static void letRead(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", "ETag");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** Answers OPTIONS, which browsers ask before they send what a form could not. */
    static void answerOptions(HttpServletResponse response, ApiRoute.Endpoint endpoint) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Allow", endpoint.allow());
        if (endpoint.isRead()) {
            letRead(response);
            response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
            response.setHeader("Access-Control-Allow-Headers", "If-None-Match");
            response.setIntHeader("Access-Control-Max-Age", DAY);
        }
    }
}
