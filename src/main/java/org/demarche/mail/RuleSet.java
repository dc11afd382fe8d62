package org.demarche.mail;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.Reader;
import java.io.StringReader;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One version of the rules for addresses. Capital letters never count, and neither does what follows the tag separator;
 * a domain may have more rules of its own:
 *
 * <ul>
 *   <li>{@code aliases}: other domains of the same mailboxes; {@code *.example.org} stands for all below that one
 *   <li>{@code ignoresDots}: dots before the at sign do not count
 *   <li>{@code tagSeparator}: another one than everywhere else
 *   <li>{@code subdomainIsMailbox}: {@code anything@jane.example.org} is {@code jane@example.org}
 *   <li>{@code catchAll}: whatever stands before the at sign, it is one mailbox
 * </ul>
 */
final class RuleSet {
    private static final String BELOW = "*.";

    private final int version;
    private final String text;
    private final String tagSeparator;
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, String> homesBelow = new HashMap<>();
    private final Map<String, String> tagSeparators = new HashMap<>();
    private final Set<String> withoutDots = new HashSet<>();
    private final Set<String> mailboxesBelow = new HashSet<>();
    private final Set<String> catchAll = new HashSet<>();

    private RuleSet(JsonObject rules) {
        version = rules.getInt("version");
        text = rules.toString();
        tagSeparator = rules.getString("tagSeparator");
        rules.getJsonArray("domains").getValuesAs(JsonObject.class).forEach(this::read);
        if (version < 1) {
            throw new IllegalArgumentException("The rules for addresses are numbered from 1, not " + version + ".");
        }
    }

    private void read(JsonObject domain) {
        String name = domain.getString("name");
        for (JsonString alias : domain.getOrDefault("aliases", JsonArray.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .getValuesAs(JsonString.class)) {
            String other = alias.getString();
            if (other.startsWith(BELOW)) {
                homesBelow.put(other.substring(BELOW.length()), name);
            } else {
                homes.put(other, name);
            }
        }
        if (domain.containsKey("tagSeparator")) {
            tagSeparators.put(name, domain.getString("tagSeparator"));
        }
        note(domain, "ignoresDots", withoutDots);
        note(domain, "subdomainIsMailbox", mailboxesBelow);
        note(domain, "catchAll", catchAll);
    }

    private static void note(JsonObject domain, String rule, Set<String> domains) {
        if (domain.getBoolean(rule, false)) {
            domains.add(domain.getString("name"));
        }
    }

    /** @throws IllegalArgumentException if these are no rules */
    static RuleSet read(String json) {
        return read(new StringReader(json));
    }

    /** @throws IllegalArgumentException if these are no rules */
    static RuleSet read(Reader json) {
        try (JsonReader reader = Json.createReader(json)) {
            return new RuleSet(reader.readObject());
        } catch (JsonException | NullPointerException | ClassCastException e) {
            throw new IllegalArgumentException("The rules for addresses cannot be read: " + e.getMessage(), e);
        }
    }

    /** From 1; a change of any rule is a new version. */
    int version() {
        return version;
    }

    /** The rules as JSON without blanks: the same text for the same rules in the same order. */
    String text() {
        return text;
    }

    /** Both parts come in lower case, the domain in ASCII. */
    String canonical(String localPart, String domain) {
        String mailbox = localPart;
        String home = homes.getOrDefault(domain, domain);
        // From the whole domain's first dot on: each part of it that other domains could be below.
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            String parent = domain.substring(dot + 1);
            if (homesBelow.containsKey(parent)) {
                home = homesBelow.get(parent);
            }
            if (mailboxesBelow.contains(parent)) {
                home = parent;
                mailbox = domain.substring(domain.lastIndexOf('.', dot - 1) + 1, dot);
            }
        }
        return fold(mailbox, home) + "@" + home;
    }

    private String fold(String mailbox, String home) {
        if (catchAll.contains(home)) {
            return "*";
        }
        String folded = mailbox;
        int tag = folded.indexOf(tagSeparators.getOrDefault(home, tagSeparator));
        if (tag > 0) {
            folded = folded.substring(0, tag);
        }
        if (withoutDots.contains(home)) {
            folded = folded.replace(".", "");
        }
        // Lower case may have taken a letter and its accent apart.
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
