package org.demarche.petition;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;

/**
 * What a definition must keep, because people signed it: their pages, mails and rows refer to it. A petition or a
 * language may go while nobody has signed it, a demand while nobody supports it.
 */
final class Bonds {
    private static final List<String> LEDGERS = List.of("attempt", "signature");

    private final EntityManager database;

    Bonds(EntityManager database) {
        this.database = database;
    }

    /** @throws IllegalStateException if a petition that was signed has no definition */
    void checkPetitions(Set<String> slugs) {
        List<?> known = database.createNativeQuery("select id, slug from petition order by id")
                .getResultList();
        known.stream().map(Object[].class::cast).forEach(row -> {
            String slug = (String) row[1];
            if (!slugs.contains(slug) && exists("petition_id = ?1", row[0])) {
                throw new IllegalStateException("The petition " + slug + " has been signed and has no definition any"
                        + " more. Put its definition back; to end it, set 'closes'.");
            }
        });
    }

    /** @throws IllegalStateException if a language that was signed in, or a demand that is supported, is missing */
    void checkText(long id, Petition defined) {
        List<?> languages = database.createNativeQuery(
                        "select distinct language from letter where petition_id = ?1 order by language")
                .setParameter(1, id)
                .getResultList();
        for (Object language : languages) {
            if (!defined.languages().contains(language) && exists("petition_id = ?1 and language = ?2", id, language)) {
                throw new IllegalStateException("The petition " + defined.slug() + " has been signed in the language "
                        + language + ", which its definition lacks. Put the language and its letter back.");
            }
        }
        int demands = defined.demands().size();
        // Bit n - 1 stands for demand n: whoever supports one that is missing has a greater number.
        if (exists("petition_id = ?1 and demands >= ?2", id, 1L << demands)) {
            throw new IllegalStateException("The petition " + defined.slug() + " has supporters of demand "
                    + (demands + 1) + " or later, which its definition lacks. Put the demands back.");
        }
    }

    private boolean exists(String condition, Object... parameters) {
        return LEDGERS.stream().anyMatch(table -> {
            var query = database.createNativeQuery("select 1 from " + table + " where " + condition)
                    .setMaxResults(1);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return !query.getResultList().isEmpty();
        });
    }
}
