package org.demarche.signing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Choices;
import org.demarche.vault.Token;

/**
 * Where the link of a mail leads: a button. Opening the page changes nothing, because mail scanners open links; pressing
 * the button confirms.
 */
@Named
@RequestScoped
public class ConfirmPage {
    private Optional<Token> token;
    private Petitions petitions;
    private Confirming confirming;

    /** Null until it has been looked up. */
    private Confirmation confirmation;

    protected ConfirmPage() {}

    @Inject
    ConfirmPage(Optional<Token> token, Petitions petitions, Confirming confirming) {
        this.token = token;
        this.petitions = petitions;
        this.confirming = confirming;
    }

    /** Before the page is drawn: finds out which of its faces it has, and says so in the status. */
    public void look() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        Confirmation found = confirmation();
        if (found instanceof Confirmation.Unknown) {
            external.setResponseStatus(404);
        } else if (found instanceof Confirmation.Expired || found instanceof Confirmation.Closed) {
            external.setResponseStatus(410);
        }
    }

    /** The action of the form {@code confirm}. */
    public String confirm() {
        confirmation = token.map(confirming::confirm).orElseGet(Confirmation.Unknown::new);
        return confirmation instanceof Confirmation.Done done
                ? "signature/" + done.page().text()
                : null;
    }

    /** Looked up at the first need: the form is decoded before anything is drawn. */
    private Confirmation confirmation() {
        if (confirmation == null) {
            confirmation = token.map(confirming::look).orElseGet(Confirmation.Unknown::new);
        }
        return confirmation;
    }

    /** The key of the page's title: which face it shows. */
    public String getStage() {
        if (confirmation() instanceof Confirmation.Done) {
            return "done.title";
        }
        if (confirmation() instanceof Confirmation.Expired) {
            return "expired.title";
        }
        if (confirmation() instanceof Confirmation.Closed) {
            return "closed.title";
        }
        return isWaiting() ? "title" : "unknown.title";
    }

    /** Whether there is a button to press. */
    public boolean isWaiting() {
        return confirmation() instanceof Confirmation.Waiting;
    }

    public Petition getPetition() {
        if (confirmation() instanceof Confirmation.Waiting waiting) {
            return petitions.byId(waiting.petitionId());
        }
        if (confirmation() instanceof Confirmation.Expired expired) {
            return petitions.byId(expired.petitionId());
        }
        return petitions.byId(((Confirmation.Closed) confirmation()).petitionId());
    }

    /** The letter as the signer read it. */
    public Letter getLetter() {
        return getPetition().letter(((Confirmation.Waiting) confirmation()).language());
    }

    public Choices getChoices() {
        return ((Confirmation.Waiting) confirmation()).choices();
    }

    /** The token of the signer's own page. */
    public String getPage() {
        return ((Confirmation.Done) confirmation()).page().text();
    }
}
