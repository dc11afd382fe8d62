package org.demarche.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database refuses, whatever the code above it tries. */
@OnEveryDatabase
class ModelTest {
    private static final OffsetDateTime NOON = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final byte[] BYTES = {1, 2, 3};
    private static final List<String> PERSONAL = List.of(
            "address_hash",
            "name_hash",
            "sealed_identity",
            "data_key_id",
            "name_commitment",
            "initials_commitment",
            "own_copy",
            "sealed_token",
            "sealed_token_key_id",
            "token_hash",
            "code_hash",
            "country",
            "demands",
            "visibility",
            "handover",
            "news");

    private final TestDatabase database;

    ModelTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void aPetitionWithOneLetter() throws SQLException {
        for (long petition : List.of(1L, 2L)) {
            insert("petition", row("id", petition, "slug", "petition-" + petition, "vault_public_key", BYTES));
            insert(
                    "letter",
                    row("petition_id", petition, "version", 1, "language", "en", "sha256", BYTES)
                            .with("text", "Dear Sir", "published_at", NOON));
            insert("data_key", row("petition_id", petition, "id", 1L, "created_at", NOON, "wrapped", BYTES));
        }
    }

    @Test
    void takesAnOpenAttemptAndItsClosing() throws SQLException {
        insert("attempt", openAttempt());
        insert("attempt", closedAttempt("CONFIRMED").with("id", 2L));

        assertThat(database.query("select outcome from attempt order by id"))
                .containsExactly(List.of("OPEN"), List.of("CONFIRMED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealed_address",
                "address_hash",
                "sealed_identity",
                "data_key_id",
                "name_commitment",
                "initials_commitment",
                "token_hash",
                "country",
                "demands",
                "visibility",
                "handover",
                "news"
            })
    void refusesAnOpenAttemptWithout(String column) {
        refused("attempt_open_is_whole", () -> insert("attempt", openAttempt().with(column, null)));
    }

    @Test
    void refusesAnOpenAttemptThatWasClosed() {
        refused("attempt_open_is_whole", () -> insert("attempt", openAttempt().with("closed_at", NOON)));
    }

    @Test
    void refusesAClosedAttemptThatKeepsAnythingPersonal() {
        for (String column : PERSONAL) {
            Object value = openAttempt().get(column);
            assertThat(value).as(column).isNotNull();
            refused(
                    "attempt_closed_names_nobody",
                    () -> insert("attempt", closedAttempt("EXPIRED").with(column, value)));
        }
    }

    @Test
    void keepsASealedAddressUntilTheLastMailHasGone() throws SQLException {
        insert("attempt", closedAttempt("DUPLICATE").with("sealed_address", BYTES, "address_day", day()));

        assertThat(database.query("select outcome from attempt")).hasSize(1);
    }

    @Test
    void refusesAClosedAttemptWithoutItsTime() {
        refused(
                "attempt_closed_names_nobody",
                () -> insert("attempt", closedAttempt("REFUSED").with("closed_at", null)));
    }

    @Test
    void refusesAnOutcomeThatTheLedgerDoesNotKnow() {
        refused("", () -> insert("attempt", closedAttempt("LOST")));
    }

    @Test
    void refusesAnAttemptThatSupportsNoDemand() {
        refused("attempt_demands", () -> insert("attempt", openAttempt().with("demands", 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIALS", "FULL"})
    void refusesToShowASignerWhoDidNotAgreeToTheHandover(String visibility) {
        refused(
                "attempt_handover_agreed",
                () -> insert("attempt", openAttempt().with("visibility", visibility, "handover", false)));
        refused(
                "signature_handover_agreed",
                () -> insert("signature", signature().with("visibility", visibility, "handover", false)));
    }

    @Test
    void refusesATextThatWasNeverPublished() {
        refused("", () -> insert("attempt", openAttempt().with("letter_version", 2)));
        refused("", () -> insert("signature", signature().with("language", "fr")));
    }

    @Test
    void refusesADataKeyOfAnotherPetition() {
        refused("", () -> insert("signature", signature().with("data_key_id", 2L)));
    }

    @Test
    void countsOneAddressOnceForEachPetition() throws SQLException {
        insert("signature", signature());
        insert("signature", signature().with("petition_id", 2L));
        insert("signature", signature().with("id", 2L, "address_hash", new byte[] {4}));

        refused("one_address_counts_once", () -> insert("signature", signature().with("id", 3L)));
    }

    @Test
    void letsTwoOfOneHouseholdShareAnAddressAndNoThird() throws SQLException {
        insert("signature", signature());
        insert("signature", signature().with("id", 2L, "slot", 2));

        refused("", () -> insert("signature", signature().with("id", 3L, "slot", 3)));
    }

    @Test
    void letsAWithdrawnSignatureGoOfItsAddressSoThatItsSignerMaySignAgain() throws SQLException {
        insert("signature", signature().with("state", "WITHDRAWN", "address_hash", null));
        insert("signature", signature().with("id", 2L));

        refused(
                "signature_withdrawn_frees_its_address",
                () -> insert("signature", signature().with("id", 3L, "slot", 2, "state", "WITHDRAWN")));
    }

    @Test
    void letsAnyNumberOfErasedSignaturesForgetTheirAddress() throws SQLException {
        insert("signature", erasedSignature());
        insert("signature", erasedSignature().with("id", 2L));

        assertThat(database.query("select state from signature")).hasSize(2);
    }

    @Test
    void refusesAnErasedSignatureThatStillNamesSomebody() {
        for (String column :
                List.of("sealed_identity", "sealed_address", "name_hash", "data_key_id", "address_key_id")) {
            Object value = signature().get(column);
            refused(
                    "signature_erased_names_nobody",
                    () -> insert("signature", erasedSignature().with(column, value)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sealed_identity", "sealed_address", "data_key_id", "address_key_id", "address_hash", "country"})
    void refusesALivingSignatureWithout(String column) {
        refused(
                "signature_living_is_whole",
                () -> insert("signature", signature().with(column, null)));
    }

    @Test
    void refusesASignatureWithoutItsCommitments() {
        refused("", () -> insert("signature", signature().with("name_commitment", null)));
        refused("", () -> insert("signature", signature().with("initials_commitment", null)));
    }

    @Test
    void refusesARoleThatNobodyHas() throws SQLException {
        insert(
                "staff",
                row("id", 1L, "name", "Ada", "email", "ada@example.org", "password_hash", "x", "created_at", NOON));

        refused("", () -> insert("staff_role", row("staff_id", 1L, "role", "OWNER")));
    }

    private static Row openAttempt() {
        return row("petition_id", 1L, "id", 1L, "created_at", NOON, "expires_at", NOON.plusDays(14))
                .with("channel", "PAGE", "language", "en", "letter_version", 1, "outcome", "OPEN")
                .with("address_day", day(), "sealed_address", BYTES, "address_hash", BYTES, "name_hash", BYTES)
                .with("data_key_id", 1L, "sealed_identity", BYTES, "own_copy", BYTES, "sealed_token", BYTES)
                .with("sealed_token_key_id", 1L)
                .with("name_commitment", BYTES, "initials_commitment", BYTES)
                .with("token_hash", BYTES, "code_hash", BYTES, "country", "CH", "demands", 7)
                .with("visibility", "COUNTED", "handover", false, "news", false);
    }

    private static Row closedAttempt(String outcome) {
        Row closed = openAttempt().with("outcome", outcome, "closed_at", NOON, "sealed_address", null);
        PERSONAL.forEach(column -> closed.put(column, null));
        return closed;
    }

    private static Row signature() {
        return row("petition_id", 1L, "id", 1L, "confirmed_at", NOON, "consented_at", NOON)
                .with("state", "CONFIRMED", "channel", "PAGE", "language", "en", "letter_version", 1)
                .with("country", "CH", "demands", 7, "visibility", "COUNTED", "handover", false, "news", false)
                .with("address_hash", BYTES, "slot", 1, "name_hash", BYTES, "data_key_id", 1L)
                .with("sealed_identity", BYTES, "address_key_id", 1L, "sealed_address", BYTES)
                .with("name_commitment", BYTES, "initials_commitment", BYTES);
    }

    private static Row erasedSignature() {
        return signature()
                .with("state", "ERASED", "sealed_identity", null, "sealed_address", null, "name_hash", null)
                .with("data_key_id", null, "address_key_id", null, "address_hash", null, "country", null);
    }

    private static LocalDate day() {
        return NOON.toLocalDate();
    }

    private static void refused(String constraint, ThrowingCallable insertion) {
        // Both databases report a broken constraint with class 23 of the SQL standard.
        assertThatThrownBy(insertion)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("23"))
                .hasMessageFindingMatch("(?i)" + constraint);
    }

    private void insert(String table, Row row) throws SQLException {
        String sql = "insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
                + row.values().stream().map(value -> "?").collect(joining(", ")) + ")";
        database.update(sql, row.values().toArray());
    }

    private static Row row(Object... namesAndValues) {
        return new Row().with(namesAndValues);
    }

    /** A row by column name. */
    @SuppressWarnings("serial") // Never serialised.
    private static final class Row extends LinkedHashMap<String, Object> {
        private Row with(Object... namesAndValues) {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            return this;
        }
    }
}
