package org.demarche.petition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open letter with numbered demands, published to be signed.
 *
 * @param slug names the petition in URLs
 * @param languages the languages it can be read and signed in; the first answers for others
 * @param closesAt exclusive; empty while no end is set
 * @param sharedMailboxes whether two people with clearly different names may sign with one address
 * @param picture of its own; empty where the portal's goes with links
 */
public record Petition(
        long id,
        String slug,
        List<String> languages,
        Instant opensAt,
        Optional<Instant> closesAt,
        boolean sharedMailboxes,
        Organisation organisation,
        Subject subject,
        Addressee addressee,
        List<Demand> demands,
        Map<String, Letter> letters,
        Optional<Picture> picture) {

    public Petition {
        languages = List.copyOf(languages);
        demands = List.copyOf(demands);
        letters = Map.copyOf(letters);
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || slug.length() > 64) {
            throw new IllegalArgumentException("'" + slug + "' is no slug: use a-z, 0-9 and single hyphens.");
        }
        if (languages.isEmpty() || !letters.keySet().containsAll(languages)) {
            throw new IllegalArgumentException(slug + " lacks a letter in one of its languages " + languages + ".");
        }
        for (Letter letter : letters.values()) {
            if (letter.demands().size() != demands.size()) {
                throw new IllegalArgumentException(
                        slug + ": the letter in " + letter.language() + " has another number of demands.");
            }
        }
    }

    /** The letter in a language, or in the petition's first language if there is none. */
    public Letter letter(String language) {
        return letters.getOrDefault(language, letters.get(languages.get(0)));
    }

    public int letterVersion() {
        return letter(languages.get(0)).version();
    }

    public Demand demand(int number) {
        return demands.get(number - 1);
    }

    public boolean hasDemand(int number) {
        return number >= 1 && number <= demands.size();
    }

    public boolean isOpen(Instant now) {
        return !now.isBefore(opensAt) && closesAt.map(now::isBefore).orElse(true);
    }

    public boolean isClosed(Instant now) {
        return closesAt.map(end -> !now.isBefore(end)).orElse(false);
    }

    Petition stored(long storedId, Map<String, Letter> versioned) {
        return new Petition(
                storedId,
                slug,
                languages,
                opensAt,
                closesAt,
                sharedMailboxes,
                organisation,
                subject,
                addressee,
                demands,
                versioned,
                picture);
    }
}
