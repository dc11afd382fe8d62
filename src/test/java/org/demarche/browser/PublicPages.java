package org.demarche.browser;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.demarche.web.Route;
import org.demarche.web.View;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;

/** Every public page in each of its states, in one language: each view there is, and what its forms lead to. */
final class PublicPages {
    private static final String SLUG = "azimjan-askarov";
    private static final String UNKNOWN = "A".repeat(43);

    /**
     * How to come to a page.
     *
     * @param path where to go first
     * @param form the form whose button to press there, with nothing filled in; empty to stay
     */
    record Stop(String path, Optional<String> form) {
        private static Stop at(String path) {
            return new Stop(path, Optional.empty());
        }

        private Stop pressing(String form) {
            return new Stop(path, Optional.of(form));
        }

        /** Whether a browser complains about the page's status: it is an answer to what was not right. */
        boolean isRefusal() {
            return form.isPresent() || path.contains(UNKNOWN) || path.contains("nothing");
        }

        @Override
        public String toString() {
            return form.map(pressed -> path + " after pressing " + pressed).orElse(path);
        }
    }

    private final PortalProcess portal;
    private final String language;

    PublicPages(PortalProcess portal, String language) {
        this.portal = portal;
        this.language = language;
    }

    /** Signs, confirms and withdraws what is needed to have something on every page. */
    List<Stop> prepare() throws IOException, InterruptedException {
        List<Stop> stops = new ArrayList<>();
        // With a token that nobody has; those that somebody has come below.
        Arrays.stream(View.values())
                .map(view -> Stop.at(new Route(view, language, SLUG, UNKNOWN).path()))
                .forEach(stops::add);
        for (View view : List.of(View.PETITION, View.CODE, View.LOST_LINK)) {
            Stop stop = Stop.at(new Route(view, language, SLUG, "").path());
            view.forms().forEach(form -> stops.add(stop.pressing(form)));
        }
        stops.add(Stop.at("/" + language + "/nothing-here"));
        try (Visitor visitor = new Visitor(portal)) {
            Mail waiting = sign(visitor, "waiting");
            waiting.links().forEach(link -> stops.add(Stop.at(link.getPath())));
            String confirmed = confirm(visitor, sign(visitor, "confirmed"));
            stops.add(Stop.at(confirmed));
            stops.add(Stop.at(confirmed).pressing("visibility"));
            String withdrawn = confirm(visitor, sign(visitor, "withdrawn"));
            visitor.open(withdrawn)
                    .<DomElement>querySelector("form#withdraw button")
                    .click();
            stops.add(Stop.at(withdrawn));
            HtmlAnchor message = visitor.open("/trial/inbox").querySelector("main a[href*='/trial/inbox/']");
            stops.add(Stop.at(message.getHrefAttribute()));
        }
        return stops;
    }

    private Mail sign(Visitor visitor, String name) throws IOException, InterruptedException {
        String address = name + "-" + language + "-" + System.nanoTime() + "@example.org";
        visitor.openForm(language)
                .fill("Öğretmen Ибраимова", address, "KG")
                .show("FULL")
                .tick("handover")
                .send();
        return portal.mailbox().await(address, 1);
    }

    private static String confirm(Visitor visitor, Mail mail) throws IOException {
        URI link = mail.links().stream()
                .filter(one -> one.getPath().contains("/confirm/"))
                .findFirst()
                .orElseThrow();
        HtmlPage own = visitor.open(link)
                .<DomElement>querySelector("form#confirm button")
                .click();
        return own.getUrl().getPath();
    }
}
