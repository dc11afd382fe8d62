package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.audit.Act;
import org.demarche.mail.DeadLetters;
import org.demarche.mail.OutboxItem;
import org.demarche.signing.mailing.Reaching;
import org.demarche.web.Redirect;

/** How the mail goes: what waits, what was refused for good, and what is to become of that. */
@Named
@RequestScoped
public class MailPage {
    private static final String ADDRESS = "/staff/mail";

    private Desk desk;
    private DeadLetters letters;
    private Reaching reaching;
    private DeadLetters.Standing standing;
    private Reaching.Numbers numbers;

    protected MailPage() {}

    @Inject
    MailPage(Desk desk, DeadLetters letters, Reaching reaching) {
        this.desk = desk;
        this.letters = letters;
        this.reaching = reaching;
    }

    @PostConstruct
    void read() {
        desk.actor().must(Act.SEE_MAIL);
        standing = letters.look(desk.actor());
        numbers = reaching.count(desk.actor());
    }

    /** The action of the button that has all refused mails tried again. */
    public void retryAll() {
        letters.retryAll(desk.actor());
        showAfresh();
    }

    /** The action of the button that has the ticked mails tried again. */
    public void retry() {
        letters.retry(desk.actor(), ticked());
        showAfresh();
    }

    /** The action of the button that gives the ticked mails up. */
    public void drop() {
        letters.drop(desk.actor(), ticked());
        showAfresh();
    }

    private static Set<String> ticked() {
        Map<String, String[]> fields =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap();
        return Set.copyOf(Arrays.asList(fields.getOrDefault("letter", new String[0])));
    }

    private static void showAfresh() {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), ADDRESS);
        context.responseComplete();
    }

    public DeadLetters.Standing getStanding() {
        return standing;
    }

    public Reaching.Numbers getNumbers() {
        return numbers;
    }

    public List<Map.Entry<String, Long>> getReasons() {
        return List.copyOf(standing.reasons().entrySet());
    }

    public List<OutboxItem> getLetters() {
        return standing.oldest();
    }
}
