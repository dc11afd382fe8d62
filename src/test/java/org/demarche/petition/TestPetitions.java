package org.demarche.petition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Petitions for tests. */
public final class TestPetitions {
    private TestPetitions() {}

    /** The shipped appeal, as its definition has it: id 0, text version 0. */
    public static Petition shipped() {
        return Definition.read(TestPetitions::file);
    }

    /** The same, offered in these languages alone; the first is the one that answers for the others. */
    public static Petition shippedIn(String... languages) {
        return Definition.read(file -> file.equals("petition.json") ? offeredIn(languages) : file(file));
    }

    /** The same, to an addressee who reads this language. */
    public static Petition shippedTo(String language) {
        return Definition.read(file -> file.equals("petition.json")
                ? changed("\"language\": \"ru\"", "\"language\": \"" + language + '"')
                : file(file));
    }

    private static InputStream offeredIn(String... languages) throws IOException {
        String offered =
                Stream.of(languages).map(language -> '"' + language + '"').collect(Collectors.joining(", "));
        return changed("\"languages\": \\[[^]]*]", "\"languages\": [" + offered + "]");
    }

    private static InputStream changed(String pattern, String replacement) throws IOException {
        try (InputStream whole = file("petition.json")) {
            String json = new String(whole.readAllBytes(), UTF_8);
            return new ByteArrayInputStream(
                    json.replaceFirst(pattern, replacement).getBytes(UTF_8));
        }
    }

    private static InputStream file(String name) {
        return TestPetitions.class.getResourceAsStream("/petitions/azimjan-askarov/" + name);
    }
}
