package org.demarche.security.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.demarche.audit.AuditLog;
import org.demarche.audit.StaffMembers;
import org.demarche.config.Settings;
import org.demarche.vault.StaffSecrets;

/**
 * Members of staff give themselves codes by the clock and on paper, and take them away. Whoever calls this has made sure
 * that the account's owner may, see {@link org.demarche.audit.Act#CHANGE_OWN_ACCESS}.
 */
@ApplicationScoped
public class Enrolling {
    private final SecureRandom random = new SecureRandom();
    private Factors factors;
    private StaffSecrets secrets;
    private StaffMembers members;
    private FactorMails mails;
    private AuditLog log;
    private Settings settings;
    private Clock clock;

    protected Enrolling() {}

    @Inject
    public Enrolling(
            Factors factors,
            StaffSecrets secrets,
            StaffMembers members,
            FactorMails mails,
            AuditLog log,
            Settings settings,
            Clock clock) {
        this.factors = factors;
        this.secrets = secrets;
        this.members = members;
        this.mails = mails;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** What an account has. */
    @Transactional
    public Holdings holdings(long staff) {
        return new Holdings(
                factors.totp(staff).filter(key -> key.secret().isPresent()).map(TotpKey::changedAt),
                factors.recoveryCodes(staff));
    }

    /** Offers a new secret, in place of any that was offered before; it counts when its owner shows a code of it. */
    @Transactional
    public void offer(long staff) {
        byte[] sealed = secrets.seal(staff, Totp.newSecret(random));
        factors.totp(staff)
                .ifPresentOrElse(
                        key -> key.offer(sealed), () -> factors.add(new TotpKey(staff, sealed, clock.instant())));
    }

    /** The secret that is offered; empty if none is. */
    @Transactional
    public Optional<Offer> offered(long staff) {
        return factors.totp(staff)
                .flatMap(TotpKey::pending)
                .map(kept ->
                        Offer.of(secrets.open(staff, kept), settings.publicUrl().getHost(), email(staff)));
    }

    private String email(long staff) {
        return members.byId(staff).orElseThrow().email();
    }

    /**
     * Makes the secret that is offered the one that counts.
     *
     * @param typed a code of it
     * @return new codes on paper, which replace all before; empty if the code is none of it
     */
    @Transactional
    public Optional<List<String>> accept(long staff, String typed) {
        Optional<TotpKey> key =
                factors.totp(staff).filter(known -> known.pending().isPresent());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] secret = secrets.open(staff, key.get().pending().orElseThrow());
        OptionalLong step = Totp.step(secret, typed.replaceAll("\\s", ""), clock.instant(), TotpKey.NO_STEP);
        if (step.isEmpty()) {
            return Optional.empty();
        }
        key.get().accept(step.getAsLong(), clock.instant());
        List<String> codes = newCodes(staff);
        changed(staff, "codes by the clock set up");
        return Optional.of(codes);
    }

    /** Takes the codes by the clock away; those on paper go with the last second factor. */
    @Transactional
    public void removeTotp(long staff) {
        factors.totp(staff).ifPresent(key -> {
            factors.remove(key);
            changed(staff, "codes by the clock removed");
        });
        factors.dropLonelyRecoveryCodes(staff);
    }

    /** New codes on paper, which replace all before. */
    @Transactional
    public List<String> renewRecoveryCodes(long staff) {
        List<String> codes = newCodes(staff);
        changed(staff, "codes on paper renewed");
        return codes;
    }

    /**
     * An account was given something else to show besides its password.
     *
     * @param what as the audit log calls it
     * @return new codes on paper, if it had none
     */
    @Transactional
    public List<String> added(long staff, String what) {
        changed(staff, what);
        return factors.recoveryCodes(staff) == 0 ? newCodes(staff) : List.of();
    }

    /** Something else than codes by the clock was taken away; the codes on paper go with the last second factor. */
    @Transactional
    public void removed(long staff, String what) {
        changed(staff, what);
        factors.dropLonelyRecoveryCodes(staff);
    }

    /** Takes everything away that an account has besides its password. */
    @Transactional
    public void removeAll(long staff) {
        factors.dropAll(staff);
        changed(staff, "second factors removed");
    }

    private List<String> newCodes(long staff) {
        factors.dropRecoveryCodes(staff);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < RecoveryCode.MANY; i++) {
            RecoveryCode code = RecoveryCode.random(random);
            factors.add(staff, code);
            texts.add(code.text());
        }
        return texts;
    }

    /** Notes and mails that something that an account gets in with was changed. */
    @Transactional
    public void changed(long staff, String what) {
        mails.queue(staff);
        log.append("staff:" + staff, what, "staff:" + staff, Map.of());
    }
}
