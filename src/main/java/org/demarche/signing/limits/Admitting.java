package org.demarche.signing.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.demarche.mail.Address;
import org.demarche.mail.DisposableDomains;
import org.demarche.signature.Flag;
import org.demarche.signing.form.SigningForm;

/**
 * Judges a form by where it came from and how it was filled in, never by who sent it. Too much from one network has to
 * wait; what else is unusual is flagged, and refuses nobody. From a network that very many people share nothing has to
 * wait: beyond the limit it is flagged.
 */
@ApplicationScoped
public class Admitting {
    private Limits limits;
    private DisposableDomains disposable;

    protected Admitting() {}

    @Inject
    Admitting(Limits limits, DisposableDomains disposable) {
        this.limits = limits;
        this.disposable = disposable;
    }

    /**
     * Judges a form that has no mistakes, and takes its turn.
     *
     * @param unseen what the field holds that people do not see
     */
    public Admission admit(SigningForm form, String unseen, Network network) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Duration wait = limits.take(Limits.Door.SIGN, network);
        if (!wait.isZero() && network.known().isEmpty()) {
            return new Admission.Later(wait);
        }
        network.known().filter(kind -> kind == Flag.TOR || !wait.isZero()).ifPresent(flags::add);
        if (!unseen.isEmpty()) {
            flags.add(Flag.UNSEEN_FIELD);
        }
        flags.addAll(flags(form));
        return new Admission.Admitted(flags);
    }

    /** What looks unusual about a form in itself, wherever it came from. */
    public Set<Flag> flags(SigningForm form) {
        return Address.parse(form.email()).filter(disposable::contain).isPresent()
                ? Set.of(Flag.DISPOSABLE_ADDRESS)
                : Set.of();
    }
}
