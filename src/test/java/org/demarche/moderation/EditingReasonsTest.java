package org.demarche.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.DecidingOutcome.Looked;
import org.demarche.moderation.DecidingOutcome.UnfitReason;
import org.demarche.signature.Ruling;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of reasons in editors' hands, on both databases. */
@OnEveryDatabase
class EditingReasonsTest {
    private static final Actor EDITOR = new Actor(70, "Ed", Set.of(Role.EDITOR));
    private static final Map<String, String> TEXTS = Map.of("en", "Out of place.", "fr", "Hors de propos.");

    private final TestDatabase database;

    @TempDir
    private Path keys;

    private Archive archive;

    EditingReasonsTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        archive = new Archive(database, keys);
    }

    private EditingReasons editing(EntityManager entities) {
        return new EditingReasons(new Reasons(entities), new AuditLog(entities, archive.clock), archive.clock);
    }

    private List<Reason> all() {
        return archive.in(entities -> editing(entities).all(EDITOR));
    }

    /** Adds a reason and returns it. */
    private Reason added() {
        archive.in(entities -> {
            editing(entities).add(EDITOR, EnumSet.of(Ruling.STRIKE_OUT), TEXTS);
            return null;
        });
        List<Reason> all = all();
        return all.get(all.size() - 1);
    }

    @Test
    void aReasonThatIsAddedCanBeGivenAndIsReadByItsSigner() throws SQLException {
        Reason reason = added();
        long id = archive.sign(Archive.held());

        assertThat(reason.text("fr")).isEqualTo("Hors de propos.");
        assertThat(archive.decide(Ruling.STRIKE_OUT, reason.code(), new Seen(id, 0)))
                .isInstanceOf(Looked.class);
        assertThat(archive.log().get(0))
                .contains("staff:70", "add-reason", "reason/" + reason.code())
                .anySatisfy(detail -> assertThat(detail.toString()).contains("Out of place.", "STRIKE_OUT"));
    }

    @Test
    void aReasonThatIsRetiredStaysButCannotBeGivenUntilItIsUsedAgain() throws SQLException {
        Reason reason = added();
        long id = archive.sign(Archive.held());

        archive.in(entities -> editing(entities).retire(EDITOR, reason.code(), true));
        assertThat(archive.decide(Ruling.STRIKE_OUT, reason.code(), new Seen(id, 0)))
                .isInstanceOf(UnfitReason.class);
        assertThat(all()).extracting(Reason::code).contains(reason.code());

        archive.in(entities -> editing(entities).retire(EDITOR, reason.code(), false));
        assertThat(archive.decide(Ruling.STRIKE_OUT, reason.code(), new Seen(id, 0)))
                .isInstanceOf(Looked.class);
    }

    @Test
    void saysItInOtherWords() {
        Reason reason = added();

        boolean changed = archive.in(entities ->
                editing(entities).change(EDITOR, reason.code(), EnumSet.of(Ruling.HOLD), Map.of("en", "Not here.")));

        assertThat(changed).isTrue();
        Reason after =
                archive.in(entities -> new Reasons(entities).find(reason.code()).orElseThrow());
        assertThat(after.text("en")).isEqualTo("Not here.");
        assertThat(after.text("fr")).as("no text of its own").isEqualTo("Not here.");
        assertThat(after.rulings()).containsExactly(Ruling.HOLD);
    }

    @Test
    void leavesAloneWhatOnlyThePortalGives() {
        assertThat(all()).extracting(Reason::code).doesNotContain(Reason.TAKEN_BACK);
        assertThat(archive.<Boolean>in(entities -> editing(entities).retire(EDITOR, Reason.TAKEN_BACK, true)))
                .isFalse();
    }

    @Test
    void isNotForModerators() {
        assertThatThrownBy(() -> archive.in(entities -> editing(entities).all(Archive.MODERATOR)))
                .isInstanceOf(NotAllowed.class);
    }
}
