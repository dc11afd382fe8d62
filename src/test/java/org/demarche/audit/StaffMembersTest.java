package org.demarche.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.demarche.testing.OnEveryDatabase;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class StaffMembersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
    private static final byte[] LINK = "hash of a token".getBytes(UTF_8);

    @Test
    void findsWhoJoinedHoweverTheAddressIsTyped(TestDatabase database) {
        long id = database.inTransaction(entities -> {
            StaffMembers members = new StaffMembers(entities);
            assertThat(members.isEmpty()).isTrue();
            Staff ann = Staff.join("Ann", "Ann@Example.org", "hash", Set.of(Role.MODERATOR, Role.AUDITOR), NOW);
            members.add(ann);
            return ann.id();
        });
        database.inTransactionDo(entities -> {
            StaffMembers members = new StaffMembers(entities);
            Staff ann = members.byEmail("ann@EXAMPLE.org").orElseThrow();
            assertThat(ann.id()).isEqualTo(id);
            assertThat(ann.actor()).isEqualTo(new Actor(id, "Ann", ann.roles()));
            assertThat(ann.joinedAt()).isEqualTo(NOW);
            assertThat(ann.roles()).isEqualTo(EnumSet.of(Role.MODERATOR, Role.AUDITOR));
            assertThat(ann.is(Role.ADMINISTRATOR)).isFalse();
            assertThat(members.isEmpty()).isFalse();
            assertThat(members.byEmail("bob@example.org")).isEmpty();
            assertThat(members.byId(id + 1)).isEmpty();
        });
    }

    @Test
    void remembersRolesAndPasswordsThatChange(TestDatabase database) {
        database.inTransactionDo(entities -> new StaffMembers(entities)
                .add(Staff.join("Ann", "ann@example.org", "old", Set.of(Role.MODERATOR), NOW)));
        database.inTransactionDo(entities -> {
            Staff ann = new StaffMembers(entities).byEmail("ann@example.org").orElseThrow();
            ann.entrust(Set.of(Role.SUBMITTER));
            ann.changePassword("new");
        });
        database.inTransactionDo(entities -> {
            Staff ann = new StaffMembers(entities).all().get(0);
            assertThat(ann.roles()).containsExactly(Role.SUBMITTER);
            assertThat(ann.passwordHash()).isEqualTo("new");
        });
    }

    @Test
    void letsASetUpLinkBeUsedOnceAndInTime(TestDatabase database) {
        Instant before = NOW.minusMillis(1);
        database.inTransactionDo(entities -> new StaffMembers(entities).offerSetUp(LINK, NOW));
        database.inTransactionDo(entities -> {
            StaffMembers members = new StaffMembers(entities);
            assertThat(members.isSetUpOffered(LINK, NOW)).as("too old").isFalse();
            assertThat(members.redeemSetUp(LINK, NOW)).as("too old").isFalse();
            assertThat(members.isSetUpOffered(LINK, before)).isTrue();
            assertThat(members.redeemSetUp(new byte[] {1}, before)).isFalse();
            assertThat(members.redeemSetUp(LINK, before)).isTrue();
        });
        database.inTransactionDo(entities -> {
            assertThat(new StaffMembers(entities).isSetUpOffered(LINK, before)).isFalse();
            assertThat(new StaffMembers(entities).redeemSetUp(LINK, before)).isFalse();
        });
    }

    @Test
    void takesNobodyWithoutAPassword() {
        assertThatThrownBy(() -> Staff.join("Ann", "ann@example.org", " ", Set.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password hash");
    }
}
