package org.demarche.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.moderation.Archive;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.Decisions;
import org.demarche.moderation.rules.Terms.Kind;
import org.demarche.signature.Flag;
import org.demarche.signature.Ruling;
import org.demarche.signature.SignatureState;
import org.demarche.signature.SignatureWithdrawn;
import org.demarche.signature.Signatures;
import org.demarche.signature.SignaturesDecided;
import org.demarche.testing.Events;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules from making to flagging, each step a transaction with objects of its own. */
@OnEveryDatabase
class RulesTest {
    private static final String CAMPUS = "2611230123456789";
    private static final String HOME = "26112300aa00bb00";
    private static final Terms THREE_IN_FIVE = new Terms(Kind.NETWORK, 3, 5, true);

    private final TestDatabase database;
    private final List<SignaturesDecided> told = new ArrayList<>();

    @TempDir
    private Path keys;

    private Archive archive;

    RulesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private EditingRules editing(EntityManager entities) {
        return new EditingRules(archive.rules(entities), new AuditLog(entities, archive.clock), archive.clock);
    }

    private RuleStep step(EntityManager entities) {
        return new RuleStep(
                archive.rules(entities),
                new Decisions(entities, archive.clock),
                new AuditLog(entities, archive.clock),
                Events.to(told::add),
                archive.clock);
    }

    private <T> T editing(Function<EditingRules, T> work) {
        return archive.in(entities -> work.apply(editing(entities)));
    }

    private List<EditingRules.Kept> all() {
        return editing(use -> use.all(Archive.MODERATOR, archive.petition.id()));
    }

    private long add(Terms terms, boolean on) {
        database.inTransactionDo(
                entities -> editing(entities).add(Archive.MODERATOR, archive.petition.id(), terms, on));
        return all().get(0).rule().id();
    }

    private List<Long> active() {
        return archive.in(entities -> step(entities).active());
    }

    private boolean turn(long petition, long rule, boolean on) {
        return editing(use -> use.turn(Archive.MODERATOR, petition, rule, on));
    }

    private boolean look(long rule) {
        return archive.in(entities -> step(entities).look(rule));
    }

    private long sign(String network, long secondsAgo) throws SQLException {
        return sign(network, null, Duration.ofSeconds(secondsAgo));
    }

    private long sign(String network, String domain, Duration ago) throws SQLException {
        long id = archive.sign(Archive.confirmed());
        database.update(
                "update signature set network_mark = ?, domain_mark = ?, confirmed_at = ? where id = ?",
                network,
                domain,
                Timestamp.from(archive.clock.instant().minus(ago)),
                id);
        return id;
    }

    private List<Raised> raised(long id) {
        return archive.in(entities -> archive.rules(entities)
                .raised(archive.petition.id(), List.of(id))
                .getOrDefault(id, List.of()));
    }

    private Set<Flag> flags(long id) {
        return archive.in(entities -> new Signatures(entities)
                .find(archive.petition.id(), id)
                .orElseThrow()
                .flags());
    }

    @Test
    void holdsThoseThatCameTogetherAndSaysHowManyTheyWere() throws SQLException {
        long rule = add(THREE_IN_FIVE, true);
        archive.clock.pass(Duration.ofMinutes(4));
        long one = sign(CAMPUS, 200);
        long two = sign(CAMPUS, 100);
        long other = sign(HOME, 50);
        assertThat(look(rule)).isFalse();
        assertThat(archive.state(one)).isEqualTo(SignatureState.CONFIRMED);

        long three = sign(CAMPUS, 0);
        look(rule);

        for (long id : List.of(one, two, three)) {
            assertThat(archive.state(id)).isEqualTo(SignatureState.HELD);
            assertThat(flags(id)).containsExactly(Flag.PATTERN);
            assertThat(raised(id)).containsExactly(new Raised(THREE_IN_FIVE, 3));
        }
        assertThat(archive.state(other)).isEqualTo(SignatureState.CONFIRMED);
        assertThat(told).singleElement().satisfies(event -> assertThat(event.signatureIds())
                .containsExactlyInAnyOrder(one, two, three));
        assertThat(archive.log().get(archive.log().size() - 1))
                .containsExactly(
                        "system",
                        "held-by-rule",
                        "rule/" + archive.petition.id() + "/" + rule,
                        "{\"signatures\":\"" + one + " " + two + " " + three + "\"}");
        assertThat(all().get(0).flagged()).isEqualTo(3);
    }

    @Test
    void flagsEachOnceThoughItLooksAgain() throws SQLException {
        long rule = add(THREE_IN_FIVE, true);
        for (int i = 0; i < 3; i++) {
            sign(CAMPUS, i);
        }
        look(rule);
        int entries = archive.log().size();

        archive.clock.pass(Duration.ofSeconds(3));
        look(rule);

        assertThat(archive.log()).hasSize(entries);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatAPersonHasDecidedIsNotHeldAgain() throws SQLException {
        long rule = add(THREE_IN_FIVE, true);
        long released = sign(CAMPUS, 10);
        archive.decide(Ruling.HOLD, "TO_BE_LOOKED_AT", new Seen(released, 0));
        archive.decide(Ruling.RELEASE, "IN_ORDER", new Seen(released, 1));
        assertThat(archive.state(released)).isEqualTo(SignatureState.CONFIRMED);
        sign(CAMPUS, 5);
        long fresh = sign(CAMPUS, 0);

        look(rule);

        assertThat(archive.state(released)).isEqualTo(SignatureState.CONFIRMED);
        assertThat(raised(released)).hasSize(1);
        assertThat(archive.state(fresh)).isEqualTo(SignatureState.HELD);
    }

    @Test
    void aRuleThatMarksLeavesThemCounting() throws SQLException {
        Terms marks = new Terms(Kind.DOMAIN, 2, 5, false);
        long rule = add(marks, true);
        long one = sign(null, "0123456789ab", Duration.ZERO);
        sign(null, "0123456789ab", Duration.ZERO);

        look(rule);

        assertThat(archive.state(one)).isEqualTo(SignatureState.CONFIRMED);
        assertThat(flags(one)).containsExactly(Flag.PATTERN);
        assertThat(told).isEmpty();
        assertThat(archive.log()).anySatisfy(entry -> assertThat(entry).contains("marked-by-rule"));
    }

    @Test
    void largeMailServicesAreNoDomainInCommon() throws SQLException {
        long rule = add(new Terms(Kind.DOMAIN, 2, 5, true), true);
        String large = archive.largeDomain();
        long one = sign(null, large, Duration.ZERO);
        sign(null, large, Duration.ZERO);

        look(rule);

        assertThat(archive.state(one)).isEqualTo(SignatureState.CONFIRMED);
    }

    @Test
    void flagsMoreThanAnEntryCanNameInSeveralTurns() throws SQLException {
        long rule = add(THREE_IN_FIVE, true);
        for (int i = 0; i < RuleStep.PORTION + 5; i++) {
            sign(CAMPUS, 1);
        }

        assertThat(look(rule)).as("there are more").isTrue();
        assertThat(look(rule)).isFalse();

        assertThat(all().get(0).flagged()).isEqualTo(RuleStep.PORTION + 5);
    }

    @Test
    void looksAtNothingWhileItIsOffAndAtNothingBefore() throws SQLException {
        long rule = add(THREE_IN_FIVE, false);
        long one = sign(CAMPUS, 3);
        sign(CAMPUS, 2);
        sign(CAMPUS, 1);
        assertThat(look(rule)).isFalse();
        assertThat(active()).isEmpty();

        archive.clock.pass(Duration.ofMinutes(10));
        assertThat(turn(archive.petition.id(), rule, true)).isTrue();
        look(rule);

        assertThat(archive.state(one)).isEqualTo(SignatureState.CONFIRMED);
        assertThat(turn(archive.petition.id() + 1, rule, false))
                .as("of another petition")
                .isFalse();
    }

    @Test
    void aTrialSaysWhatItWouldHaveFoundAndChangesNothing() throws SQLException {
        for (int i = 0; i < 3; i++) {
            sign(CAMPUS, i * 60L);
        }
        long struck = sign(HOME, null, Duration.ofDays(3));
        sign(HOME, null, Duration.ofDays(3).plusMinutes(20));
        sign(HOME, null, Duration.ofDays(3).plusMinutes(25));
        archive.decide(Ruling.STRIKE_OUT, "PROGRAM", new Seen(struck, 0));

        Trial trial = editing(use -> use.tryOut(Archive.MODERATOR, archive.petition.id(), THREE_IN_FIVE));

        assertThat(trial.found()).isEqualTo(6);
        assertThat(trial.most()).isEqualTo(3);
        assertThat(trial.days()).hasSize(EditingRules.DAYS);
        assertThat(trial.days().get(LocalDate.parse("2026-11-20")))
                .as("times of that day are known to the hour")
                .isEqualTo(3);
        assertThat(trial.states()).isEqualTo(Map.of(SignatureState.CONFIRMED, 5L, SignatureState.STRUCK_OUT, 1L));
        assertThat(all()).isEmpty();
        assertThat(database.query("select * from rule_flag")).isEmpty();
    }

    @Test
    void whatARuleSaidGoesWithTheSignature() throws SQLException {
        long rule = add(THREE_IN_FIVE, true);
        long gone = sign(CAMPUS, 2);
        sign(CAMPUS, 1);
        sign(CAMPUS, 0);
        look(rule);

        database.inTransactionDo(entities -> archive.rules(entities)
                .forget(new SignatureWithdrawn(archive.petition.id(), gone, archive.clock.instant())));

        assertThat(raised(gone)).isEmpty();
        assertThat(all().get(0).flagged()).isEqualTo(2);
    }

    @Test
    void auditorsSeeRulesAndDoNotChangeThem() {
        Actor auditor = new Actor(9, "Ann", Set.of(Role.AUDITOR), true);
        add(THREE_IN_FIVE, false);

        List<EditingRules.Kept> seen = editing(use -> use.all(auditor, archive.petition.id()));
        assertThat(seen).hasSize(1);
        assertThatThrownBy(() -> database.inTransactionDo(
                        entities -> editing(entities).add(auditor, archive.petition.id(), THREE_IN_FIVE, true)))
                .isInstanceOf(NotAllowed.class);
    }
}
