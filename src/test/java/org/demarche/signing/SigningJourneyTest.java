package org.demarche.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.mail.Mail;
import org.demarche.signature.Flag;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Visibility;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.confirming.Confirming;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.signing.own.Revisiting;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing, confirming, looking again and withdrawing, on both databases. */
@OnEveryDatabase
class SigningJourneyTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    SigningJourneyTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys);
    }

    private List<Object> outcomes() throws SQLException {
        return database.query("select outcome from attempt order by id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private Token signed(String email) {
        portal.sign(email);
        return Portal.token(portal.mails().get(0));
    }

    @Test
    void turnsAFormIntoOneSignatureByItsMail() throws SQLException {
        assertThat(portal.sign("jane@example.org")).isEqualTo(new SigningOutcome.Accepted());
        Mail mail = portal.mails().get(0);
        assertThat(mail.recipient()).isEqualTo("jane@example.org");
        Token token = Portal.token(mail);

        assertThat(portal.look(token)).isInstanceOf(Confirmation.Waiting.class);
        assertThat(outcomes()).containsExactly("OPEN");

        Confirmation done = portal.confirm(token);

        assertThat(done).isInstanceOf(Confirmation.Done.class);
        assertThat(outcomes()).containsExactly("CONFIRMED");
        assertThat(database.query("select state, demands, visibility, country from signature"))
                .containsExactly(List.of("CONFIRMED", 0b101, "FULL", "CH"));
    }

    @Test
    void holdsWhatIsConfirmedFromAFormThatLookedUnusual() throws SQLException {
        portal.sign(portal.form("jane@example.org"), Flag.TOR, Flag.DISPOSABLE_ADDRESS);

        portal.confirm(Portal.token(portal.mails().get(0)));

        assertThat(database.query("select state, flags from signature"))
                .containsExactly(List.of("HELD", "DISPOSABLE_ADDRESS TOR"));
    }

    @Test
    void showsSignersTheirOwnDataOnTheirPageWithoutTheVault() {
        Token page = ((Confirmation.Done) portal.confirm(signed("jane@example.org"))).page();

        Revisiting.View view = portal.page(page).orElseThrow();

        assertThat(view.state()).isEqualTo(SignatureState.CONFIRMED);
        assertThat(view.choices().visibility()).isEqualTo(Visibility.FULL);
        assertThat(view.ownCopy()).map(OwnCopy::email).contains("jane@example.org");
    }

    @Test
    void leadsToTheSamePageHoweverOftenTheButtonIsPressed() throws SQLException {
        Token token = signed("jane@example.org");
        Token first = ((Confirmation.Done) portal.confirm(token)).page();

        Token again = ((Confirmation.Done) portal.confirm(token)).page();

        assertThat(again.hash()).isEqualTo(first.hash());
        assertThat(((Confirmation.Done) portal.look(token)).page().hash()).isEqualTo(first.hash());
        assertThat(database.query("select * from signature")).hasSize(1);
        assertThat(portal.confirmed).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JaneDoe@Gmail.com",
                "janedoe+petition@gmail.com",
                "jane.doe@gmail.com",
                "j.a.n.e.doe@googlemail.com"
            })
    void countsAnAddressOnceHoweverItIsWritten(String other) throws SQLException {
        portal.confirm(signed("janedoe@gmail.com"));

        assertThat(portal.sign(other)).isEqualTo(new SigningOutcome.Accepted());
        Mail second = portal.mails().get(0);

        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
        assertThat(second.recipient()).isEqualToIgnoringCase(other);
        assertThat(portal.page(Portal.token(second)).orElseThrow().state()).isEqualTo(SignatureState.CONFIRMED);
        assertThat(database.query("select * from signature")).hasSize(1);
    }

    @Test
    void closesTheSecondOfTwoConfirmationsOfOneAddressAsADuplicateThatLeadsToTheSameSignature() throws SQLException {
        Token first = signed("jane@example.org");
        Token second = signed("Jane@example.org");
        portal.confirm(first);

        Confirmation done = portal.confirm(second);

        assertThat(done).isInstanceOf(Confirmation.Done.class);
        assertThat(portal.page(((Confirmation.Done) done).page())).isPresent();
        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
        assertThat(portal.confirmed).hasValue(1);
    }

    @Test
    void makesOneSignatureOfManyConfirmationsAtTheSameMoment() throws Exception {
        List<Token> tokens = List.of(signed("jane@example.org"), signed("JANE@example.org"));
        Confirming confirming = portal.confirming();
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Future<Confirmation>> answers;
        try {
            List<Callable<Confirmation>> presses = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Token token = tokens.get(i % 2);
                presses.add(() -> confirming.confirm(token));
            }
            answers = people.invokeAll(presses);
        } finally {
            people.shutdown();
        }

        for (Future<Confirmation> answer : answers) {
            assertThat(answer.get()).isInstanceOf(Confirmation.Done.class);
        }
        assertThat(database.query("select * from signature")).hasSize(1);
        assertThat(outcomes()).containsExactlyInAnyOrder("CONFIRMED", "DUPLICATE");
    }

    @Test
    void doesByCodeAndAddressWhatTheLinkDoes() {
        portal.sign("jane@example.org");
        String code = Portal.code(portal.mails().get(0));

        assertThat(portal.confirm("john@example.org", code)).isInstanceOf(Confirmation.Unknown.class);
        Confirmation done = portal.confirm("JANE@example.org", code.toLowerCase(Locale.ROOT));

        assertThat(done).isInstanceOf(Confirmation.Done.class);
        Revisiting.View view = portal.page(((Confirmation.Done) done).page()).orElseThrow();
        assertThat(view.ownCopy()).as("only the link opens the own copy").isEmpty();
    }

    @Test
    void takesNoCodeAfterTenWrongOnes() {
        portal.sign("jane@example.org");
        String code = Portal.code(portal.mails().get(0));
        String wrong = code.equals("AAAAAAAA") ? "BBBBBBBB" : "AAAAAAAA";

        for (int i = 0; i < 10; i++) {
            assertThat(portal.confirm("jane@example.org", wrong)).isInstanceOf(Confirmation.Unknown.class);
        }

        assertThat(portal.confirm("jane@example.org", code)).isInstanceOf(Confirmation.Unknown.class);
    }

    @Test
    void sendsAFreshLinkThatConfirmsWhenTheFirstTokenCannotBeReadAnyMore() throws SQLException {
        portal.sign("jane@example.org");
        Portal restarted = portal.restarted(keys);

        Token token = Portal.token(restarted.mails().get(0));
        Confirmation done = restarted.confirm(token);

        assertThat(done).isInstanceOf(Confirmation.Done.class);
        assertThat(restarted
                        .page(((Confirmation.Done) done).page())
                        .orElseThrow()
                        .ownCopy())
                .isEmpty();
        assertThat(database.query("select * from fresh_link")).isEmpty();
        assertThat(restarted.confirm(token)).isInstanceOf(Confirmation.Done.class);
    }

    @Test
    void keepsNothingReadableOfWhatWasTyped() throws SQLException {
        portal.sign("jane.canary@example.org");
        portal.mails();

        for (String table : List.of("attempt", "signature", "outbox", "page_link", "data_key", "address_key")) {
            for (List<Object> row : database.query("select * from " + table)) {
                for (Object value : row) {
                    String text = value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value);
                    assertThat(text)
                            .as(table)
                            .doesNotContainIgnoringCase("canary")
                            .doesNotContain("Jane");
                }
            }
        }
    }

    @Test
    void forgetsTheAddressOfADuplicateOnceItsMailHasGone() throws SQLException {
        portal.confirm(signed("jane@example.org"));
        portal.sign("jane@example.org");
        portal.decide();
        assertThat(database.query("select sealed_address from attempt where outcome = 'DUPLICATE'")
                        .get(0)
                        .get(0))
                .isNotNull();

        portal.mails();

        assertThat(database.query("select * from attempt where outcome = 'DUPLICATE' and sealed_address is not null"))
                .isEmpty();
    }

    @Test
    void sendsNobodyMoreThanThreeMailsADayAndFiveInFourteen() {
        int mails = 0;
        for (int day = 0; day < 3; day++) {
            for (int i = 0; i < 4; i++) {
                portal.sign("jane@example.org");
                mails += portal.mails().size();
            }
            assertThat(mails).isEqualTo(Math.min(3 * (day + 1), 5));
            portal.clock.pass(Duration.ofDays(1));
        }
        portal.clock.pass(Duration.ofDays(12));
        portal.sign("jane@example.org");
        assertThat(portal.mails()).hasSize(1);
    }

    @Test
    void endsWhatIsNotConfirmedInFourteenDays() throws SQLException {
        Token token = signed("jane@example.org");
        portal.clock.pass(Duration.ofDays(14).minusSeconds(1));
        assertThat(portal.look(token)).isInstanceOf(Confirmation.Waiting.class);

        portal.clock.pass(Duration.ofSeconds(1));

        assertThat(portal.confirm(token)).isInstanceOf(Confirmation.Expired.class);
        assertThat(portal.expire()).isEqualTo(1);
        assertThat(outcomes()).containsExactly("EXPIRED");
        assertThat(portal.look(token)).isInstanceOf(Confirmation.Expired.class);
    }

    @Test
    void withdrawsOnceAndLetsItsSignerSignAgain() throws SQLException {
        Token page = ((Confirmation.Done) portal.confirm(signed("jane@example.org"))).page();

        assertThat(portal.withdraw(page)).isTrue();
        assertThat(portal.withdraw(page)).isTrue();
        assertThat(portal.page(page).orElseThrow().state()).isEqualTo(SignatureState.WITHDRAWN);

        portal.confirm(signed("jane@example.org"));
        assertThat(database.query("select state from signature order by id"))
                .containsExactly(List.of("WITHDRAWN"), List.of("CONFIRMED"));
    }

    @Test
    void mailsALostLinkOnlyWhereSomebodySigned() throws SQLException {
        portal.confirm(signed("jane@example.org"));
        portal.request("nobody@example.org");
        assertThat(portal.mails()).isEmpty();

        portal.request("JANE@example.org");
        Mail mail = portal.mails().get(0);

        assertThat(portal.page(Portal.token(mail))).isPresent();
        assertThat(database.query("select * from link_request")).isEmpty();
    }

    @Test
    void knowsNoTokenThatItDidNotSend() {
        Token made = Token.random(new SecureRandom());

        assertThat(portal.look(made)).isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.confirm(made)).isInstanceOf(Confirmation.Unknown.class);
        assertThat(portal.page(made)).isEmpty();
        assertThat(portal.withdraw(made)).isFalse();
    }

    @Test
    void storesNothingOfAFormThatIsRefused() throws SQLException {
        SigningForm form = new SigningForm(
                portal.petitions.petition(), "en", "", "jane", "CH", List.of(), "FULL", false, false, false);

        SigningOutcome outcome = portal.sign(form);

        assertThat(((SigningOutcome.Refused) outcome).problems())
                .extracting(Problem::field)
                .containsExactly("name", "email", "demands", "consent", "handover");
        assertThat(database.query("select * from attempt")).isEmpty();
    }

    @Test
    void writesTheSameRowForEveryAddress() throws SQLException {
        portal.confirm(signed("known@example.org"));

        portal.sign("known@example.org");
        portal.sign("fresh@example.org");

        assertThat(database.query("select code_hash is null, own_copy is null, sealed_token is null from attempt a"
                        + " join undecided_attempt u on u.petition_id = a.petition_id and u.attempt_id = a.id"
                        + " where outcome = 'OPEN'"))
                .hasSize(2)
                .containsOnly(List.of(false, false, false));
    }
}
