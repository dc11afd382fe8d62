package org.demarche.signing.confirming;

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
    public ConfirmPage(Optional<Token> token, Petitions petitions, Confirming confirming) {
        this.token = token;
        this.petitions = petitions;
        this.confirming = confirming;
    }

    /** Before the page is drawn: finds out which of its faces it has, and says so in the status. */
    public void look() {
        if (confirmation == null) {
            confirmation = token.map(confirming::look).orElseGet(Confirmation.Unknown::new);
        }
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        if (confirmation instanceof Confirmation.Unknown) {
            external.setResponseStatus(404);
        } else if (confirmation instanceof Confirmation.Expired || confirmation instanceof Confirmation.Closed) {
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

    /** The key of the page's title: which face it shows. */
    public String getStage() {
        if (confirmation instanceof Confirmation.Done) {
            return "done.title";
        }
        if (confirmation instanceof Confirmation.Expired) {
            return "expired.title";
        }
        if (confirmation instanceof Confirmation.Closed) {
            return "closed.title";
        }
        return isWaiting() ? "title" : "unknown.title";
    }

    /** Whether there is a button to press; assumed until it has been looked up. */
    public boolean isWaiting() {
        return confirmation == null || confirmation instanceof Confirmation.Waiting;
    }

    /** The petition that the link belongs to; null where that is not known. */
    public Petition getPetition() {
        if (confirmation instanceof Confirmation.Waiting waiting) {
            return petitions.byId(waiting.petitionId());
        }
        if (confirmation instanceof Confirmation.Expired expired) {
            return petitions.byId(expired.petitionId());
        }
        return confirmation instanceof Confirmation.Closed closed ? petitions.byId(closed.petitionId()) : null;
    }

    /** The letter as the signer read it; null unless it waits for the button. */
    public Letter getLetter() {
        return confirmation instanceof Confirmation.Waiting waiting
                ? getPetition().letter(waiting.language())
                : null;
    }

    /** What the signer chose; null unless it waits for the button. */
    public Choices getChoices() {
        return confirmation instanceof Confirmation.Waiting waiting ? waiting.choices() : null;
    }

    /** The token of the signer's own page; null unless it is confirmed. */
    public String getPage() {
        return confirmation instanceof Confirmation.Done done ? done.page().text() : null;
    }
}
