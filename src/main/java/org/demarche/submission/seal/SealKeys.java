package org.demarche.submission.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.demarche.config.Settings;

/** The key that seals packages, in the folder of keys: {@code seal.p12} with {@code seal.password}. */
@ApplicationScoped
public class SealKeys {
    private KeyPairFile file;

    protected SealKeys() {}

    @Inject
    public SealKeys(Settings settings, Clock clock) {
        this.file = new KeyPairFile(settings, clock, "seal", TrialKeys::seal);
    }

    /**
     * {@return the key to seal with}
     *
     * @param organisation whom a certificate made in trial names
     * @throws SealKeyUnfit if there is none outside the trial, or it cannot be used
     */
    public SealKey key(String organisation) {
        CertifiedKey found = file.open(organisation);
        return new SealKey(found.key(), found.certificate());
    }
}
