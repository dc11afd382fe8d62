package org.demarche.security.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.PublishedHeads;
import org.demarche.audit.Publishing;
import org.demarche.audit.Role;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.mail.Mail;
import org.demarche.mail.Outboxes;
import org.demarche.petition.StoredPetitions;
import org.demarche.testing.Events;
import org.demarche.testing.HandClock;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.TestVault;
import org.demarche.vault.Token;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEveryDatabase
class TeamTest {
    private final HandClock clock = new HandClock("2026-11-23T18:00:00Z");
    private final TestDatabase database;
    private final List<Long> loggedOut = new ArrayList<>();
    private StoredPetitions petitions;
    private Actor maria;

    TeamTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void makeTheFirstAdministrator(@TempDir Path keys) {
        petitions =
                StoredPetitions.in(database, TestVault.on(database, keys, clock).vault(), clock);
        maria = account("maria@example.org", Role.ADMINISTRATOR);
    }

    private Actor account(String email, Role... roles) {
        return database.inTransaction(entities -> {
            Staff staff = Staff.join("Somebody", email, "a hash", Set.of(roles), clock.instant());
            new StaffMembers(entities).add(staff);
            return staff.actor().asProven();
        });
    }

    private <T> T inviting(Function<Inviting, T> work) {
        return database.inTransaction(entities -> work.apply(new Inviting(
                new Invitations(entities),
                new StaffMembers(entities),
                petitions,
                Outboxes.on(entities, clock),
                new AuditLog(entities, clock),
                clock)));
    }

    private InvitingOutcome invite(String email, Role... roles) {
        return inviting(use -> use.invite(email, Set.of(roles), maria));
    }

    private List<Invitation> open() {
        return inviting(use -> use.open(maria));
    }

    private StaffingOutcome staffing(Function<Staffing, StaffingOutcome> work) {
        return database.inTransaction(entities -> work.apply(staffing(entities)));
    }

    private List<Staff> all() {
        return database.inTransaction(entities -> staffing(entities).all(maria));
    }

    private Staffing staffing(EntityManager entities) {
        return new Staffing(
                new StaffMembers(entities),
                new Invitations(entities),
                new LogIns() {
                    @Override
                    public int endAll(long staff, String by) {
                        loggedOut.add(staff);
                        return 1;
                    }

                    @Override
                    public int endAllOfEverybody(String by) {
                        throw new UnsupportedOperationException();
                    }
                },
                new AuditLog(entities, clock),
                clock);
    }

    private Joining joining(EntityManager entities) {
        return new Joining(new Invitations(entities), new StaffMembers(entities), new AuditLog(entities, clock), clock);
    }

    private JoiningOutcome join(Token link) {
        return database.inTransaction(entities -> joining(entities).join(link, "Nurlan", "a hash"));
    }

    private boolean isOpen(Token link) {
        return database.inTransaction(
                entities -> joining(entities).invitation(link).isPresent());
    }

    /** The mails that are queued, as they go. */
    private List<Mail> post() {
        return database.inTransaction(entities -> {
            InvitationMails mails = new InvitationMails(new Invitations(entities), TestSettings.trial(), clock);
            List<Mail> sent = new ArrayList<>();
            Outboxes.empty(entities, item -> mails.compose(item).ifPresent(sent::add));
            return sent;
        });
    }

    private Token mailedLink() {
        return link(post().get(0));
    }

    private static Token link(Mail mail) {
        return mail.parts().stream()
                .filter(Mail.Link.class::isInstance)
                .map(part -> ((Mail.Link) part).target().getPath())
                .map(path ->
                        Token.parse(path.substring("/staff/join/".length())).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEntry> entries() {
        return database.inTransaction(entities -> new AuditLog(entities, clock).before(Long.MAX_VALUE, 20));
    }

    @Test
    void whoFollowsTheMailedLinkGetsAnAccountWithTheRolesOfTheInvitation() {
        invite("Nurlan@Example.org", Role.MODERATOR, Role.AUDITOR);

        List<Mail> mails = post();
        assertThat(mails).singleElement().satisfies(mail -> assertThat(mail.recipient())
                .isEqualTo("nurlan@example.org"));
        assertThat(join(link(mails.get(0)))).isInstanceOf(JoiningOutcome.Joined.class);

        assertThat(all()).anySatisfy(staff -> {
            assertThat(staff.email()).isEqualTo("nurlan@example.org");
            assertThat(staff.roles()).containsExactlyInAnyOrder(Role.MODERATOR, Role.AUDITOR);
        });
        assertThat(open()).isEmpty();
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("joined", "invited");
        assertThat(entries()).extracting(AuditEntry::detail).noneMatch(detail -> detail.toString()
                .contains("nurlan"));
    }

    @Test
    void aLinkWorksOnce() {
        invite("nurlan@example.org", Role.MODERATOR);
        Token link = mailedLink();
        join(link);

        assertThat(isOpen(link)).isFalse();
        assertThat(join(link)).isInstanceOf(JoiningOutcome.LinkVoid.class);
    }

    @Test
    void aLinkIsVoidAfterThreeDays() {
        invite("nurlan@example.org", Role.MODERATOR);
        Token link = mailedLink();

        clock.pass(Invitation.LIFE.minus(Duration.ofSeconds(1)));
        assertThat(isOpen(link)).isTrue();
        clock.pass(Duration.ofSeconds(1));

        assertThat(isOpen(link)).isFalse();
        assertThat(join(link)).isInstanceOf(JoiningOutcome.LinkVoid.class);
    }

    @Test
    void aMailThatGoesTwiceHasTwoLinksThatWork() {
        invite("nurlan@example.org", Role.MODERATOR);
        Token first = mailedLink();
        inviting(use -> {
            use.remind(open(use), maria);
            return null;
        });
        Token second = mailedLink();

        assertThat(first).isNotEqualTo(second);
        assertThat(isOpen(first)).isTrue();
        assertThat(isOpen(second)).isTrue();
    }

    private long open(Inviting use) {
        return use.open(maria).get(0).id();
    }

    @Test
    void withdrawingMakesTheLinkVoidAndTheMailUnsent() {
        invite("nurlan@example.org", Role.MODERATOR);
        Token link = mailedLink();
        inviting(use -> {
            use.remind(open(use), maria);
            use.withdraw(open(use), maria);
            return null;
        });

        assertThat(post()).isEmpty();
        assertThat(join(link)).isInstanceOf(JoiningOutcome.LinkVoid.class);
    }

    @Test
    void toInviteAnewReplacesWhatWasOpen() {
        invite("nurlan@example.org", Role.ADMINISTRATOR);
        Token before = mailedLink();
        invite("nurlan@example.org", Role.AUDITOR);

        assertThat(isOpen(before)).isFalse();
        assertThat(open()).singleElement().satisfies(invitation -> assertThat(invitation.roles())
                .containsExactly(Role.AUDITOR));
    }

    @Test
    void whoHasAnAccountIsNotInvited() {
        assertThat(invite("MARIA@example.org", Role.AUDITOR)).isEqualTo(InvitingOutcome.HAS_ACCOUNT);
        assertThat(post()).isEmpty();
    }

    @Test
    void theLastAdministratorStays() {
        Actor ann = account("ann@example.org", Role.ADMINISTRATOR);

        assertThat(staffing(use -> use.entrust(ann.id(), Set.of(Role.AUDITOR), maria)))
                .isEqualTo(StaffingOutcome.DONE);
        assertThat(staffing(use -> use.entrust(maria.id(), Set.of(Role.AUDITOR), maria)))
                .isEqualTo(StaffingOutcome.LAST_ADMINISTRATOR);
        assertThat(staffing(use -> use.deactivate(maria.id(), maria))).isEqualTo(StaffingOutcome.LAST_ADMINISTRATOR);
        assertThat(all()).allMatch(Staff::isActive);
    }

    @Test
    void aClosedAdministratorDoesNotCountAsOneWhoStays() {
        Actor ann = account("ann@example.org", Role.ADMINISTRATOR);
        staffing(use -> use.deactivate(ann.id(), maria));

        assertThat(staffing(use -> use.deactivate(maria.id(), maria))).isEqualTo(StaffingOutcome.LAST_ADMINISTRATOR);
    }

    @Test
    void whoeverIsClosedOrNoLongerAdministratorHasInvitedNobody() {
        Actor ann = account("ann@example.org", Role.ADMINISTRATOR);
        Actor bob = account("bob@example.org", Role.ADMINISTRATOR);
        inviting(use -> use.invite("x@example.org", Set.of(Role.ADMINISTRATOR), ann));
        inviting(use -> use.invite("y@example.org", Set.of(Role.ADMINISTRATOR), bob));
        invite("z@example.org", Role.AUDITOR);

        staffing(use -> use.deactivate(ann.id(), maria));
        staffing(use -> use.entrust(bob.id(), Set.of(Role.EDITOR), maria));

        assertThat(open()).extracting(Invitation::email).containsExactly("z@example.org");
    }

    @Test
    void aClosedAccountIsOpenedAgainWithItsRoles() {
        Actor ann = account("ann@example.org", Role.AUDITOR);
        staffing(use -> use.deactivate(ann.id(), maria));
        staffing(use -> use.reactivate(ann.id(), maria));

        assertThat(all())
                .filteredOn(staff -> staff.id() == ann.id())
                .singleElement()
                .satisfies(staff -> {
                    assertThat(staff.isActive()).isTrue();
                    assertThat(staff.roles()).containsExactly(Role.AUDITOR);
                });
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("account opened", "account closed");
    }

    @Test
    void whoeverIsClosedOrIsToBeLoggedOutIsLoggedOut() {
        Actor ann = account("ann@example.org", Role.AUDITOR);
        Actor bob = account("bob@example.org", Role.AUDITOR);
        staffing(use -> use.logOut(ann.id(), maria));
        staffing(use -> use.deactivate(bob.id(), maria));

        assertThat(loggedOut).containsExactly(ann.id(), bob.id());
    }

    @Test
    void everyAuditorWhoIsLetInGetsTheHeadOfTheLog() {
        account("ann@example.org", Role.AUDITOR);
        Actor gone = account("gone@example.org", Role.AUDITOR);
        staffing(use -> use.deactivate(gone.id(), maria));

        List<Mail> mails = database.inTransaction(entities -> {
            PublishedHeads heads = new PublishedHeads(entities);
            HeadMails headMails =
                    new HeadMails(new StaffMembers(entities), heads, petitions, Outboxes.on(entities, clock));
            new Publishing(new AuditLog(entities, clock), heads, Events.to(headMails::queue), clock).publish();
            List<Mail> sent = new ArrayList<>();
            Outboxes.empty(entities, item -> headMails.compose(item).ifPresent(sent::add));
            return sent;
        });

        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo("ann@example.org");
            assertThat(mail.parts().toString()).contains("2026-11-23", "--head");
        });
    }

    @Test
    void toChangeNothingIsNoEntry() {
        staffing(use -> use.entrust(maria.id(), Set.of(Role.ADMINISTRATOR), maria));

        assertThat(entries()).isEmpty();
    }

    @Test
    void nobodyButAdministratorsManagesStaff() {
        Actor others = new Actor(
                900, "Nobody", Set.of(Role.MODERATOR, Role.EDITOR, Role.SUBMITTER, Role.APPROVER, Role.AUDITOR));

        assertThatThrownBy(() -> inviting(use -> use.invite("x@example.org", Set.of(Role.AUDITOR), others)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> staffing(use -> use.entrust(maria.id(), Set.of(), others)))
                .isInstanceOf(NotAllowed.class);
    }
}
