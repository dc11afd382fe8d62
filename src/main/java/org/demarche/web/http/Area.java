package org.demarche.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The parts of the portal that are served by different rules. */
enum Area {
    /** The bare address, which only sends on. */
    HOME,
    /** Public pages. */
    PAGES,
    /** Style sheets, pictures, and what machines read about the site. */
    FILES,
    /** Pages for those who log in: the security package guards them. */
    STAFF,
    /** Resources for programs. */
    API,
    /** The button of mail programs that stops mails (RFC 8058). */
    UNSUBSCRIBE;

    private static final Set<String> FILES_BY_NAME = Set.of("/robots.txt", AuditHeadsServlet.PATH);

    static Area of(HttpServletRequest request) {
        String path = path(request);
        if (path.equals("/")) {
            return HOME;
        }
        if (path.startsWith(Assets.FOLDER) || FILES_BY_NAME.contains(path)) {
            return FILES;
        }
        if (isWithin(path, "/staff") || path.startsWith("/jakarta.faces.resource/")) {
            return STAFF;
        }
        if (path.startsWith(UnsubscribeServlet.FOLDER)) {
            return UNSUBSCRIBE;
        }
        return ApiRoute.covers(path) ? API : PAGES;
    }

    /** The decoded path within the application, without what the container cuts off. */
    static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
        return path.isEmpty() ? "/" : path;
    }

    private static boolean isWithin(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
