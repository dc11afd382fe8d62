package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "deflate, gzip;q=0.5, br | true",
                "GZIP | true",
                "* | true",
                "gzip;q=0 | false",
                "gzip; q=0.000 | false",
                "br | false",
                "'' | false",
                " | false"
            })
    void compressesForThoseWhoTakeIt(String header, boolean compressed) {
        assertThat(Delivery.acceptsGzip(header)).isEqualTo(compressed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"W/\"a\" | true", "\"a\" | true", "\"b\", W/\"a\" | true", "* | true", "\"b\" | false", " | false"
            })
    void sendsNothingToThoseWhoHaveIt(String header, boolean known) {
        assertThat(Delivery.matches(header, "W/\"a\"")).isEqualTo(known);
    }

    @Test
    void countsPagesThatDifferInTheirStampAloneAsTheSame() {
        assertThat(page("<p>1 2</p>", "1").etag())
                .isEqualTo(page("<p>9 2</p>", "9").etag());
        assertThat(page("<p>1 2</p>", "1").etag())
                .isNotEqualTo(page("<p>1 3</p>", "1").etag());
    }

    @Test
    void keepsTheSameBytesCompressed() throws IOException {
        DrawnPage page = page("Азимжан".repeat(100), "");

        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(page.gzip()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(page.plain());
        }
        assertThat(page.gzip().length).isLessThan(page.plain().length);
    }

    private static DrawnPage page(String html, String stamp) {
        return DrawnPage.of(200, Map.of(), html.getBytes(UTF_8), stamp);
    }
}
