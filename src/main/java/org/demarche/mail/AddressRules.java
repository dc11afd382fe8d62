package org.demarche.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which spellings of an address reach the same mailbox. The rules are data, {@code mail/address-rules.json}, with a
 * version of their own: capital letters never count, what follows the tag separator never counts, and single domains
 * have aliases or ignore dots.
 */
@ApplicationScoped
public class AddressRules {
    private static final String SHIPPED = "mail/address-rules.json";

    private int version;
    private char tagSeparator;
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> withoutDots = new HashSet<>();

    /** The rules that the portal ships. */
    public AddressRules() {
        this(shipped());
    }

    AddressRules(JsonObject rules) {
        version = rules.getInt("version");
        tagSeparator = rules.getString("tagSeparator").charAt(0);
        for (JsonObject domain : rules.getJsonArray("domains").getValuesAs(JsonObject.class)) {
            String name = domain.getString("name");
            if (domain.getBoolean("ignoresDots", false)) {
                withoutDots.add(name);
            }
            for (JsonString alias : domain.getJsonArray("aliases").getValuesAs(JsonString.class)) {
                aliases.put(alias.getString(), name);
            }
        }
    }

    private static JsonObject shipped() {
        try (InputStream file = AddressRules.class.getClassLoader().getResourceAsStream(SHIPPED);
                JsonReader reader = Json.createReader(file)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the version of the rules, from 1; a change of any rule is a new version} */
    public int version() {
        return version;
    }

    /** Both parts come in lower case, the domain in ASCII. */
    String canonical(String localPart, String domain) {
        String home = aliases.getOrDefault(domain, domain);
        String mailbox = localPart;
        int tag = mailbox.indexOf(tagSeparator);
        if (tag > 0) {
            mailbox = mailbox.substring(0, tag);
        }
        if (withoutDots.contains(home)) {
            mailbox = mailbox.replace(".", "");
        }
        // Lower case may have taken a letter and its accent apart.
        return Normalizer.normalize(mailbox, Normalizer.Form.NFC) + "@" + home;
    }
}
