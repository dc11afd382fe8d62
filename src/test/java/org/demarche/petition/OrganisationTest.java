package org.demarche.petition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a definition has to say of its organisation, what it may say, and what a picture of its own must be. */
class OrganisationTest {
    private static final String END = "\"described\": \"2026-11-23\"";

    @ParameterizedTest
    @ValueSource(strings = {"address", "email", "privacyEmail", "described"})
    void needsWhatThePrivacyNoticeCannotDoWithout(String field) {
        assertThatThrownBy(() -> defined("\"" + field + "\": ", "\"" + field + "-unread\": ", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("organisation")
                .hasMessageContaining("'" + field + "'");
    }

    @ParameterizedTest
    @CsvSource({"privacy@example.org,nobody", "'[\"Example Street 1\", \"1200 Example\"]',[]"})
    void refusesWhatCannotBeRight(String right, String wrong) {
        assertThatThrownBy(() -> defined(right, wrong, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("organisation");
    }

    @Test
    void saysOnlyWhatItHas() {
        Organisation shipped = TestPetitions.shipped().organisation();

        assertThat(shipped.keeping()).contains(Period.ofMonths(12));
        assertThat(shipped.isExample()).isTrue();
        assertThat(shipped.representative()).isEmpty();
        assertThat(shipped.officer()).isEmpty();
        assertThat(shipped.authority()).isEmpty();
        assertThat(shipped.mailProvider()).isEmpty();
    }

    @Test
    void takesContactsAuthorityAndProvider() {
        Organisation described = defined(
                        END,
                        END
                                + """
                                , "representative": {"name": "R", "address": ["Weg 2"], "email": "r@rep.eu"},
                                "dataProtectionOfficer": {"name": "O", "address": ["Weg 3"], "email": "o@ngo.ch"},
                                "supervisoryAuthority": {"name": {"en": "A"}, "page": "https://authority.eu/complain"},
                                "mailProvider": {"name": "M", "country": "CH"}
                                """,
                        false)
                .organisation();

        assertThat(described.representative().map(Organisation.Contact::email)).contains("r@rep.eu");
        assertThat(described.officer().map(Organisation.Contact::name)).contains("O");
        assertThat(described.authority().map(Organisation.Authority::page))
                .contains(URI.create("https://authority.eu/complain"));
        assertThat(described.mailProvider().map(Organisation.MailProvider::country))
                .contains("CH");
    }

    @Test
    void refusesAnAuthorityWithoutAnHttpsPage() {
        assertThatThrownBy(() -> defined(
                        END,
                        END + ", \"supervisoryAuthority\": {\"name\": {\"en\": \"A\"}, \"page\": \"javascript:x\"}",
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void refusesAPictureThatIsNone() {
        assertThatThrownBy(() -> defined(
                        "\"slug\":",
                        "\"picture\": {\"file\": \"petition.json\", \"alternative\": {\"en\": \"x\"}}, \"slug\":",
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PNG");
    }

    @Test
    void knowsWhichAddresseesAreOutsideTheEuropeanEconomicArea() {
        assertThat(TestPetitions.shipped().addressee().isOfThirdCountry()).isTrue();
        assertThat(defined("\"country\": \"KG\"", "\"country\": \"NO\"", false)
                        .addressee()
                        .isOfThirdCountry())
                .isFalse();
    }

    /** The shipped appeal with one thing changed, in its organisation or anywhere. */
    private static Petition defined(String text, String by, boolean inOrganisation) {
        return Definition.read(file -> file.equals("petition.json") ? changed(text, by, inOrganisation) : open(file));
    }

    private static InputStream changed(String text, String by, boolean inOrganisation) throws IOException {
        try (InputStream whole = open("petition.json")) {
            String json = new String(whole.readAllBytes(), UTF_8);
            int from = json.indexOf(text, inOrganisation ? json.indexOf("\"organisation\"") : 0);
            assertThat(from).as(text).isNotNegative();
            String other = json.substring(0, from) + by + json.substring(from + text.length());
            return new ByteArrayInputStream(other.getBytes(UTF_8));
        }
    }

    private static InputStream open(String file) {
        return OrganisationTest.class.getResourceAsStream("/petitions/azimjan-askarov/" + file);
    }
}
