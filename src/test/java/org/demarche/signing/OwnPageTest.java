package org.demarche.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.demarche.signature.Flag;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Submissions;
import org.demarche.signature.Visibility;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.signing.own.Showing;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What signers can do on their own page, on both databases. */
@OnEveryDatabase
class OwnPageTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    OwnPageTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    /** The page of somebody who signed with their full name. */
    private Token page(Flag... flags) {
        portal.sign(portal.form("jane@example.org"), flags);
        Token link = Portal.token(portal.mails().get(0));
        return ((Confirmation.Done) portal.confirm(link)).page();
    }

    @Test
    void givesANewLinkThatOpensTheOwnCopyAndEndsTheOldOne() {
        Token old = page();

        Token fresh = portal.renew(old).orElseThrow();

        assertThat(portal.page(old)).isEmpty();
        assertThat(portal.whyNot(old)).contains(EndedLinks.Why.REPLACED);
        assertThat(portal.page(fresh).orElseThrow().ownCopy())
                .map(OwnCopy::email)
                .contains("jane@example.org");
        assertThat(portal.renew(old)).isEmpty();
    }

    @Test
    void erasesEverythingThatNamesTheSignerAndKeepsTheProof() throws SQLException {
        Token page = page();
        Token other = portal.renew(page).orElseThrow();

        assertThat(portal.erase(other)).isTrue();

        assertThat(portal.page(other)).isEmpty();
        assertThat(portal.whyNot(other)).contains(EndedLinks.Why.ERASED);
        assertThat(portal.erase(other)).as("repeated").isTrue();
        assertThat(database.query("select state, sealed_identity, sealed_address, name_hash, data_key_id,"
                        + " case when name_commitment is null then 0 else 1 end from signature"))
                .hasSize(1)
                .first()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo("ERASED");
                    assertThat(row.subList(1, 5)).containsOnlyNulls();
                    assertThat(((Number) row.get(5)).intValue()).isOne();
                });
        assertThat(database.query("select * from page_link")).isEmpty();
        assertThat(database.query("select * from review_request")).isEmpty();
    }

    @Test
    void erasesWhatWasWithdrawnBefore() throws SQLException {
        Token page = page();
        portal.withdraw(page);

        assertThat(portal.erase(page)).isTrue();
        assertThat(database.query("select state from signature")).containsExactly(List.of("ERASED"));
    }

    @Test
    void knowsNothingToEraseBehindAnUnknownLink() {
        assertThat(portal.erase(Token.parse("A".repeat(43)).orElseThrow())).isFalse();
    }

    @Test
    void keepsWhatASignerSaysForAReviewSealedAndTheFirstOfItAlone() throws SQLException {
        Token page = page(Flag.TOR);
        assertThat(portal.page(page).orElseThrow().flags()).containsExactly(Flag.TOR);

        assertThat(portal.askForReview(page, "I must hide where I am.")).isTrue();
        assertThat(portal.askForReview(page, "Again.")).isTrue();

        assertThat(portal.page(page).orElseThrow().reviewAskedAt()).isPresent();
        List<List<Object>> requests = database.query("select sealed_text from review_request");
        assertThat(requests).hasSize(1);
        assertThat(new String((byte[]) requests.get(0).get(0), UTF_8)).doesNotContain("hide");
    }

    @Test
    void takesNoRequestForAReviewOfWhatIsNotHeld() throws SQLException {
        portal.askForReview(page(), "Why?");

        assertThat(database.query("select * from review_request")).isEmpty();
    }

    @Test
    void showsLessAtAnyTimeAndMoreOnlyBeforeAnEditionHoldsIt() {
        Token page = page();
        portal.editions.add(new Submissions.Standing(1, Visibility.FULL, portal.clock.instant()));

        assertThat(portal.show(page, Visibility.INITIALS, false, "en")).isEqualTo(Showing.Result.SAVED);
        assertThat(portal.show(page, Visibility.FULL, true, "en")).isEqualTo(Showing.Result.FROZEN);
        assertThat(portal.page(page).orElseThrow().choices().visibility()).isEqualTo(Visibility.INITIALS);

        portal.editions.clear();

        assertThat(portal.show(page, Visibility.FULL, false, "en")).isEqualTo(Showing.Result.HANDOVER_MISSING);
        assertThat(portal.show(page, Visibility.FULL, true, "en")).isEqualTo(Showing.Result.SAVED);
        assertThat(portal.page(page).orElseThrow().state()).isEqualTo(SignatureState.CONFIRMED);
    }
}
