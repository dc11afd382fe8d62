package org.demarche.security.renewal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.audit.LogIns;
import org.demarche.audit.Staff;
import org.demarche.audit.StaffMembers;
import org.demarche.security.factor.Enrolling;
import org.demarche.vault.Token;

/**
 * Gives somebody back the way into their account: an administrator has a link sent to their address, or whoever runs the
 * machine has it printed on the console. Whoever follows it chooses a new password and has nothing else left to get in
 * with.
 */
@ApplicationScoped
public class Renewing {
    /** How long a printed link works. */
    public static final Duration PRINTED_GOOD = Duration.ofMinutes(30);

    private static final String MACHINE = "machine";

    private final SecureRandom random = new SecureRandom();
    private Renewals renewals;
    private RenewalMails mails;
    private StaffMembers members;
    private Enrolling enrolling;
    private LogIns logIns;
    private AuditLog log;
    private Clock clock;

    protected Renewing() {}

    @Inject
    public Renewing(
            Renewals renewals,
            RenewalMails mails,
            StaffMembers members,
            Enrolling enrolling,
            LogIns logIns,
            AuditLog log,
            Clock clock) {
        this.renewals = renewals;
        this.mails = mails;
        this.members = members;
        this.enrolling = enrolling;
        this.logIns = logIns;
        this.log = log;
        this.clock = clock;
    }

    /** Makes a link for whoever runs the machine; empty if no open account has this address. */
    @Transactional
    public Optional<Token> print(String email) {
        Optional<Staff> staff = members.byEmail(email).filter(Staff::isActive);
        return staff.map(account -> {
            Token token = Token.random(random);
            renewals.add(token, account.id(), clock.instant().plus(PRINTED_GOOD));
            noteOffer(MACHINE, account);
            return token;
        });
    }

    /**
     * Has a link sent to the address of an account.
     *
     * @return false if there is no such account, or it is closed
     */
    @Transactional
    public boolean send(long account, Actor actor) {
        actor.must(Act.MANAGE_STAFF);
        Optional<Staff> staff = members.byId(account).filter(Staff::isActive);
        staff.ifPresent(known -> {
            mails.queue(known.id());
            noteOffer(actor.reference(), known);
        });
        return staff.isPresent();
    }

    private void noteOffer(String by, Staff staff) {
        log.append(by, "renewal offered", staff.actor().reference(), Map.of());
    }

    /** The account behind a link, while it works. */
    @Transactional
    public Optional<Staff> account(Token token) {
        return renewals.find(token, clock.instant()).flatMap(members::byId).filter(Staff::isActive);
    }

    /**
     * Renews the access of an account. However many follow a link at once, one gets it.
     *
     * @param passwordHash of a password that was judged already
     * @return false if the link does not work any more
     */
    @Transactional
    public boolean renew(Token token, String passwordHash) {
        Optional<Staff> found = account(token);
        if (found.isEmpty() || !renewals.redeem(token, clock.instant())) {
            return false;
        }
        Staff staff = found.get();
        String account = staff.actor().reference();
        renewals.withdraw(staff.id(), clock.instant());
        staff.changePassword(passwordHash);
        enrolling.removeAll(staff.id());
        logIns.endAll(staff.id(), account);
        log.append(account, "access renewed", account, Map.of());
        return true;
    }
}
