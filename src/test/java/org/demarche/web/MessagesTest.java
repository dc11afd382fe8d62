package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.ibm.icu.text.MessagePattern;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language says everything, with the same arguments, in patterns that ICU understands. */
class MessagesTest {

    @ParameterizedTest
    @CsvSource({"pages, fr", "pages, ru", "mails, fr", "mails, ru", "package, fr", "package, ru"})
    void hasTheKeysAndArgumentsOfTheEnglishBundle(String name, String language) {
        Properties english = bundle(name, "en");
        Properties translated = bundle(name, language);

        assertThat(translated.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(arguments(translated.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages_en", "pages_fr", "pages_ru", "mails_en", "mails_fr", "mails_ru", "staff_en"})
    void saysSomethingInEveryMessageAndQuotesNothingByAccident(String file) {
        Properties messages = bundle(file.substring(0, 5), file.substring(6));

        for (String key : messages.stringPropertyNames()) {
            String pattern = messages.getProperty(key);
            assertThat(pattern).as(key).isNotBlank().doesNotContain("'");
            assertThatCode(() -> arguments(pattern)).as(key).doesNotThrowAnyException();
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
}
