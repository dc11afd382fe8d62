package org.demarche.security.passkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.demarche.config.Settings;
import org.demarche.security.factor.Enrolling;

/**
 * Members of staff give themselves passkeys, show them and take them away. Whoever calls this has made sure that the
 * account's owner may, see {@link org.demarche.audit.Act#CHANGE_OWN_ACCESS}.
 */
@ApplicationScoped
public class Passkeys {
    /** How many an account can have. */
    public static final int MOST = 10;

    private PasskeyStore store;
    private Enrolling enrolling;
    private Clock clock;
    private Ceremony ceremony;

    protected Passkeys() {}

    @Inject
    public Passkeys(PasskeyStore store, Enrolling enrolling, Settings settings, Clock clock) {
        this.store = store;
        this.enrolling = enrolling;
        this.clock = clock;
        this.ceremony = new Ceremony(settings.publicUrl());
    }

    /** What an account has, the first made first. */
    @Transactional
    public List<Passkey> of(long staff) {
        return store.of(staff);
    }

    /**
     * What a browser is asked for to make a passkey.
     *
     * @param name of the account, which the browser shows
     * @return {@code PublicKeyCredentialCreationOptionsJSON} of WebAuthn level 3
     */
    @Transactional
    public String toMake(long staff, String name, byte[] challenge) {
        return Options.creation(ceremony.party(), staff, name, challenge, store.of(staff));
    }

    /**
     * What a browser is asked for to show one of an account's passkeys.
     *
     * @return {@code PublicKeyCredentialRequestOptionsJSON}; empty if the account has none
     */
    @Transactional
    public Optional<String> toShow(long staff, byte[] challenge) {
        List<Passkey> known = store.of(staff);
        return known.isEmpty() ? Optional.empty() : Optional.of(Options.request(ceremony.party(), challenge, known));
    }

    /**
     * Adds a passkey that a browser has made.
     *
     * @param name what its owner calls it, at most {@value Passkey#LONGEST_NAME} characters
     * @param answer {@code RegistrationResponseJSON}
     * @return new codes on paper, if the account had none; empty if the answer is not to the challenge or the account has
     *     enough
     */
    @Transactional
    public Optional<List<String>> add(long staff, String name, String answer, byte[] challenge) {
        Optional<Credential> made = ceremony.made(answer, challenge)
                .filter(credential -> !store.isKnown(credential.id()))
                .filter(credential -> store.of(staff).size() < MOST);
        return made.map(credential -> {
            store.add(new Passkey(staff, name, credential, clock.instant()));
            return enrolling.added(staff, "passkey added");
        });
    }

    /**
     * Whether a browser has shown one of an account's passkeys.
     *
     * @param answer {@code AuthenticationResponseJSON}
     */
    @Transactional
    public boolean use(long staff, String answer, byte[] challenge) {
        Optional<Ceremony.Shown> shown = ceremony.shown(answer, challenge, id -> store.findAlone(staff, id));
        shown.ifPresent(one -> one.passkey().used(one.signCount(), clock.instant()));
        return shown.isPresent();
    }

    /** Takes a passkey away; codes on paper go with the last second factor. */
    @Transactional
    public void remove(long staff, long passkey) {
        if (store.remove(staff, passkey)) {
            enrolling.removed(staff, "passkey removed");
        }
    }
}
