package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.demarche.audit.Act;
import org.demarche.petition.Petition;
import org.demarche.submission.Approving;
import org.demarche.submission.ApprovingOutcome;
import org.demarche.submission.Edition;
import org.demarche.submission.EditionState;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.Stage;
import org.demarche.submission.compile.Compiling;
import org.demarche.submission.compile.CompilingOutcome;
import org.demarche.submission.compile.Progress;
import org.demarche.submission.delivery.Answer;
import org.demarche.submission.delivery.Changes;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.submission.delivery.Delivery;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.erasure.Erasure;
import org.demarche.submission.erasure.Erasures;
import org.demarche.submission.erasure.Retention;
import org.demarche.submission.seal.SealedFile;
import org.demarche.submission.shelf.Offer;
import org.demarche.submission.shelf.Packages;
import org.demarche.web.Redirect;

/** One submission: how far it has come, and what came of it. */
@Named
@RequestScoped
public class EditionPage {
    private Desk desk;
    private Compiling compiling;
    private Approving approving;
    private Packages packages;
    private Deliveries deliveries;
    private Changes changes;
    private Erasures erasures;
    private Retention retention;
    private Petition petition;
    private Edition edition;
    private Progress progress;
    private String problem;

    protected EditionPage() {}

    @Inject
    EditionPage(
            Desk desk,
            Compiling compiling,
            Approving approving,
            Packages packages,
            Deliveries deliveries,
            Changes changes,
            Erasures erasures,
            Retention retention) {
        this.deliveries = deliveries;
        this.changes = changes;
        this.erasures = erasures;
        this.retention = retention;
        this.desk = desk;
        this.compiling = compiling;
        this.approving = approving;
        this.packages = packages;
    }

    @PostConstruct
    void read() {
        desk.actor().must(Act.SEE_EDITIONS);
        petition = desk.petition().orElse(null);
        edition = desk.edition().orElse(null);
        if (edition != null) {
            progress = compiling.progress(petition.id(), edition.id()).orElseThrow();
        }
    }

    /** Run before the page is drawn: an address of an edition that is not there is nowhere. */
    public void check() throws IOException {
        if (edition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the form {@code resume}. */
    public void resume() {
        boolean resumed = !(compiling.resume(petition.id(), edition.id(), desk.actor())
                instanceof CompilingOutcome.NothingToCompile);
        finish(resumed ? null : "progress.notResumed");
    }

    /** The action of the form {@code cancel}. */
    public void cancel() {
        boolean cancelled = compiling.cancel(petition.id(), edition.id(), desk.actor());
        finish(cancelled ? null : "progress.notCancelled");
    }

    /** The action of the form {@code approve}. */
    public void approve() {
        ApprovingOutcome outcome = approving.approve(petition.id(), edition.id(), desk.actor());
        finish(outcome == ApprovingOutcome.APPROVED ? null : "approval." + outcome);
    }

    /** @param wrong key of the text that says what is; null if the page is to be shown afresh */
    private void finish(String wrong) {
        FacesContext context = FacesContext.getCurrentInstance();
        if (wrong != null) {
            problem = wrong;
            context.validationFailed();
            return;
        }
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(), Desk.address(petition, edition));
        context.responseComplete();
    }

    /** Whether whoever looks at it had it compiled. */
    public boolean isOwn() {
        return edition.requestedBy().equals(desk.actor().reference());
    }

    /** Key of the text that says why what was asked for was not done; null if nothing is wrong. */
    public String getProblem() {
        return problem;
    }

    public Petition getPetition() {
        return petition;
    }

    public Edition getEdition() {
        return edition;
    }

    public Progress getProgress() {
        return progress;
    }

    public EditionState getState() {
        return progress.state();
    }

    /** The stages to be shown, in order. */
    public List<Stage> getStages() {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage != Stage.DONE)
                .toList();
    }

    /** Where a stage stands: {@code done}, {@code current}, {@code failed} or {@code waiting}. */
    public String standing(Stage stage) {
        return standing(progress, stage);
    }

    static String standing(Progress progress, Stage stage) {
        if (stage.compareTo(progress.stage()) < 0) {
            return "done";
        }
        if (stage.compareTo(progress.stage()) > 0) {
            return "waiting";
        }
        return progress.state() == EditionState.FAILED ? "failed" : "current";
    }

    public String getAddress() {
        return Desk.address(petition, edition);
    }

    /** How many signatures are no longer as the package has them; a package with any is not delivered. */
    public long getChanged() {
        return progress.state() == EditionState.SEALED ? changes.count(edition) : 0;
    }

    /** The attempts to hand it over, the first first. */
    public List<Delivery> getAttempts() {
        return deliveries.of(edition);
    }

    /** Where what an attempt is shown by can be had. */
    public String attachment(Delivery delivery) {
        return getAddress() + "/deliveries/" + delivery.id();
    }

    /** What the addressee answered; null if nothing is told of that. */
    public Answer getAnswer() {
        return deliveries.answer(edition).orElse(null);
    }

    /** The erasure of its signers; null until it has begun. */
    public Erasure getErasure() {
        return erasures.of(edition).orElse(null);
    }

    /** When that will begin; null where it is not delivered. */
    public Instant getErasureDue() {
        return edition.deliveredAt().map(at -> at.plus(retention.auditWindow())).orElse(null);
    }

    /** How long the compilation will still take, in minutes, rounded up; null if that is not known. */
    public Long getMinutesLeft() {
        return minutes(progress);
    }

    static Long minutes(Progress progress) {
        return progress.left()
                .map(left -> Math.max(1, (left.toSeconds() + 59) / 60))
                .orElse(null);
    }

    /** The packages that may be taken of it. */
    public List<Offer> getPackages() {
        return offers(offer -> offer.language().isEmpty());
    }

    /** Its letters, the addressee's language first. */
    public List<Offer> getLetters() {
        return offers(offer -> offer.language().isPresent());
    }

    /** An offer's language in English. */
    public String language(Offer offer) {
        return Locale.forLanguageTag(offer.language().orElseThrow()).getDisplayName(Locale.ENGLISH);
    }

    private List<Offer> offers(Predicate<Offer> wanted) {
        try {
            return packages.offers(petition.slug(), edition).stream()
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was sealed; null until it is. */
    public SealedPackage getSealed() {
        return edition.sealed().orElse(null);
    }

    /** The sealed copy with everything, whether or not it still lies here; null until it is sealed. */
    public SealedFile getFull() {
        return edition.sealed().map(made -> made.file(Copy.FULL)).orElse(null);
    }

    /** Whether the copy with names is gone, as it is after its signers were erased. */
    public boolean isFullGone() {
        return packages.file(petition.slug(), edition).isEmpty();
    }

    /** Size of the package, rounded up; 0 if there is none. */
    public long getKilobytes() {
        Optional<Path> file = packages.file(petition.slug(), edition);
        try {
            return file.isPresent() ? (Files.size(file.get()) + 999) / 1000 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
