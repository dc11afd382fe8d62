package org.demarche.signing.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Rulings;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Submissions;
import org.demarche.signature.Visibility;
import org.demarche.signing.form.Fields;
import org.demarche.signing.form.Problem;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.vault.Token;

/** A signer's own page: where their signature stands, what the addressee sees of it, and the way out. */
@Named
@RequestScoped
public class SignaturePage {
    private Optional<Token> token;
    private String language;
    private Petitions petitions;
    private Revisiting revisiting;
    private Showing showing;
    private Withdrawing withdrawing;
    private Reviewing reviewing;
    private Renewing renewing;
    private Erasing erasing;
    private TakingReceipt takingReceipt;

    /** Null until it has been looked up. */
    private Optional<Revisiting.View> view;

    /** The choice as it was sent; null where none was. */
    private String chosen;

    private boolean handover;

    /** What was said for a review, as it was sent. */
    private String reason = "";

    /** Whether the receipt was asked to prove the name, as it was sent. */
    private boolean receiptNamed;

    /** Why the link leads nowhere any more; empty where that is not known. */
    private Optional<EndedLinks.Why> ended = Optional.empty();

    private List<Problem> problems = List.of();

    protected SignaturePage() {}

    @Inject
    public SignaturePage(
            Optional<Token> token,
            Locale locale,
            Petitions petitions,
            Revisiting revisiting,
            Showing showing,
            Withdrawing withdrawing,
            Reviewing reviewing,
            Renewing renewing,
            Erasing erasing,
            TakingReceipt takingReceipt) {
        this.token = token;
        this.language = locale.toLanguageTag();
        this.petitions = petitions;
        this.revisiting = revisiting;
        this.showing = showing;
        this.withdrawing = withdrawing;
        this.reviewing = reviewing;
        this.renewing = renewing;
        this.erasing = erasing;
        this.takingReceipt = takingReceipt;
    }

    /** Before the page is drawn: finds the signature, or says in the status that there is none, or none any more. */
    public void look() {
        view = token.flatMap(page -> revisiting.look(page, language));
        if (view.isEmpty()) {
            ended = token.flatMap(revisiting::whyNot);
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(ended.isPresent() ? 410 : 404);
        }
    }

    /** The action of the form {@code visibility}. */
    public String show() {
        FacesContext context = FacesContext.getCurrentInstance();
        Fields sent = sent(context);
        chosen = sent.text("visibility");
        handover = sent.ticked("handover");
        Optional<Visibility> visibility = Arrays.stream(Visibility.values())
                .filter(one -> one.name().equals(chosen))
                .findFirst();
        if (visibility.isEmpty()) {
            return refuse(context, Problem.of("visibility", "petition.form.visibility.missing"));
        }
        Showing.Result result = token.map(page -> showing.show(page, visibility.get(), handover, language))
                .orElse(Showing.Result.UNKNOWN);
        return switch (result) {
            case SAVED -> address() + "?saved=visibility";
            case HANDOVER_MISSING -> refuse(context, Problem.of("handover", "petition.form.handover.missing"));
            case FROZEN -> refuse(context, Problem.of("visibility", "signature.visibility.frozen"));
            case UNKNOWN -> null;
        };
    }

    private String refuse(FacesContext context, Problem problem) {
        problems = List.of(problem);
        context.validationFailed();
        return null;
    }

    /** The action of the form {@code review}. */
    public String review() {
        FacesContext context = FacesContext.getCurrentInstance();
        reason = sent(context).text("reason").strip().replace("\r\n", "\n");
        if (reason.codePointCount(0, reason.length()) > Reviewing.LONGEST) {
            return refuse(context, Problem.of("reason", "signature.review.reason.tooLong", Reviewing.LONGEST));
        }
        return token.filter(page -> reviewing.ask(page, reason))
                .map(page -> address())
                .orElse(null);
    }

    /** The action of the form {@code renew}. */
    public String renew() {
        return token.flatMap(renewing::renew)
                .map(page -> "signature/" + page.text() + "?saved=link")
                .orElse(null);
    }

    /** The action of the form {@code withdraw}. */
    public String withdraw() {
        return token.filter(withdrawing::withdraw).map(page -> address()).orElse(null);
    }

    /** The action of the form {@code erase}: what cannot be undone needs a tick, so that nobody does it by a slip. */
    public String erase() {
        FacesContext context = FacesContext.getCurrentInstance();
        if (!sent(context).ticked("erase-sure")) {
            return refuse(context, Problem.of("erase-sure", "signature.erase.sure.missing"));
        }
        return token.filter(erasing::erase).map(page -> address()).orElse(null);
    }

    /** The action of the form {@code receipt}: answers with the file. */
    public String takeReceipt() throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        Fields sent = sent(context);
        receiptNamed = sent.ticked("receipt-named");
        if (!sent.ticked("receipt-sure")) {
            return refuse(context, Problem.of("receipt-sure", "signature.receipt.sure.missing"));
        }
        Optional<String> receipt = token.flatMap(page -> takingReceipt.take(page, receiptNamed));
        if (receipt.isEmpty()) {
            return refuse(context, Problem.of("receipt-sure", "signature.receipt.gone"));
        }
        byte[] file = receipt.get().getBytes(UTF_8);
        ExternalContext answer = context.getExternalContext();
        answer.setResponseContentType("text/plain; charset=utf-8");
        // A name that does not tell whoever sees it what was signed.
        answer.setResponseHeader("Content-Disposition", "attachment; filename=\"receipt.tlog-proof\"");
        answer.setResponseContentLength(file.length);
        answer.getResponseOutputStream().write(file);
        context.responseComplete();
        return null;
    }

    private static Fields sent(FacesContext context) {
        return new Fields(context.getExternalContext().getRequestParameterValuesMap());
    }

    private String address() {
        return "signature/" + token.orElseThrow().text();
    }

    /** Whether the link leads to a signature; assumed until it has been looked up. */
    public boolean isKnown() {
        return view == null || view.isPresent();
    }

    /** The beginning of the keys of what to say where the link leads to no signature. */
    public String getAbsence() {
        return ended.map(why -> "signature.ended." + why).orElse("signature.unknown");
    }

    /** Whether an edition holds the signature, so that it can only show as much as now, or less. */
    public boolean isFrozen() {
        return getView() != null && !getView().editions().isEmpty();
    }

    /** Whether what an edition holds has been handed over. */
    public boolean isDelivered() {
        return getView() != null
                && getView().editions().stream().anyMatch(standing -> standing.stage() == Submissions.Stage.DELIVERED);
    }

    /** Whether a review may be asked for; assumed until it has been looked up. */
    public boolean isReviewable() {
        return view == null
                || view.filter(found ->
                                found.state() == SignatureState.HELD || found.state() == SignatureState.STRUCK_OUT)
                        .isPresent();
    }

    /** What staff decided last; null if nothing. */
    public Rulings.Given getRuling() {
        return getView() == null ? null : getView().ruling().orElse(null);
    }

    /** When a review was asked for; null if it was not. */
    public Instant getReviewAskedAt() {
        return getView() == null ? null : getView().reviewAskedAt().orElse(null);
    }

    /** Since when name and address are destroyed on schedule; null if they are not. */
    public Instant getErasedAt() {
        return getView() == null ? null : getView().erasedAt().orElse(null);
    }

    /** Whether a sealed edition holds the signature; assumed until it has been looked up. */
    public boolean isReceiptReady() {
        return view == null || view.flatMap(Revisiting.View::receipt).isPresent();
    }

    /** Number of the edition that a receipt would speak of; null if there is none yet. */
    public Integer getReceiptEdition() {
        return getView() == null ? null : getView().receipt().orElse(null);
    }

    public boolean isReceiptNamed() {
        return receiptNamed;
    }

    /** Whether a receipt can prove the name: this link opens it, with the salt of its commitment. */
    public boolean isReceiptNameable() {
        return getOwnCopy() != null && getOwnCopy().nameSalt().isPresent();
    }

    public String getReason() {
        return reason;
    }

    /** Whether there is anything left to change; assumed until it has been looked up. */
    public boolean isLiving() {
        return view == null
                || view.filter(found ->
                                found.state() != SignatureState.WITHDRAWN && found.state() != SignatureState.ERASED)
                        .isPresent();
    }

    /** The signature; null until it has been looked up, and where there is none. */
    public Revisiting.View getView() {
        return view == null ? null : view.orElse(null);
    }

    /** Name and address; null where the link does not open them. */
    public OwnCopy getOwnCopy() {
        return getView() == null ? null : getView().ownCopy().orElse(null);
    }

    /** The petition that was signed; null where it is not known. */
    public Petition getPetition() {
        return getView() == null ? null : petitions.byId(getView().petitionId());
    }

    /** The letter in the page's language; null where it is not known. */
    public Letter getLetter() {
        return getView() == null ? null : getPetition().letter(language);
    }

    /** The choice to be shown as made. */
    public String getVisibility() {
        return chosen == null ? getView().choices().visibility().name() : chosen;
    }

    public boolean isHandover() {
        return handover;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
