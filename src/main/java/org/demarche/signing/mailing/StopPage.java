package org.demarche.signing.mailing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.signing.mailing.Stopping.Standing;
import org.demarche.vault.Token;

/** Where the last link of a mail leads: a button that ends all mail to its address, and one that allows it again. */
@Named
@RequestScoped
public class StopPage {
    private Optional<Token> token;
    private Stopping stopping;

    /** Null until it has been looked up. */
    private Standing standing;

    protected StopPage() {}

    @Inject
    public StopPage(Optional<Token> token, Stopping stopping) {
        this.token = token;
        this.stopping = stopping;
    }

    /** Before the page is drawn: finds out how the link stands, and says in the status if there is none. */
    public void look() {
        standing = token.map(stopping::look).orElse(Standing.UNKNOWN);
        if (standing == Standing.UNKNOWN) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    /** The action of the form {@code stop}. */
    public String stop() {
        return press(stopping::stop);
    }

    /** The action of the form {@code resume}. */
    public String resume() {
        return press(stopping::resume);
    }

    private String press(Function<Token, Standing> button) {
        return token.filter(known -> button.apply(known) != Standing.UNKNOWN)
                .map(known -> "stop/" + known.text())
                .orElse(null);
    }

    /** Whether there is something to stop; assumed until it has been looked up. */
    public boolean isMailed() {
        return standing == null || standing == Standing.MAILED;
    }

    /** Whether there is something to allow again; assumed until it has been looked up. */
    public boolean isStopped() {
        return standing == null || standing == Standing.STOPPED;
    }

    /** The part of the texts' keys that says how the link stands. */
    public String getStage() {
        return isMailed() ? "ask" : isStopped() ? "done" : "unknown";
    }
}
