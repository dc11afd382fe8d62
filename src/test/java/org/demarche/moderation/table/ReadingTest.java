package org.demarche.moderation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.mail.Address;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.table.Reading.Person;
import org.demarche.moderation.table.SignatureTable.Turn;
import org.demarche.signature.Ruling;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.vault.VaultLocked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What moderators see, and what they read, on both databases. */
@OnEveryDatabase
class ReadingTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Archive archive;

    ReadingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private Looking.Page look(Filter filter) {
        return archive.in(entities -> archive.looking(entities)
                .page(Archive.MODERATOR, archive.petition.id(), filter, Optional.empty(), Turn.ON));
    }

    private Map<Long, Person> read(Actor actor, List<Long> ids) {
        return archive.in(entities -> archive.reading(entities).read(actor, archive.petition.id(), ids));
    }

    private List<SignatureRow> find(Actor actor, String address) {
        return archive.in(entities -> archive.reading(entities)
                .find(actor, archive.petition.id(), Address.parse(address).orElseThrow()));
    }

    @Test
    void putsThoseFirstWhoseSignersAskedForAReview() throws SQLException {
        long one = archive.sign(Archive.held().ago(1));
        long two = archive.sign(Archive.held().ago(2));
        long three = archive.sign(Archive.held().ago(3));
        archive.sign(Archive.confirmed());
        archive.ask(three, archive.clock.instant(), "Please");
        archive.ask(two, archive.clock.instant().plusSeconds(3600), "Please");

        Looking.Page page = look(Filter.queue());

        assertThat(page.first()).extracting(SignatureRow::id).containsExactly(three, two);
        assertThat(page.rows()).extracting(SignatureRow::id).containsExactly(one);
    }

    @Test
    void showsTheLatestDecisionWithItsReason() throws SQLException {
        long id = archive.sign(Archive.confirmed());
        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        SignatureRow row = look(Filter.all()).rows().get(0);

        assertThat(row.latest()).isEqualTo(1);
        assertThat(row.ruled())
                .map(SignatureRow.Ruled::reason)
                .contains("It seems to have been sent by a program, not by a person.");
        assertThat(archive.log()).as("names nobody, so is no reading").hasSize(1);
    }

    @Test
    void readsNamesAndWordsAndLeavesOneEntryThatSaysWhose() throws SQLException {
        long one = archive.sign(Archive.held());
        long two = archive.sign(Archive.held());
        archive.ask(two, archive.clock.instant(), "I am a person.");

        assertThat(read(Archive.MODERATOR, List.of(one, two)))
                .containsEntry(one, new Person("Person 1", Optional.empty()))
                .containsEntry(two, new Person("Person 2", Optional.of("I am a person.")));

        assertThat(archive.log())
                .containsExactly(List.of(
                        "staff:50",
                        "read-names",
                        "petition/" + archive.petition.id(),
                        "{\"signatures\":\"" + one + " " + two + "\"}"));
    }

    @Test
    void readsNothingWhileTheVaultIsLocked() throws Exception {
        long id = archive.sign(Archive.held());
        try (var files = Files.walk(keys)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".vault")).toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> read(Archive.MODERATOR, List.of(id))).isInstanceOf(VaultLocked.class);
        assertThat(archive.log()).isEmpty();
    }

    @Test
    void findsTheSignatureOfAnAddressHoweverItIsSpeltAndKeepsWhoSearched() throws SQLException {
        archive.sign(Archive.held());
        long two = archive.sign(Archive.confirmed());

        assertThat(find(Archive.MODERATOR, " PERSON2@Example.ORG"))
                .extracting(SignatureRow::id)
                .containsExactly(two);
        assertThat(find(Archive.MODERATOR, "nobody@example.org")).isEmpty();

        assertThat(archive.log())
                .extracting(entry -> entry.get(1) + " " + entry.get(3))
                .containsExactly(
                        "search-address {\"signatures\":\"" + two + "\"}", "search-address {\"signatures\":\"\"}");
    }

    @Test
    void filtersByAMailDomainWithoutSayingWhichItIs() throws SQLException {
        long id = archive.sign(Archive.held());
        String mark = archive.in(entities -> archive.reading(entities)
                .domain(Archive.MODERATOR, archive.petition.id(), "Example.ORG")
                .orElseThrow());
        database.update("update signature set domain_mark = ? where id = ?", mark, id);

        Filter filter = Filter.of(Map.of("domain", mark));

        assertThat(filter.query()).isEqualTo("domain=" + mark).doesNotContain("example");
        assertThat(look(filter).rows()).extracting(SignatureRow::id).containsExactly(id);
        assertThat(archive.<Optional<String>>in(entities ->
                        archive.reading(entities).domain(Archive.MODERATOR, archive.petition.id(), "no domain")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "MODERATOR", mode = EnumSource.Mode.EXCLUDE)
    void isForModeratorsAlone(Role role) throws SQLException {
        long id = archive.sign(Archive.held());
        Actor other = new Actor(60, "Eve", Set.of(role));

        assertThatThrownBy(() -> read(other, List.of(id))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> find(other, "person1@example.org")).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> archive.in(entities -> archive.looking(entities)
                        .page(other, archive.petition.id(), Filter.all(), Optional.empty(), Turn.ON)))
                .isInstanceOf(NotAllowed.class);
        assertThat(archive.log()).isEmpty();
    }
}
