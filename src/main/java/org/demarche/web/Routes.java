package org.demarche.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads addresses of public pages: the one place that knows how they are spelt. */
public final class Routes {
    /** Tokens are looked up, not judged: a mistyped one has to reach the page that says so kindly. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~-]{1,200}");

    private static final Map<String, View> PLAIN = Map.of(
            "confirm", View.CODE,
            "lost-link", View.LOST_LINK,
            "verify", View.VERIFY,
            "privacy", View.PRIVACY,
            "accessibility", View.ACCESSIBILITY);
    private static final Map<String, View> OF_PETITION =
            Map.of("check-inbox", View.CHECK_INBOX, "editions", View.EDITIONS, "transparency", View.TRANSPARENCY);
    private static final Map<String, View> WITH_TOKEN =
            Map.of("confirm", View.CONFIRM, "signature", View.SIGNATURE, "stop", View.STOP);

    private final Collection<String> languages;
    private final Function<String, Optional<List<String>>> petitions;

    /**
     * @param languages the portal's languages, as they stand in addresses
     * @param petitions a petition's languages by its slug; empty if there is no such petition
     */
    public Routes(Collection<String> languages, Function<String, Optional<List<String>>> petitions) {
        this.languages = List.copyOf(languages);
        this.petitions = petitions;
    }

    /**
     * Reads one address.
     *
     * @param path decoded path within the application, such as {@code /en/azimjan-askarov}
     * @return empty if there is no such page
     */
    public Optional<Route> find(String path) {
        return read(path)
                .filter(route -> route.slug().isEmpty() || offered(route.slug()).contains(route.language()));
    }

    /**
     * Where a petition's page can be read, if the address is right but for a language that the petition is not in.
     *
     * @param path as for {@link #find}
     * @return the same page in each of the petition's languages, in their order; nothing if there is no such petition
     */
    public List<Route> elsewhere(String path) {
        return read(path)
                .map(route -> offered(route.slug()).stream().map(route::in).toList())
                .orElse(List.of());
    }

    private List<String> offered(String slug) {
        return petitions.apply(slug).orElse(List.of());
    }

    private Optional<Route> read(String path) {
        if (!path.startsWith("/") || path.length() > 400) {
            return Optional.empty();
        }
        List<String> parts = List.of(path.substring(1).split("/", -1));
        return parts.get(0).equals("trial") ? trial(parts) : inLanguage(parts);
    }

    private static Optional<Route> trial(List<String> parts) {
        if (parts.size() < 2 || !parts.get(1).equals("inbox")) {
            return Optional.empty();
        }
        return switch (parts.size()) {
            case 2 -> Optional.of(new Route(View.TRIAL_INBOX, "", "", ""));
            case 3 -> token(parts.get(2)).map(name -> new Route(View.TRIAL_MESSAGE, "", "", name));
            default -> Optional.empty();
        };
    }

    private Optional<Route> inLanguage(List<String> parts) {
        String language = parts.get(0);
        if (!languages.contains(language)) {
            return Optional.empty();
        }
        return switch (parts.size()) {
            case 1 -> Optional.of(new Route(View.LIST, language, "", ""));
            case 2 -> plain(language, parts.get(1)).or(() -> petition(View.PETITION, language, parts.get(1)));
            case 3 -> three(language, parts.get(1), parts.get(2));
            case 4 -> four(language, parts);
            default -> Optional.empty();
        };
    }

    private static Optional<Route> plain(String language, String name) {
        return Optional.ofNullable(PLAIN.get(name)).map(view -> new Route(view, language, "", ""));
    }

    private Optional<Route> three(String language, String second, String third) {
        if (second.equals("lost-link") && third.equals("sent")) {
            return Optional.of(new Route(View.LOST_LINK_SENT, language, "", ""));
        }
        View withToken = WITH_TOKEN.get(second);
        if (withToken != null) {
            return token(third).map(token -> new Route(withToken, language, "", token));
        }
        return Optional.ofNullable(OF_PETITION.get(third)).flatMap(view -> petition(view, language, second));
    }

    private static Optional<Route> four(String language, List<String> parts) {
        return parts.get(1).equals("signature") && parts.get(3).equals("data")
                ? token(parts.get(2)).map(token -> new Route(View.SIGNATURE_DATA, language, "", token))
                : Optional.empty();
    }

    private Optional<Route> petition(View view, String language, String slug) {
        return petitions.apply(slug).map(offered -> new Route(view, language, slug, ""));
    }

    private static Optional<String> token(String text) {
        return Optional.of(text).filter(TOKEN.asMatchPredicate());
    }
}
