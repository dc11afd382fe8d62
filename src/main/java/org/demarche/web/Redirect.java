package org.demarche.web;

import jakarta.servlet.http.HttpServletResponse;

/** Leads a browser on, to be read with GET. */
public final class Redirect {
    private Redirect() {}

    /**
     * Not {@code sendRedirect}, which makes the address absolute from what the request says of its host.
     *
     * @param path within this portal, beginning with a slash
     */
    public static void seeOther(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }
}
