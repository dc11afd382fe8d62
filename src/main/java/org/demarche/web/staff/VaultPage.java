package org.demarche.web.staff;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.vault.Unlocking;
import org.demarche.vault.UnlockingOutcome;
import org.demarche.vault.Vault;
import org.demarche.vault.guard.Locking;
import org.demarche.vault.guard.Openness;
import org.demarche.vault.guard.Panic;
import org.demarche.vault.guard.VaultState;
import org.demarche.web.Redirect;

/** Which vaults are open: locking and unlocking them, and the lock for emergencies. */
@Named
@RequestScoped
public class VaultPage {
    private static final List<Integer> HOURS = List.of(1, 2, 4, 8);
    private static final Set<String> NEWS = Set.of("locked", "unlocked", "lifted");

    private Desk desk;
    private Petitions petitions;
    private Vault vault;
    private Openness openness;
    private Locking locking;
    private Unlocking unlocking;
    private Clock clock;
    private boolean unsure;
    private String problem;

    protected VaultPage() {}

    @Inject
    VaultPage(
            Desk desk,
            Petitions petitions,
            Vault vault,
            Openness openness,
            Locking locking,
            Unlocking unlocking,
            Clock clock) {
        this.desk = desk;
        this.petitions = petitions;
        this.vault = vault;
        this.openness = openness;
        this.locking = locking;
        this.unlocking = unlocking;
        this.clock = clock;
    }

    /** A petition's vault, as the page shows it. */
    public final class Row {
        private final Petition petition;

        private Row(Petition petition) {
            this.petition = petition;
        }

        public long getId() {
            return petition.id();
        }

        public String getSlug() {
            return petition.slug();
        }

        public String getTitle() {
            return petition.letter("en").title();
        }

        /** Of its public key, in groups of four as on paper. */
        public String getFingerprint() {
            return vault.fingerprint(petition.id()).replaceAll("(.{4})(?=.)", "$1 ");
        }

        public boolean isHasKey() {
            return vault.hasKey(petition.id());
        }

        public boolean isOpen() {
            return vault.canUnlock(petition.id());
        }

        /** The last part of the key of the text that says how it stands. */
        public String getStanding() {
            if (isOpen()) {
                return "OPEN";
            }
            return isHasKey() ? "LOCKED" : "NO_KEY";
        }

        /** What staff last said of it; null if nobody has. */
        public VaultState getState() {
            return openness.state(petition.id()).orElse(null);
        }

        /** Whether it is open for a time, and not for good. */
        public boolean isBounded() {
            return Optional.ofNullable(getState())
                    .flatMap(VaultState::openUntil)
                    .filter(clock.instant()::isBefore)
                    .isPresent();
        }
    }

    /** The action of the button that locks a vault. */
    public void lock(long petition) {
        locking.lock(petition, desk.actor());
        showAfresh("locked");
    }

    /** The action of the button that unlocks a vault whose key is here. */
    public void unlock(long petition) {
        locking.open(petition, time(petition), desk.actor());
        showAfresh("unlocked");
    }

    /** The action of the button that unlocks a vault with what a holder brought. */
    public void unlockAsHolder(long petition) {
        UnlockingOutcome outcome = unlocking.unlock(
                petition, keyFile(petition), sent("passphrase-" + petition), time(petition), desk.actor());
        if (outcome == UnlockingOutcome.UNLOCKED) {
            showAfresh("unlocked");
        } else {
            problem = "vault.unlock." + outcome;
            FacesContext.getCurrentInstance().validationFailed();
        }
    }

    private static Duration time(long petition) {
        String typed = sent("hours-" + petition);
        return Duration.ofHours(HOURS.stream()
                .filter(choice -> choice.toString().equals(typed))
                .findFirst()
                .orElse(HOURS.get(0)));
    }

    /** The action of the form {@code panic}. */
    public void panic() {
        unsure = !"true".equals(sent("sure"));
        if (unsure) {
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        locking.panic(desk.actor());
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), "/staff/login?after=panic");
        context.responseComplete();
    }

    /** The action of the button that lifts the alarm. */
    public void lift() {
        locking.lift(desk.actor());
        showAfresh("lifted");
    }

    private static String sent(String name) {
        Map<String, String> fields =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        return fields.getOrDefault(name, "");
    }

    private static void showAfresh(String news) {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(), "/staff/vault?after=" + news);
        context.responseComplete();
    }

    /** Key of the text that says what was done last; null if nothing was. */
    public String getNews() {
        String after = sent("after");
        return NEWS.contains(after) && !unsure && problem == null ? "vault.after." + after : null;
    }

    public List<Row> getRows() {
        return petitions.all().stream().map(Row::new).toList();
    }

    public List<Integer> getHours() {
        return HOURS;
    }

    /** The alarm; null if there is none. */
    public Panic getPanic() {
        return openness.panic().orElse(null);
    }

    /** What a holder pasted, to be kept where the passphrase was mistyped; the passphrase itself never is. */
    public String keyFile(long petition) {
        return sent("key-" + petition);
    }

    /** Whether a time was chosen in a form that comes back. */
    public boolean isChosen(long petition, Integer hours) {
        return sent("hours-" + petition).equals(hours.toString());
    }

    /** Key of the text that says why a vault stays locked; null if nothing is wrong. */
    public String getProblem() {
        return problem;
    }

    /** Whether the button for emergencies was pressed without the box beside it. */
    public boolean isUnsure() {
        return unsure;
    }
}
