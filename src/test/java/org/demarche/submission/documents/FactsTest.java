package org.demarche.submission.documents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.petition.TestPetitions;
import org.demarche.submission.rows.Root;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static List<String> languagesInPrint(Petition petition) {
        return facts(petition).languages();
    }

    private static Facts facts(Petition petition) {
        return new Facts(
                petition,
                1,
                Instant.EPOCH,
                true,
                new Root(new byte[32], 1),
                JsonValue.EMPTY_JSON_OBJECT,
                JsonValue.EMPTY_JSON_OBJECT,
                List.of(),
                Optional.empty(),
                List.of(),
                URI.create("https://petitions.example.org"),
                new SealFacts("", "", SealFacts.Level.B));
    }

    @Test
    void writesToTheAddresseeInTheirLanguageFirstThenInEnglishThenInAllOthers() {
        assertThat(languagesInPrint(TestPetitions.shipped())).containsExactly("ru", "en", "fr", "ky", "uz", "ar");
        assertThat(languagesInPrint(TestPetitions.shippedTo("ky"))).containsExactly("ky", "en", "fr", "ru", "uz", "ar");
    }

    @Test
    void writesFromRightToLeftToo() {
        assertThat(languagesInPrint(TestPetitions.shippedTo("ar"))).startsWith("ar", "en");
        assertThat(languagesInPrint(TestPetitions.shippedIn("ar"))).containsExactly("ar");
    }

    @Test
    void printsWhatIsPrintedOnceInTheAddresseesLanguageAndInEnglish() {
        assertThat(facts(TestPetitions.shipped()).bilingual()).containsExactly("ru", "en");
        assertThat(facts(TestPetitions.shippedTo("en")).bilingual()).containsExactly("en");
        assertThat(facts(TestPetitions.shippedTo("ar")).bilingual()).containsExactly("ar", "en");
        assertThat(facts(TestPetitions.shippedIn("uz", "fr")).bilingual()).containsExactly("uz");
    }
}
