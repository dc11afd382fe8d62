package org.demarche.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;

/** The addresses of this portal's pages: its languages, its petitions. */
@ApplicationScoped
class PublicRoutes {
    @Produces
    @Singleton
    Routes routes(Petitions petitions) {
        return new Routes(Languages.spoken(), slug -> petitions.bySlug(slug).map(Petition::languages));
    }
}
