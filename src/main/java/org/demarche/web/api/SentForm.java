package org.demarche.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.demarche.petition.Petition;
import org.demarche.signing.form.SigningForm;

/**
 * The form as a program sends it: one JSON object (RFC 8259), read strictly. What could be meant in two ways is refused,
 * never guessed: a member twice, an unknown member, a text where a number belongs.
 */
final class SentForm {
    private static final Set<String> TEXTS = Set.of("name", "email", "country", "visibility", "language");
    private static final Set<String> TICKS = Set.of("consent", "handover", "news");
    private static final String DEMANDS = "demands";

    /** Found once: looking for the library takes longer than reading a form. */
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> ticked = new HashSet<>();
    private final List<String> demands = new ArrayList<>();

    private SentForm() {}

    /** What was sent is no such object. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final String field;
        private final String code;

        Malformed(String field, String code) {
            super(code);
            this.field = field;
            this.code = code;
        }

        /** The member that is wrong, among those there are; empty if it is the whole. */
        String field() {
            return field;
        }

        /** Key of the sentence that says what is wrong. */
        String code() {
            return code;
        }
    }

    static SentForm read(byte[] body) throws Malformed {
        SentForm form = new SentForm();
        try (JsonParser json = PARSERS.createParser(new StringReader(decoded(body)))) {
            if (json.next() != Event.START_OBJECT) {
                throw new Malformed("", "body.notObject");
            }
            form.members(json);
            if (json.hasNext()) {
                throw new Malformed("", "body.syntax");
            }
        } catch (JsonParsingException | NoSuchElementException e) {
            throw new Malformed("", "body.syntax");
        }
        return form;
    }

    private static String decoded(byte[] body) throws Malformed {
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("", "body.encoding");
        }
    }

    private void members(JsonParser json) throws Malformed {
        Set<String> seen = new HashSet<>();
        while (json.next() == Event.KEY_NAME) {
            String name = json.getString();
            boolean known = TEXTS.contains(name) || TICKS.contains(name) || name.equals(DEMANDS);
            if (!known) {
                throw new Malformed("", "body.unknown");
            }
            if (!seen.add(name)) {
                throw new Malformed(name, "body.twice");
            }
            member(name, json);
        }
    }

    private void member(String name, JsonParser json) throws Malformed {
        Event value = json.next();
        if (TEXTS.contains(name)) {
            require(value == Event.VALUE_STRING, name, "body.text");
            require(isPlain(json.getString()), name, "body.characters");
            texts.put(name, json.getString());
        } else if (TICKS.contains(name)) {
            require(value == Event.VALUE_TRUE || value == Event.VALUE_FALSE, name, "body.tick");
            if (value == Event.VALUE_TRUE) {
                ticked.add(name);
            }
        } else {
            require(value == Event.START_ARRAY, name, "body.numbers");
            for (Event item = json.next(); item != Event.END_ARRAY; item = json.next()) {
                require(item == Event.VALUE_NUMBER && json.isIntegralNumber(), name, "body.numbers");
                demands.add(json.getString());
            }
        }
    }

    private static void require(boolean right, String name, String code) throws Malformed {
        if (!right) {
            throw new Malformed(name, code);
        }
    }

    /** Neither control characters nor halves of characters, which no keyboard types into a form. */
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
    }

    /** The language that was asked for, if any. */
    Optional<String> language() {
        return Optional.ofNullable(texts.get("language"));
    }

    /** The same as the page's form. */
    SigningForm signing(Petition petition, String language) {
        return new SigningForm(
                petition,
                language,
                texts.get("name"),
                texts.get("email"),
                texts.get("country"),
                demands,
                texts.get("visibility"),
                ticked.contains("consent"),
                ticked.contains("handover"),
                ticked.contains("news"));
    }
}
