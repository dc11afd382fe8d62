package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contrast of the style sheet's colours, by the formula of WCAG 2.2, in light and in dark. */
class StyleSheetTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{3,6});");

    private final Map<String, String> light = new HashMap<>();
    private final Map<String, String> dark;

    StyleSheetTest() throws IOException {
        String sheet = Files.readString(Path.of("src/main/webapp/resources/css/demarche.css"));
        int second = sheet.indexOf("@media (prefers-color-scheme: dark)");
        read(sheet.substring(0, second), light);
        dark = new HashMap<>(light);
        read(sheet.substring(second, sheet.indexOf("/* ---------- Ground")), dark);
    }

    @ParameterizedTest
    @CsvSource({
        "ink, paper",
        "ink, sheet",
        "ink, well",
        "ink, accent-wash",
        "ink, caution-wash",
        "ink, error-wash",
        "ink-soft, paper",
        "ink-soft, sheet",
        "ink-soft, accent-wash",
        "accent, paper",
        "accent, sheet",
        "accent, accent-wash",
        "on-accent, accent",
        "on-accent, accent-strong",
        "caution, paper",
        "caution, sheet",
        "caution, caution-wash",
        "error, paper",
        "error, sheet",
        "error, error-wash",
        "good, paper",
        "good, sheet"
    })
    void canBeRead(String text, String ground) {
        assertThat(contrast(light, text, ground)).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast(dark, text, ground)).isGreaterThanOrEqualTo(4.5);
    }

    @ParameterizedTest
    @CsvSource({"control, sheet", "accent, sheet", "error, sheet"})
    void canBeToldFromWhatIsAround(String edge, String ground) {
        assertThat(contrast(light, edge, ground)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(dark, edge, ground)).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"paper", "sheet", "accent", "accent-wash", "error-wash", "caution-wash"})
    void showsTheFocusOnEveryGround(String ground) {
        // A ring of two colours: one of them stands out wherever it lies.
        for (Map<String, String> scheme : List.of(light, dark)) {
            assertThat(Math.max(contrast(scheme, "focus", ground), contrast(scheme, "focus-ink", ground)))
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static void read(String part, Map<String, String> colours) {
        Matcher found = COLOUR.matcher(part);
        while (found.find()) {
            String hex = found.group(2);
            colours.put(found.group(1), hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex);
        }
    }

    private static double contrast(Map<String, String> scheme, String one, String other) {
        double first = luminance(scheme.get(one));
        double second = luminance(scheme.get(other));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * linear(hex, 0) + 0.7152 * linear(hex, 2) + 0.0722 * linear(hex, 4);
    }

    private static double linear(String hex, int at) {
        double part = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
