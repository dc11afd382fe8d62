package org.demarche.security;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where somebody goes on who was asked for the second factor on their way. */
final class WayBack {
    private static final String HOME = "/staff";

    /** What a query of our own pages is made of, as it stands in an address. */
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&%+._~:-]*");

    private WayBack() {}

    /**
     * To the page that was asked for, with what it was filtered by. Whoever sent a form or asked for a file goes back to
     * the page it was on: a form cannot be sent again from here, and a file leaves the browser where it is.
     *
     * @param asked the address that was asked for, from its path on
     * @param reads whether it was only to be read
     * @param from what the browser said of the page before; null if it said nothing
     */
    static String of(String asked, boolean reads, String from) {
        return reads && isPage(asked)
                ? asked
                : Stream.of(local(from), asked, path(asked))
                        .filter(WayBack::isPage)
                        .findFirst()
                        .orElse(HOME);
    }

    /** Only to what this portal shows staff, never elsewhere. */
    static String within(String address) {
        return address != null && isPage(address) ? address : HOME;
    }

    private static boolean isPage(String address) {
        String path = path(address);
        String query = address.substring(path.length());
        return (query.isEmpty() || query.startsWith("?"))
                && QUERY.matcher(query.isEmpty() ? "" : query.substring(1)).matches()
                && StaffRoute.find(path)
                        .map(StaffRoute.Found::route)
                        .filter(route -> route.isPage() && route.isReadable())
                        .filter(route -> !route.isOpen() && route != StaffRoute.FACTOR)
                        .isPresent();
    }

    private static String path(String address) {
        int end = address.indexOf('?');
        return end < 0 ? address : address.substring(0, end);
    }

    /** Without the host: wherever it was, its path has to be one of ours. */
    private static String local(String from) {
        try {
            URI page = URI.create(from == null ? "" : from);
            String path = page.getRawPath() == null ? "" : page.getRawPath();
            return page.getRawQuery() == null ? path : path + "?" + page.getRawQuery();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
