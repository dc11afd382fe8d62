package org.demarche.web.http;

import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the address of a resource for programs says: the one place that knows how these are spelt.
 *
 * @param slug names the petition; empty where the address names none
 */
record ApiRoute(Endpoint endpoint, String slug) {
    /** The folder of all but the description. */
    static final String FOLDER = "/api";

    static final String DESCRIPTION = "/openapi";

    private static final String ATTRIBUTE = "api-route";
    private static final String PETITIONS = FOLDER + "/petitions";

    enum Endpoint {
        DESCRIPTION("application/yaml"),
        LIST("application/json"),
        PETITION("application/json"),
        COUNT("application/json"),
        STATISTICS("application/json"),
        EDITIONS("application/json"),
        SIGNATURES("application/json");

        private final String type;

        Endpoint(String type) {
            this.type = type;
        }

        /** The media type of what it answers. */
        String type() {
            return type;
        }

        /** Whether it is there to be read, by anybody and from any page; else it takes what is posted. */
        boolean isRead() {
            return this != SIGNATURES;
        }

        String allow() {
            return isRead() ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
        }
    }

    /**
     * Reads one address.
     *
     * @param path raw, as it was sent: each resource has one spelling
     * @param known whether there is a petition of that name
     */
    static Optional<ApiRoute> find(String path, Predicate<String> known) {
        if (path.equals(DESCRIPTION)) {
            return Optional.of(new ApiRoute(Endpoint.DESCRIPTION, ""));
        }
        if (path.equals(PETITIONS)) {
            return Optional.of(new ApiRoute(Endpoint.LIST, ""));
        }
        if (!path.startsWith(PETITIONS + "/")) {
            return Optional.empty();
        }
        List<String> parts = List.of(path.substring(PETITIONS.length() + 1).split("/", -1));
        return known.test(parts.get(0)) ? ofPetition(parts) : Optional.empty();
    }

    private static Optional<ApiRoute> ofPetition(List<String> parts) {
        if (parts.size() > 2) {
            return Optional.empty();
        }
        Endpoint endpoint = parts.size() == 1
                ? Endpoint.PETITION
                : switch (parts.get(1)) {
                    case "count" -> Endpoint.COUNT;
                    case "statistics" -> Endpoint.STATISTICS;
                    case "editions" -> Endpoint.EDITIONS;
                    case "signatures" -> Endpoint.SIGNATURES;
                    default -> null;
                };
        return Optional.ofNullable(endpoint).map(found -> new ApiRoute(found, parts.get(0)));
    }

    /** Whether an address belongs to programs, be there such a resource or not. */
    static boolean covers(String path) {
        return path.equals(FOLDER) || path.startsWith(FOLDER + "/") || path.equals(DESCRIPTION);
    }

    void putOn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The route of a request; empty where it is for something else. */
    static Optional<ApiRoute> of(ServletRequest request) {
        return Optional.ofNullable((ApiRoute) request.getAttribute(ATTRIBUTE));
    }
}
