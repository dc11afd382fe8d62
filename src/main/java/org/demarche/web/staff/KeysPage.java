package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.demarche.petition.Petition;
import org.demarche.signing.form.Problem;
import org.demarche.vault.Vault;
import org.demarche.vault.drill.Drilling;
import org.demarche.vault.drill.KeyDrill;
import org.demarche.vault.drill.Readiness;
import org.demarche.web.Redirect;

/** How a petition's key is made, and who has shown that they can open what is sealed to it. */
@Named
@RequestScoped
public class KeysPage {
    private Desk desk;
    private Drilling drilling;
    private Readiness readiness;
    private Vault vault;
    private Petition petition;
    private List<KeyDrill> drills = List.of();
    private String holder = "";
    private boolean recovery;
    private List<Problem> problems = List.of();

    protected KeysPage() {}

    @Inject
    KeysPage(Desk desk, Drilling drilling, Readiness readiness, Vault vault) {
        this.desk = desk;
        this.drilling = drilling;
        this.readiness = readiness;
        this.vault = vault;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        drills = petition == null ? List.of() : drilling.all(desk.actor(), petition.id());
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    private static Map<String, String> sent() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    /** The action of the form {@code begin}. */
    public void begin() {
        holder = sent().getOrDefault("holder", "").replaceAll("\\p{Cntrl}", " ").strip();
        recovery = sent().containsKey("recovery");
        if (holder.isEmpty() || holder.length() > KeyDrill.LONGEST_NAME) {
            refuse(Problem.of("holder", "keys.drill.holder.wrong", KeyDrill.LONGEST_NAME));
        } else {
            drilling.begin(desk.actor(), petition.id(), holder, recovery);
            showAfresh();
        }
    }

    /** The action of the forms with a code. */
    public void answer() {
        String which = sent().getOrDefault("which", "");
        String code = sent().getOrDefault("code-" + which, "");
        if (which.matches("[0-9]{1,18}") && drilling.answer(desk.actor(), petition.id(), Long.parseLong(which), code)) {
            showAfresh();
        } else {
            refuse(Problem.of("code-" + which, "keys.code.wrong"));
        }
    }

    private void refuse(Problem problem) {
        problems = List.of(problem);
        FacesContext.getCurrentInstance().validationFailed();
    }

    private void showAfresh() {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(),
                "/staff/petitions/" + petition.slug() + "/keys");
        context.responseComplete();
    }

    public Petition getPetition() {
        return petition;
    }

    public List<KeyDrill> getDrills() {
        return drills;
    }

    /** Whether the petition can be signed as far as its key goes. */
    public boolean isReady() {
        return readiness.isReady(petition.id());
    }

    /** Of the public key, in groups of four as on paper. */
    public String getFingerprint() {
        return vault.fingerprint(petition.id()).replaceAll("(.{4})(?=.)", "$1 ");
    }

    public String getHolder() {
        return holder;
    }

    public boolean isRecovery() {
        return recovery;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
