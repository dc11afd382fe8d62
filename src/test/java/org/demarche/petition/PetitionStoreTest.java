package org.demarche.petition;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class PetitionStoreTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final TestDatabase database;

    PetitionStoreTest(TestDatabase database) {
        this.database = database;
    }

    private Petition store(Petition defined) {
        return database.inTransaction(
                entities -> new PetitionStore(entities, NOON).store(defined, (id, slug) -> new byte[] {1, 2, 3}));
    }

    private static Petition withAnotherFrenchClosing(Petition petition) {
        Letter french = petition.letter("fr");
        Letter changed = new Letter(
                "fr",
                0,
                french.date(),
                french.title(),
                french.summary(),
                french.addressee(),
                french.salutation(),
                french.paragraphs(),
                french.demandsIntroduction(),
                french.demands(),
                french.closing() + " !");
        Map<String, Letter> letters = new HashMap<>(petition.letters());
        letters.put("fr", changed);
        return petition.stored(0, letters);
    }

    @Test
    void publishesTheFirstVersionInAllLanguages() throws SQLException {
        Petition stored = store(TestPetitions.shipped());

        assertThat(stored.id()).isEqualTo(1);
        assertThat(stored.letterVersion()).isEqualTo(1);
        assertThat(database.query("select language, version from letter order by language"))
                .containsExactly(
                        List.of("ar", 1),
                        List.of("en", 1),
                        List.of("fr", 1),
                        List.of("ky", 1),
                        List.of("ru", 1),
                        List.of("uz", 1));
    }

    @Test
    void keepsTheVersionWhileNoTextChanges() throws SQLException {
        store(TestPetitions.shipped());

        Petition again = store(TestPetitions.shipped());

        assertThat(again.letterVersion()).isEqualTo(1);
        assertThat(database.query("select * from letter")).hasSize(6);
        assertThat(database.query("select * from petition")).hasSize(1);
    }

    @Test
    void givesAllLanguagesTheNextVersionWhenOneChangesSoThatAVersionTellsNoLanguage() throws SQLException {
        store(TestPetitions.shipped());

        Petition changed = store(withAnotherFrenchClosing(TestPetitions.shipped()));

        assertThat(changed.letterVersion()).isEqualTo(2);
        assertThat(changed.letter("en").version()).isEqualTo(2);
        assertThat(database.query("select language, version from letter where version = 2"))
                .hasSize(6);
    }

    @Test
    void letsAFurtherLanguageJoinTheVersionThatIsThere() throws SQLException {
        store(TestPetitions.shippedIn("en", "fr", "ru"));

        Petition grown = store(TestPetitions.shipped());

        assertThat(grown.letterVersion()).isEqualTo(1);
        assertThat(database.query("select version from letter")).hasSize(6).containsOnly(List.of(1));
    }

    @Test
    void makesANewVersionWhenALanguageIsTakenAway() throws SQLException {
        store(TestPetitions.shipped());

        assertThat(store(TestPetitions.shippedIn("en", "fr")).letterVersion()).isEqualTo(2);
        assertThat(database.query("select * from letter where version = 2")).hasSize(2);
    }

    @Test
    void keepsASupersededTextAsItWasSigned() {
        Petition first = store(TestPetitions.shipped());
        store(withAnotherFrenchClosing(TestPetitions.shipped()));

        String kept = database.inTransaction(entities -> new PetitionStore(entities, NOON).text(first.id(), 1, "fr"));

        assertThat(kept).isEqualTo(first.letter("fr").canonicalText());
    }
}
