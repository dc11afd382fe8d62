package org.demarche.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.DecidingOutcome.Looked;
import org.demarche.moderation.DecidingOutcome.UnfitReason;
import org.demarche.signature.Ruling;
import org.demarche.signature.SignatureState;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions about signatures, on both databases. */
@OnEveryDatabase
class DecidingTest {
    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Archive archive;

    DecidingTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    @ParameterizedTest
    @EnumSource(SignatureState.class)
    void decidesWhatAStateAllowsAndNothingElse(SignatureState state) throws SQLException {
        Set<Ruling> expected =
                switch (state) {
                    case CONFIRMED -> EnumSet.of(Ruling.HOLD, Ruling.STRIKE_OUT);
                    case HELD -> EnumSet.of(Ruling.RELEASE, Ruling.STRIKE_OUT);
                    case STRUCK_OUT -> EnumSet.of(Ruling.HOLD, Ruling.RESTORE);
                    case WITHDRAWN, ERASED -> EnumSet.noneOf(Ruling.class);
                };
        Set<Ruling> decided = EnumSet.noneOf(Ruling.class);
        for (Ruling ruling : Ruling.values()) {
            long id = archive.sign(Archive.held());
            if (state == SignatureState.WITHDRAWN) {
                database.update(
                        "update signature set state = 'WITHDRAWN', address_hash = null, domain_mark = null where id = ?",
                        id);
            } else if (state == SignatureState.ERASED) {
                database.update(
                        "update signature set state = 'ERASED', sealed_identity = null, sealed_address = null,"
                                + " data_key_id = null, address_key_id = null, address_hash = null, domain_mark = null where id = ?",
                        id);
            } else {
                database.update("update signature set state = ? where id = ?", state.name(), id);
            }

            Looked outcome = (Looked) archive.decide(ruling, "OTHER", new Seen(id, 0));

            if (outcome.decided().isEmpty()) {
                assertThat(archive.state(id)).isEqualTo(state);
                assertThat(outcome.otherwise()).hasSize(1);
            } else {
                decided.add(ruling);
                assertThat(archive.state(id)).isEqualTo(ruling.result());
                assertThat(archive.about(id)).extracting(Decision::was).containsExactly(state);
            }
        }
        assertThat(decided).isEqualTo(expected);
    }

    @Test
    void writesEachDecisionToTheLogWithoutNamesAndTellsThePortal() throws SQLException {
        long id = archive.sign(Archive.held());

        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        assertThat(archive.log())
                .containsExactly(List.of(
                        "staff:50",
                        "strike-out",
                        "signature/" + archive.petition.id() + "/" + id,
                        "{\"reason\":\"PROGRAM\",\"was\":\"HELD\"}"));
        assertThat(archive.told).hasSize(1);
        assertThat(archive.told.get(0).signatureIds()).containsExactly(id);
    }

    @Test
    void tellsWhoeverDecidesSecondWhatTheFirstDid() throws SQLException {
        long id = archive.sign(Archive.held());
        archive.decide(Ruling.RELEASE, "IN_ORDER", new Seen(id, 0));

        Looked second = (Looked) archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        assertThat(second.decided()).isEmpty();
        assertThat(second.otherwise()).hasSize(1);
        assertThat(second.otherwise().get(0).latest()).map(Decision::ruling).contains(Ruling.RELEASE);
        assertThat(archive.state(id)).isEqualTo(SignatureState.CONFIRMED);
    }

    @Test
    void ofManyWhoDecideAtOnceOneDecides() throws Exception {
        long id = archive.sign(Archive.held());
        List<Callable<DecidingOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Ruling ruling = i % 2 == 0 ? Ruling.RELEASE : Ruling.STRIKE_OUT;
            all.add(() -> archive.decide(ruling, "OTHER", new Seen(id, 0)));
        }
        ExecutorService moderators = Executors.newFixedThreadPool(all.size());
        int decided = 0;
        try {
            for (Future<DecidingOutcome> outcome : moderators.invokeAll(all)) {
                decided += ((Looked) outcome.get()).decided().size();
            }
        } finally {
            moderators.shutdownNow();
        }
        assertThat(decided).isEqualTo(1);
        assertThat(archive.about(id)).hasSize(1);
    }

    @Test
    void takesOnlyReasonsThatServe() throws SQLException {
        long id = archive.sign(Archive.held());

        assertThat(archive.decide(Ruling.RELEASE, "PROGRAM", new Seen(id, 0))).isInstanceOf(UnfitReason.class);
        assertThat(archive.decide(Ruling.RELEASE, "NONE", new Seen(id, 0))).isInstanceOf(UnfitReason.class);
        assertThat(archive.decide(Ruling.RELEASE, Reason.TAKEN_BACK, new Seen(id, 0)))
                .isInstanceOf(UnfitReason.class);
        assertThat(archive.state(id)).isEqualTo(SignatureState.HELD);
    }

    @Test
    void answersARequestForReview() throws SQLException {
        long id = archive.sign(Archive.held());
        archive.ask(id, archive.clock.instant(), "Look again.");

        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        assertThat(database.query("select count(*) from review_request where answered_at is null"))
                .containsExactly(List.of(0L));
        archive.ask(id, archive.clock.instant(), "I am a person.");
        assertThat(database.query("select count(*) from review_request where answered_at is null"))
                .as("asked again")
                .containsExactly(List.of(1L));
    }

    @Test
    void leavesDecisionsAsTheyAreWhenOthersFollow() throws SQLException {
        long id = archive.sign(Archive.confirmed());
        archive.decide(Ruling.STRIKE_OUT, "NO_NAME", new Seen(id, 0));
        archive.decide(Ruling.RESTORE, "MISTAKE", new Seen(id, 1));
        archive.decide(Ruling.HOLD, "TO_BE_LOOKED_AT", new Seen(id, 2));

        assertThat(archive.about(id))
                .extracting(Decision::number, Decision::ruling, Decision::reason)
                .map(Object::toString)
                .containsExactly(
                        "(3, HOLD, \"TO_BE_LOOKED_AT\")", "(2, RESTORE, \"MISTAKE\")", "(1, STRIKE_OUT, \"NO_NAME\")");
    }

    @Test
    void tellsSignersWhyInTheirLanguageAndNotWhoDecided() throws SQLException {
        long id = archive.sign(Archive.held());
        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(id, 0));

        var given =
                archive.in(entities -> new GivenRulings(new Decisions(entities, archive.clock), new Reasons(entities))
                        .of(archive.petition.id(), id, "fr"));

        assertThat(given).hasSize(1);
        assertThat(given.get(0).ruling()).isEqualTo(Ruling.STRIKE_OUT);
        assertThat(given.get(0).text()).contains("un programme").doesNotContain("staff");
    }

    @Test
    void everyReasonIsThereInEveryLanguage() {
        List<Reason> reasons = archive.in(entities -> new Reasons(entities).all());

        assertThat(reasons).extracting(Reason::code).contains("PROGRAM", "OTHER", Reason.TAKEN_BACK);
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(reason.texts()).containsOnlyKeys("en", "fr", "ru", "ky", "uz", "ar"));
        for (Ruling ruling : Ruling.values()) {
            assertThat(reasons).as(ruling.name()).anyMatch(reason -> reason.serves(ruling));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "MODERATOR", mode = EnumSource.Mode.EXCLUDE)
    void isForModeratorsAlone(Role role) throws SQLException {
        long id = archive.sign(Archive.held());
        Actor other = new Actor(60, "Eve", Set.of(role));

        assertThatThrownBy(() -> archive.decide(other, Ruling.RELEASE, "OTHER", new Seen(id, 0)))
                .isInstanceOf(NotAllowed.class);
        assertThat(archive.state(id)).isEqualTo(SignatureState.HELD);
    }

    @Test
    void onlyRulingsBetweenStatesExist() {
        assertThat(Set.of(Ruling.values()).stream()
                        .flatMap(ruling -> ruling.from().stream().map(from -> Ruling.between(from, ruling.result())))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Ruling.values());
        assertThatThrownBy(() -> Ruling.between(SignatureState.WITHDRAWN, SignatureState.CONFIRMED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
