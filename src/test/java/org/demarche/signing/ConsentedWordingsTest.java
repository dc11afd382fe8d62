package org.demarche.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.demarche.signature.Consent;
import org.demarche.signature.ConsentTexts;
import org.demarche.signature.Signature.HandoverGiven;
import org.demarche.signature.Signatures;
import org.demarche.signature.Visibility;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.own.Showing;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every consent is kept with the wording that it was given to. */
@OnEveryDatabase
class ConsentedWordingsTest {
    private static final String CHANGED = "I agree that you show my name to the embassy.";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    ConsentedWordingsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    private SigningForm form(String email, String visibility, boolean handover, boolean news) {
        return new SigningForm(
                portal.petitions.petition(),
                "en",
                "Jane Doe",
                email,
                "CH",
                List.of("1"),
                visibility,
                true,
                handover,
                news);
    }

    private Token signed(SigningForm form) {
        portal.sign(form);
        return Portal.token(portal.mails().get(0));
    }

    private Token confirmed(SigningForm form) {
        return page(signed(form));
    }

    private Token page(Token link) {
        return ((Confirmation.Done) portal.confirm(link)).page();
    }

    private void registered(Consent consent, String language, String text) {
        database.inTransactionDo(entities -> new ConsentTexts(entities, portal.clock)
                .register(portal.petitions.petition().id(), consent, language, text));
    }

    private Optional<ConsentTexts.Wording> wording(Consent consent, int version) {
        return database.inTransaction(entities -> new ConsentTexts(entities, portal.clock)
                .find(portal.petitions.petition().id(), consent, "en", version));
    }

    private Optional<HandoverGiven> handover(Token page) {
        return database.inTransaction(entities ->
                new Signatures(entities).lockByPage(page).orElseThrow().handoverGiven());
    }

    private List<List<Object>> versions(String table) throws SQLException {
        return database.query("select consent_version, handover_version, news_version from " + table + " order by id");
    }

    @Test
    void keepsAWordingOnceHoweverOftenThePortalStarts() throws SQLException {
        registered(Consent.NEWS, "en", "Write to me.");
        registered(Consent.NEWS, "en", "Write to me.");

        assertThat(database.query("select consent, language, version, text from consent_text"))
                .containsExactly(List.of("NEWS", "en", 1, "Write to me."));
    }

    @Test
    void keepsEveryVersionWithItsHash() throws Exception {
        registered(Consent.HANDOVER, "en", "Show me.");
        registered(Consent.HANDOVER, "en", CHANGED);

        assertThat(wording(Consent.HANDOVER, 1).orElseThrow().text()).isEqualTo("Show me.");
        ConsentTexts.Wording second = wording(Consent.HANDOVER, 2).orElseThrow();
        assertThat(second.text()).isEqualTo(CHANGED);
        assertThat(second.sha256())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(CHANGED.getBytes(UTF_8)));
        assertThat(wording(Consent.HANDOVER, 3)).isEmpty();
    }

    @Test
    void countsTheVersionsOfEachLanguageAndConsentApart() throws SQLException {
        registered(Consent.HANDOVER, "en", "Show me.");
        registered(Consent.HANDOVER, "en", CHANGED);
        registered(Consent.HANDOVER, "fr", "Montrez-moi.");
        registered(Consent.NEWS, "en", "Write to me.");

        assertThat(database.query(
                        "select consent, language, version from consent_text order by consent, language," + " version"))
                .containsExactly(
                        List.of("HANDOVER", "en", 1),
                        List.of("HANDOVER", "en", 2),
                        List.of("HANDOVER", "fr", 1),
                        List.of("NEWS", "en", 1));
    }

    @Test
    void bindsWhoSignsToTheWordingsOfTheMomentAndToNoneThatTheyDidNotAgreeTo() throws SQLException {
        signed(form("jane@example.org", "FULL", true, true));
        signed(form("june@example.org", "INITIALS", true, false));
        signed(form("jill@example.org", "COUNTED", false, false));

        assertThat(versions("attempt"))
                .containsExactly(List.of(1, 1, 1), Arrays.asList(1, 1, null), Arrays.asList(1, null, null));
    }

    @Test
    void leavesEarlierSignersTheWordingThatTheyReadWhenItChanges() throws SQLException {
        confirmed(form("jane@example.org", "FULL", true, false));
        Token waiting = signed(form("june@example.org", "FULL", true, false));

        portal.wordings.put(Consent.HANDOVER, CHANGED);
        page(waiting);
        confirmed(form("jill@example.org", "FULL", true, false));

        assertThat(versions("signature"))
                .containsExactly(Arrays.asList(1, 1, null), Arrays.asList(1, 1, null), Arrays.asList(1, 2, null));
    }

    @Test
    void givesAWordingThatComesBackTheNumberItHad() throws SQLException {
        String first = portal.wordings.get(Consent.HANDOVER);
        confirmed(form("jane@example.org", "FULL", true, false));
        portal.wordings.put(Consent.HANDOVER, CHANGED);
        confirmed(form("june@example.org", "FULL", true, false));
        portal.wordings.put(Consent.HANDOVER, first);
        confirmed(form("jill@example.org", "FULL", true, false));

        assertThat(versions("signature")).extracting(row -> row.get(1)).containsExactly(1, 2, 1);
    }

    @Test
    void notesWhenAndInWhichLanguageTheHandOverWasAgreedTo() {
        Token page = confirmed(form("jane@example.org", "FULL", true, false));

        assertThat(handover(page)).contains(new HandoverGiven("en", Instant.parse("2026-11-23T12:00:00Z")));
    }

    @Test
    void keepsALaterConsentToTheHandOverWithItsOwnVersionLanguageAndHour() throws SQLException {
        portal.wordings.put(Consent.HANDOVER, CHANGED);
        Token page = confirmed(form("jane@example.org", "COUNTED", false, false));
        assertThat(handover(page)).isEmpty();
        portal.clock.pass(Duration.ofHours(30));
        // The page is read in French, where the wording has changed before.
        registered(Consent.HANDOVER, "fr", "Montrez-moi.");
        registered(Consent.HANDOVER, "fr", "Montrez mon nom.");

        assertThat(portal.show(page, Visibility.INITIALS, true, "fr", "Montrez mon nom."))
                .isEqualTo(Showing.Result.SAVED);

        assertThat(versions("signature")).containsExactly(Arrays.asList(1, 2, null));
        assertThat(handover(page)).contains(new HandoverGiven("fr", Instant.parse("2026-11-24T18:00:00Z")));
    }

    @Test
    void forgetsTheConsentToTheHandOverWhenNothingIsHandedOverAnyMore() throws SQLException {
        Token page = confirmed(form("jane@example.org", "FULL", true, true));

        portal.show(page, Visibility.COUNTED, false, "en");

        assertThat(versions("signature")).containsExactly(Arrays.asList(1, null, 1));
        assertThat(handover(page)).isEmpty();
    }
}
