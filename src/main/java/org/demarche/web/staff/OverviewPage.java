package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.demarche.audit.Act;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.statistics.Accounting;
import org.demarche.statistics.Counts;
import org.demarche.statistics.Statistics;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.compile.Compiling;
import org.demarche.submission.compile.CompilingOutcome;
import org.demarche.vault.Vault;
import org.demarche.web.Redirect;

/** The overview: where a petition stands, and the button that compiles a submission. */
@Named
@RequestScoped
public class OverviewPage {
    private Desk desk;
    private Statistics statistics;
    private Counts counts;
    private Editions editions;
    private Compiling compiling;
    private Vault vault;
    private Clock clock;

    private Petition petition;
    private Instant now;
    private Accounting accounting;
    private SortedMap<Integer, Long> perDemand;
    private Edition latest;
    private long mailsWaiting;
    private String problem;

    protected OverviewPage() {}

    @Inject
    OverviewPage(
            Desk desk,
            Statistics statistics,
            Counts counts,
            Editions editions,
            Compiling compiling,
            Vault vault,
            Clock clock) {
        this.desk = desk;
        this.statistics = statistics;
        this.counts = counts;
        this.editions = editions;
        this.compiling = compiling;
        this.vault = vault;
        this.clock = clock;
    }

    @PostConstruct
    void read() {
        desk.actor().must(Act.SEE_OVERVIEW);
        now = clock.instant();
        petition = desk.petition().orElse(null);
        if (petition != null) {
            accounting = statistics.accounting(petition.id(), now);
            perDemand = statistics.perDemand(petition);
            latest = editions.latest(petition.id()).orElse(null);
            mailsWaiting = statistics.mailsWaiting();
        }
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the form {@code compile}. */
    public void compile() {
        FacesContext context = FacesContext.getCurrentInstance();
        CompilingOutcome outcome = compiling.compile(petition.id(), desk.actor());
        if (outcome instanceof CompilingOutcome.Started started) {
            watch(context, started.edition());
        } else if (outcome instanceof CompilingOutcome.AlreadyRunning running) {
            watch(context, running.edition());
        } else {
            problem = "compile.none";
            context.validationFailed();
        }
    }

    private void watch(FacesContext context, Edition edition) {
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(), Desk.address(petition, edition));
        context.responseComplete();
    }

    /** Key of the text that says why nothing was compiled; null if nothing is wrong. */
    public String getProblem() {
        return problem;
    }

    public Petition getPetition() {
        return petition;
    }

    public Letter getLetter() {
        return petition.letter("en");
    }

    /** The moment that the numbers are of. */
    public Instant getNow() {
        return now;
    }

    public Accounting getAccounting() {
        return accounting;
    }

    /** By how many the confirmed forms and the signatures that came of them differ; 0 if all are accounted for. */
    public long getUnaccounted() {
        return accounting.attempts().confirmed() - accounting.signatures().total();
    }

    /** The count that the public sees, which lags a little behind. */
    public long getPublished() {
        return counts.published(petition.id());
    }

    public long demand(int number) {
        return perDemand.getOrDefault(number, 0L);
    }

    public List<Letter.Clause> getDemands() {
        return getLetter().demands();
    }

    public long getMailsWaiting() {
        return mailsWaiting;
    }

    /** Whether names can be read on this server without anybody's help. */
    public boolean isVaultOpen() {
        return vault.canUnlock(petition.id());
    }

    /** The number that the next edition gets. */
    public int getNextNumber() {
        return editions.nextNumber(petition.id());
    }

    /** The edition that is being compiled; null if none is. */
    public Edition getRunning() {
        return latest != null && latest.isRunning(now) ? latest : null;
    }
}
