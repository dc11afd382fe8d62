package org.demarche.petition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private void checkSigned(Set<String> defined) {
        database.inTransactionDo(entities -> new PetitionStore(entities, NOON).checkSigned(defined));
    }

    /** A form that nobody confirmed: all that the ledger keeps of it. */
    private void expired(Petition petition, String language) throws SQLException {
        database.update(
                "insert into attempt (petition_id, id, created_at, expires_at, closed_at, channel, language,"
                        + " letter_version, outcome) values (?, 1, current_timestamp, current_timestamp,"
                        + " current_timestamp, 'PAGE', ?, 1, 'EXPIRED')",
                petition.id(),
                language);
    }

    /** A signature of which little is left, and whose signer has a page nevertheless. */
    private void withdrawn(Petition petition, String language, int demands) throws SQLException {
        database.update(
                "insert into signature (petition_id, id, confirmed_at, consented_at, state, channel, language,"
                        + " letter_version, demands, visibility, handover, news, name_commitment,"
                        + " initials_commitment) values (?, 1, current_timestamp, current_timestamp, 'WITHDRAWN',"
                        + " 'PAGE', ?, 1, ?, 'COUNTED', false, false, ?, ?)",
                petition.id(),
                language,
                demands,
                new byte[32],
                new byte[32]);
    }

    private static Petition withDemands(int number) {
        Petition shipped = TestPetitions.shipped();
        Map<String, Letter> letters = new HashMap<>();
        shipped.letters()
                .forEach((language, letter) -> letters.put(
                        language,
                        new Letter(
                                language,
                                0,
                                letter.date(),
                                letter.title(),
                                letter.summary(),
                                letter.addressee(),
                                letter.salutation(),
                                letter.paragraphs(),
                                letter.demandsIntroduction(),
                                letter.demands().subList(0, number),
                                letter.closing())));
        return new Petition(
                0,
                shipped.slug(),
                shipped.languages(),
                shipped.opensAt(),
                shipped.closesAt(),
                shipped.sharedMailboxes(),
                shipped.organisation(),
                shipped.subject(),
                shipped.addressee(),
                shipped.demands().subList(0, number),
                letters,
                shipped.picture());
    }

    @Test
    void refusesToLoseALanguageThatSomebodySignedIn() throws SQLException {
        withdrawn(store(TestPetitions.shipped()), "fr", 1);

        assertThatThrownBy(() -> store(TestPetitions.shippedIn("en", "ru")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("azimjan-askarov has been signed in the language fr,");
        assertThat(database.query("select * from letter where version = 2")).isEmpty();
        assertThat(store(TestPetitions.shippedIn("en", "fr")).letterVersion()).isEqualTo(2);
    }

    @Test
    void countsAFormThatNobodyConfirmedAsSigned() throws SQLException {
        expired(store(TestPetitions.shipped()), "ky");

        assertThatThrownBy(() -> store(TestPetitions.shippedIn("en", "ru"))).hasMessageContaining("the language ky,");
        assertThatThrownBy(() -> checkSigned(Set.of())).hasMessageContaining("azimjan-askarov");
    }

    @Test
    void refusesToLoseADemandThatSomebodySupports() throws SQLException {
        withdrawn(store(withDemands(3)), "en", 0b010);

        assertThatThrownBy(() -> store(withDemands(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("azimjan-askarov has supporters of demand 2 or later");
        assertThat(store(withDemands(2)).letterVersion()).isEqualTo(2);
    }

    @Test
    void refusesToLoseAPetitionThatSomebodySignedAndNoOther() throws SQLException {
        Petition petition = store(TestPetitions.shipped());
        checkSigned(Set.of("another"));

        withdrawn(petition, "en", 1);

        checkSigned(Set.of("another", petition.slug()));
        assertThatThrownBy(() -> checkSigned(Set.of("another")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The petition azimjan-askarov has been signed");
    }
}
