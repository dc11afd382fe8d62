package org.demarche.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signing.limits.Network;
import org.demarche.signing.limits.Networks;
import org.demarche.vault.Token;

/** What a page is about, by its address: given to the pages that ask for it, so that none has to read addresses. */
@ApplicationScoped
public class Visit {
    /** The petition that the address names; null where it names none. */
    @Produces
    @Named("petition")
    Petition petition(HttpServletRequest request, Petitions petitions) {
        return Route.of(request)
                .flatMap(route -> petitions.bySlug(route.slug()))
                .orElse(null);
    }

    /** The language of the page. */
    @Produces
    Locale language(HttpServletRequest request) {
        return Locale.forLanguageTag(Route.of(request).map(Route::language).orElseGet(() -> Languages.spoken()
                .get(0)));
    }

    /** Where the request comes from. */
    @Produces
    public static Network network(HttpServletRequest request, Networks networks) {
        return networks.of(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /** The secret in the address; empty where there is none, or none that could be. */
    @Produces
    Optional<Token> token(HttpServletRequest request) {
        return Route.of(request).map(Route::token).flatMap(Token::parse);
    }
}
