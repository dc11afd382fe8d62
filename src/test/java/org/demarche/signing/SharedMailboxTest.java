package org.demarche.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.mail.Mail;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.Visibility;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.confirming.Confirming;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people of one mailbox. */
@OnEveryDatabase
class SharedMailboxTest {
    private static final String FAMILY = "family@example.org";

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Portal portal;

    SharedMailboxTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void openThePortal() {
        portal = new Portal(database, keys, petition -> StoredPetitions.with(petition, null, true));
    }

    private Mail signed(String name) {
        SigningForm form = portal.form(FAMILY);
        portal.sign(new SigningForm(
                form.petition(), "en", name, FAMILY, "CH", List.of("1"), "COUNTED", true, false, false));
        return portal.mails().get(0);
    }

    /** An open attempt whose mail is sent on another day, so that the caps leave it alone. */
    private Token waiting(String name) {
        Token token = Portal.token(signed(name));
        portal.clock.pass(Duration.ofDays(1));
        return token;
    }

    private List<Object> outcomes() throws SQLException {
        return database.query("select outcome from attempt order by id").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private int signatures() throws SQLException {
        return database.query("select * from signature").size();
    }

    private Token confirmed(String name) {
        return ((Confirmation.Done) portal.confirm(Portal.token(signed(name)))).page();
    }

    @Test
    void countsTwoPeopleOfOneMailboxAndShowsEachTheirOwnPage() throws SQLException {
        Token jane = confirmed("Jane Doe");
        Token john = confirmed("John Roe");

        assertThat(database.query("select slot from signature order by id")).containsExactly(List.of(1), List.of(2));
        assertThat(portal.page(jane).orElseThrow().ownCopy()).map(OwnCopy::name).contains("Jane Doe");
        assertThat(portal.page(john).orElseThrow().ownCopy()).map(OwnCopy::name).contains("John Roe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JANE DOE", "Doe, Jane", "Jané  Doë", "Jane-Doe", "ｊａｎｅ ｄｏｅ"})
    void takesTheSameNameInAnotherSpellingForTheSamePerson(String spelling) throws SQLException {
        confirmed("Jane Doe");

        signed(spelling);

        assertThat(signatures()).isEqualTo(1);
        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
    }

    @Test
    void countsNoThird() throws SQLException {
        confirmed("Jane Doe");
        confirmed("John Roe");
        portal.clock.pass(Duration.ofDays(1));

        signed("Jim Poe");

        assertThat(signatures()).isEqualTo(2);
        assertThat(outcomes()).containsExactly("CONFIRMED", "CONFIRMED", "DUPLICATE");
    }

    @Test
    void countsOneWhereThePetitionDoesNotAllowIt() throws SQLException {
        portal = new Portal(database, keys, petition -> StoredPetitions.with(petition, null, false));
        confirmed("Jane Doe");

        signed("John Roe");

        assertThat(outcomes()).containsExactly("CONFIRMED", "DUPLICATE");
    }

    @Test
    void leadsWhoSignsAgainToTheirOwnPageAndNotToTheOthers() {
        Token jane = confirmed("Jane Doe");
        confirmed("John Roe");
        portal.clock.pass(Duration.ofDays(1));
        portal.show(jane, Visibility.FULL, true, "en");

        Token again = Portal.token(signed("Jane Doe"));

        assertThat(portal.page(again).orElseThrow().choices().visibility()).isEqualTo(Visibility.FULL);
    }

    @Test
    void givesThePlaceOfOneWhoWithdrewToTheNext() throws SQLException {
        Token jane = confirmed("Jane Doe");
        confirmed("John Roe");
        portal.withdraw(jane);
        portal.clock.pass(Duration.ofDays(1));

        confirmed("Jim Poe");

        assertThat(database.query("select slot from signature where state = 'CONFIRMED' order by id"))
                .containsExactly(List.of(2), List.of(1));
    }

    @Test
    void mailsEachOfThemTheLinkToTheirPage() throws SQLException {
        confirmed("Jane Doe");
        confirmed("John Roe");
        portal.clock.pass(Duration.ofDays(1));

        portal.request(FAMILY);
        List<Mail> mails = portal.mails();

        assertThat(mails).hasSize(2);
        assertThat(mails).extracting(Mail::recipient).containsOnly(FAMILY);
        assertThat(mails)
                .allSatisfy(mail -> assertThat(portal.page(Portal.token(mail))).isPresent());
        assertThat(database.query("select distinct signature_id from page_link where own_copy is null"))
                .hasSize(2);
    }

    @Test
    void countsTwoOfThreeThatConfirmAtOnceAndClosesTheThirdAsADuplicate() throws Exception {
        List<Token> tokens = List.of(waiting("Jane Doe"), waiting("John Roe"), waiting("Jim Poe"));

        atOnce(tokens);

        assertThat(signatures()).isEqualTo(2);
        assertThat(outcomes()).containsExactlyInAnyOrder("CONFIRMED", "CONFIRMED", "DUPLICATE");
    }

    @Test
    void countsOneOfFiftyThatConfirmAtOnceWithOneName() throws Exception {
        List<Token> links = List.of(waiting("Jane Doe"), waiting("Doe Jane"), waiting("JANE DOE"));
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tokens.add(links.get(i % links.size()));
        }

        atOnce(tokens);

        assertThat(signatures()).isEqualTo(1);
        assertThat(outcomes()).containsExactlyInAnyOrder("CONFIRMED", "DUPLICATE", "DUPLICATE");
    }

    private void atOnce(List<Token> tokens) throws Exception {
        Confirming confirming = portal.confirming();
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Confirmation>> presses = new ArrayList<>();
            tokens.forEach(token -> presses.add(() -> confirming.confirm(token)));
            for (Future<Confirmation> answer : people.invokeAll(presses)) {
                assertThat(answer.get()).isInstanceOf(Confirmation.Done.class);
            }
        } finally {
            people.shutdown();
        }
    }
}
