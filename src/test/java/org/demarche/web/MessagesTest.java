package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language says everything, with the same arguments, in patterns that ICU understands. */
class MessagesTest {
    private static final List<String> NAMES = List.of("pages", "mails", "package");

    static Stream<Arguments> bundles() {
        return NAMES.stream()
                .flatMap(name -> Languages.spoken().stream().map(language -> Arguments.of(name, language)));
    }

    static Stream<Arguments> translations() {
        return bundles().filter(bundle -> !bundle.get()[1].equals("en"));
    }

    static Stream<Arguments> bundlesAndStaff() {
        return Stream.concat(bundles(), Stream.of(Arguments.of("staff", "en")));
    }

    @Test
    void speaksSixLanguages() {
        assertThat(Languages.spoken()).containsExactly("en", "fr", "ru", "ky", "uz", "ar");
    }

    @ParameterizedTest
    @MethodSource("translations")
    void hasTheKeysAndArgumentsOfTheEnglishBundle(String name, String language) {
        Properties english = bundle(name, "en");
        Properties translated = bundle(name, language);

        assertThat(translated.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(translated.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("bundlesAndStaff")
    void countsInExactlyThePluralCategoriesOfItsLanguage(String name, String language) {
        Set<String> categories =
                PluralRules.forLocale(ULocale.forLanguageTag(language)).getKeywords();

        Properties messages = bundle(name, language);
        for (String key : messages.stringPropertyNames()) {
            for (Set<String> used : plurals(messages.getProperty(key))) {
                assertThat(used).as(key).containsExactlyInAnyOrderElementsOf(categories);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundlesAndStaff")
    void saysSomethingInEveryMessageAndQuotesNothingByAccident(String name, String language) {
        Properties messages = bundle(name, language);

        for (String key : messages.stringPropertyNames()) {
            String pattern = messages.getProperty(key);
            assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
            assertThatCode(() -> arguments(pattern)).as(key).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void isolatesWhatRunsTheOtherWayUpToItsEnd(String name, String language) {
        Properties messages = bundle(name, language);

        for (String key : messages.stringPropertyNames()) {
            int open = 0;
            for (char character : messages.getProperty(key).toCharArray()) {
                open += character == '\u2066' || character == '\u2068' ? 1 : character == '\u2069' ? -1 : 0;
                assertThat(open).as(key).isBetween(0, 1);
            }
            assertThat(open).as(key).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void saysWhereItsTextsComeFrom(String name, String language) {
        String state = bundle(name, language).getProperty("translation.state");

        if (language.equals("en")) {
            assertThat(state).isEqualTo("original");
        } else {
            assertThat(state).isIn("machine", "reviewed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "mails", "package"})
    void writesUzbekWithItsOwnLettersAndNotWithQuotationMarks(String name) {
        Properties uzbek = bundle(name, "uz");

        for (String key : uzbek.stringPropertyNames()) {
            assertThat(uzbek.getProperty(key)).as(key).doesNotContain("\u2018", "\u2019");
        }
    }

    @Test
    void keepsMailSubjectsFreeOfArguments() {
        Properties mails = bundle("mails", "en");

        assertThat(mails.stringPropertyNames()).contains("confirm.subject", "already.subject", "page.subject");
        for (String key : mails.stringPropertyNames()) {
            if (key.endsWith(".subject")) {
                assertThat(arguments(mails.getProperty(key))).as(key).isEmpty();
            }
        }
    }

    private static Properties bundle(String name, String language) {
        String path = "/messages/" + name + "_" + language + ".properties";
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MessagesTest.class.getResourceAsStream(path), path), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
        return properties;
    }

    private static Set<Integer> arguments(String pattern) {
        MessagePattern parsed = new MessagePattern(pattern);
        Set<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < parsed.countParts(); i++) {
            MessagePattern.Part part = parsed.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER) {
                numbers.add(part.getValue());
            }
        }
        return numbers;
    }

    /** The categories of each plural in a pattern, without what is said for one number alone (=0). */
    private static List<Set<String>> plurals(String pattern) {
        MessagePattern parsed = new MessagePattern(pattern);
        List<Set<String>> plurals = new ArrayList<>();
        Deque<Set<String>> open = new ArrayDeque<>();
        for (int i = 0; i < parsed.countParts(); i++) {
            MessagePattern.Part part = parsed.getPart(i);
            switch (part.getType()) {
                case ARG_START -> open.push(new TreeSet<>());
                case ARG_SELECTOR -> {
                    String selector = parsed.getSubstring(part);
                    if (!selector.startsWith("=")) {
                        open.peek().add(selector);
                    }
                }
                case ARG_LIMIT -> {
                    Set<String> selectors = open.pop();
                    if (part.getArgType().hasPluralStyle()) {
                        plurals.add(selectors);
                    }
                }
                default -> {
                    // Words, numbers and names of arguments.
                }
            }
        }
        return plurals;
    }
}
