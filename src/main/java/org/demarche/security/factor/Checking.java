package org.demarche.security.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.demarche.vault.StaffSecrets;

/** Whether a typed code is one of an account's, and was not used before on any node. */
@ApplicationScoped
public class Checking {
    private Factors factors;
    private StaffSecrets secrets;
    private Clock clock;

    protected Checking() {}

    @Inject
    public Checking(Factors factors, StaffSecrets secrets, Clock clock) {
        this.factors = factors;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Uses a typed code up; empty if it is none of the account's, or none any more. */
    @Transactional
    public Optional<Method> use(long staff, String typed) {
        String code = typed.replaceAll("\\s", "");
        if (code.matches("[0-9]{6}")) {
            return useTotp(staff, code) ? Optional.of(Method.TOTP) : Optional.empty();
        }
        boolean used = RecoveryCode.parse(typed)
                .filter(paper -> factors.use(staff, paper))
                .isPresent();
        return used ? Optional.of(Method.RECOVERY_CODE) : Optional.empty();
    }

    private boolean useTotp(long staff, String code) {
        Optional<TotpKey> key = factors.totp(staff);
        Optional<byte[]> secret = key.flatMap(TotpKey::secret).map(kept -> secrets.open(staff, kept));
        if (secret.isEmpty()) {
            return false;
        }
        OptionalLong step =
                Totp.step(secret.get(), code, clock.instant(), key.get().lastStep());
        return step.isPresent() && factors.use(staff, step.getAsLong());
    }
}
