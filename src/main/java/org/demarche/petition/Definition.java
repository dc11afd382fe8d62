package org.demarche.petition;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a petition from its definition: {@code petition.json}, a {@code letter.{language}.json} for each of its
 * languages, and the picture if it names one.
 */
final class Definition {
    /** Where the files of one definition are. */
    interface Source {
        InputStream open(String file) throws IOException;
    }

    private final Source source;
    private final String fallback;
    private final JsonObject petition;

    private Definition(Source source) throws IOException {
        this.source = source;
        this.petition = object("petition.json");
        this.fallback = strings(petition.getJsonArray("languages")).get(0);
    }

    /**
     * @return the petition as defined, with id 0 and letters of version 0
     * @throws IllegalArgumentException if a file is missing or not as it must be, naming it
     */
    static Petition read(Source source) {
        try {
            return new Definition(source).petition();
        } catch (IOException | JsonException | DateTimeException | NullPointerException | ClassCastException e) {
            throw new IllegalArgumentException("A petition's definition cannot be read: " + e.getMessage(), e);
        }
    }

    private Petition petition() throws IOException {
        List<String> languages = strings(petition.getJsonArray("languages"));
        Addressee addressee = addressee(petition.getJsonObject("addressee"));
        Map<String, Letter> letters = new HashMap<>();
        for (String language : languages) {
            letters.put(language, letter(object("letter." + language + ".json"), addressee));
        }
        return new Petition(
                0,
                petition.getString("slug"),
                languages,
                Instant.parse(petition.getString("opens")),
                Optional.ofNullable(petition.isNull("closes") ? null : petition.getString("closes"))
                        .map(Instant::parse),
                petition.getBoolean("sharedMailboxes", false),
                organisation(petition.getJsonObject("organisation")),
                subject(petition.getJsonObject("subject")),
                addressee,
                demands(petition.getJsonArray("demands")),
                letters,
                picture());
    }

    private Organisation organisation(JsonObject json) {
        for (String needed : List.of("name", "address", "email", "privacyEmail", "described")) {
            if (!json.containsKey(needed)) {
                throw new IllegalArgumentException("The organisation of " + petition.getString("slug") + " lacks '"
                        + needed + "', and the privacy notice has to say it.");
            }
        }
        return new Organisation(
                words(json, "name"),
                strings(json.getJsonArray("address")),
                json.getString("email"),
                json.getString("privacyEmail"),
                part(json, "representative").map(Definition::contact),
                part(json, "dataProtectionOfficer").map(Definition::contact),
                part(json, "supervisoryAuthority")
                        .map(authority -> new Organisation.Authority(
                                words(authority, "name"), URI.create(authority.getString("page")))),
                part(json, "mailProvider")
                        .map(provider -> new Organisation.MailProvider(
                                provider.getString("name"), provider.getString("country"))),
                Optional.ofNullable(json.getString("keeping", null)).map(Period::parse),
                LocalDate.parse(json.getString("described")));
    }

    private static Organisation.Contact contact(JsonObject json) {
        return new Organisation.Contact(
                json.getString("name"), strings(json.getJsonArray("address")), json.getString("email"));
    }

    private Optional<Picture> picture() throws IOException {
        Optional<JsonObject> described = part(petition, "picture");
        if (described.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream stream = open(described.get().getString("file"))) {
            return Optional.of(new Picture(stream.readAllBytes(), words(described.get(), "alternative")));
        }
    }

    private static Optional<JsonObject> part(JsonObject json, String name) {
        return Optional.ofNullable(json.getJsonObject(name));
    }

    private Subject subject(JsonObject json) {
        return new Subject(
                words(json, "name"),
                words(json, "description"),
                Subject.Status.valueOf(json.getString("status")),
                LocalDate.parse(json.getString("statusDate")),
                words(json, "statusText"));
    }

    private Addressee addressee(JsonObject json) {
        JsonObject addresses = json.getJsonObject("address");
        Map<String, List<String>> lines = new HashMap<>();
        addresses.keySet().forEach(language -> lines.put(language, strings(addresses.getJsonArray(language))));
        return new Addressee(
                words(json, "name"),
                words(json, "function"),
                words(json, "office"),
                lines,
                json.getString("telephone"),
                json.getString("country"),
                json.getString("language"));
    }

    private List<Demand> demands(JsonArray json) {
        List<Demand> demands = new ArrayList<>();
        for (JsonObject demand : json.getValuesAs(JsonObject.class)) {
            JsonObject standing = demand.getJsonObject("standing");
            demands.add(new Demand(
                    demand.getInt("number"),
                    Demand.State.valueOf(standing.getString("state")),
                    LocalDate.parse(standing.getString("date")),
                    words(standing, "text")));
        }
        return demands;
    }

    private Letter letter(JsonObject json, Addressee addressee) {
        String language = json.getString("language");
        List<String> recipient = new ArrayList<>(List.of(
                addressee.name().in(language),
                addressee.function().in(language),
                addressee.office().in(language)));
        recipient.addAll(addressee.address(language));
        List<Letter.Clause> demands = json.getJsonArray("demands").getValuesAs(JsonObject.class).stream()
                .map(demand ->
                        new Letter.Clause(demand.getInt("number"), demand.getString("title"), demand.getString("text")))
                .toList();
        return new Letter(
                language,
                0,
                LocalDate.parse(json.getString("date")),
                json.getString("title"),
                json.getString("summary"),
                recipient,
                json.getString("salutation"),
                strings(json.getJsonArray("paragraphs")),
                json.getString("demandsIntroduction"),
                demands,
                json.getString("closing"));
    }

    private Words words(JsonObject json, String name) {
        JsonObject byLanguage = json.getJsonObject(name);
        Map<String, String> words = new HashMap<>();
        byLanguage.keySet().forEach(language -> words.put(language, byLanguage.getString(language)));
        return new Words(words, fallback);
    }

    private static List<String> strings(JsonArray json) {
        return json.getValuesAs(JsonString::getString);
    }

    private JsonObject object(String file) throws IOException {
        try (JsonReader reader = Json.createReader(new InputStreamReader(open(file), UTF_8))) {
            return reader.readObject();
        }
    }

    private InputStream open(String file) throws IOException {
        InputStream stream = source.open(file);
        if (stream == null) {
            throw new IOException(file + " is missing.");
        }
        return stream;
    }
}
