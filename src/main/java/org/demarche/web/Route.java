package org.demarche.web;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * What the address of a public page says. It is read once, by {@link Routes}, and put on the request, where pages find
 * it as {@code #{route}}.
 *
 * @param view the page
 * @param language BCP 47 tag of the address's prefix; empty for the few pages that have none
 * @param slug names the petition; empty where the address names none
 * @param token what follows the page's name: the secret of a link or the name of a message, as it came; or empty
 */
public record Route(View view, String language, String slug, String token) {
    private static final String ATTRIBUTE = "route";

    /** The page's one address, as a browser has to spell it. */
    public String path() {
        return switch (view) {
            case LIST -> "/" + language;
            case PETITION -> "/" + language + "/" + slug;
            case CHECK_INBOX -> "/" + language + "/" + slug + "/check-inbox";
            case EDITIONS -> "/" + language + "/" + slug + "/editions";
            case TRANSPARENCY -> "/" + language + "/" + slug + "/transparency";
            case CONFIRM -> "/" + language + "/confirm/" + token;
            case CODE -> "/" + language + "/confirm";
            case LOST_LINK -> "/" + language + "/lost-link";
            case LOST_LINK_SENT -> "/" + language + "/lost-link/sent";
            case SIGNATURE -> "/" + language + "/signature/" + token;
            case STOP -> "/" + language + "/stop/" + token;
            case SIGNATURE_DATA -> "/" + language + "/signature/" + token + "/data";
            case VERIFY -> "/" + language + "/verify";
            case PRIVACY -> "/" + language + "/privacy";
            case ACCESSIBILITY -> "/" + language + "/accessibility";
            case TRIAL_INBOX -> "/trial/inbox";
            case TRIAL_MESSAGE -> "/trial/inbox/" + token;
        };
    }

    /** The same page in another language. */
    public Route in(String other) {
        return new Route(view, other, slug, token);
    }

    public void putOn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The route of a request; empty where it is for something else than a public page. */
    public static Optional<Route> of(ServletRequest request) {
        return Optional.ofNullable((Route) request.getAttribute(ATTRIBUTE));
    }
}
