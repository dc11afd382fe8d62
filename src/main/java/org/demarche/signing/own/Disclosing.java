package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Choices;
import org.demarche.signature.Consent;
import org.demarche.signature.ConsentTexts;
import org.demarche.signature.Flag;
import org.demarche.signature.PageLink;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.Rulings;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signature.Submissions;
import org.demarche.signing.ledger.OwnCopy;
import org.demarche.vault.Token;

/**
 * All that is stored about a signer, for the signer (Article 15 of the General Data Protection Regulation). What only
 * the vault opens is named as sealed, and given where the link opens the signer's own copy of it. Times are to the hour,
 * but for that of a confirmation on its first day.
 */
@ApplicationScoped
public class Disclosing {
    private static final HexFormat HEX = HexFormat.of();

    private Signatures signatures;
    private Petitions petitions;
    private ConsentTexts consents;
    private Submissions submissions;
    private ReviewRequests reviews;
    private Rulings rulings;

    protected Disclosing() {}

    @Inject
    public Disclosing(
            Signatures signatures,
            Petitions petitions,
            ConsentTexts consents,
            Submissions submissions,
            ReviewRequests reviews,
            Rulings rulings) {
        this.signatures = signatures;
        this.petitions = petitions;
        this.consents = consents;
        this.submissions = submissions;
        this.reviews = reviews;
        this.rulings = rulings;
    }

    /** {@return what is stored; empty if the token leads nowhere} */
    @Transactional
    public Optional<JsonObject> disclose(Token page) {
        return signatures.link(page).flatMap(link -> signatures
                .find(link.petitionId(), link.signatureId())
                .map(signature -> disclose(signature, link, page)));
    }

    private JsonObject disclose(Signature signature, PageLink link, Token page) {
        Petition petition = petitions.byId(signature.petitionId());
        return Json.createObjectBuilder()
                .add("petition", petition.slug())
                .add("state", signature.state().name())
                .add("person", person(signature, link, page))
                .add("choices", choices(signature.choices()))
                .add("letter", letter(signature))
                .add("consents", consents(signature))
                .add("signedAt", signature.consentedAt().toString())
                .add("confirmedAt", signature.confirmedAt().toString())
                .add("channel", signature.signed().channel().name())
                .add("unusual", unusual(signature))
                .add("submissions", submissions(signature))
                .add("decisions", decisions(signature))
                .add("review", review(signature))
                .add("links", links(signature))
                .add("comparison", comparison(signature))
                .build();
    }

    private static JsonObjectBuilder person(Signature signature, PageLink link, Token page) {
        Optional<OwnCopy> copy = link.ownCopy().flatMap(kept -> OwnCopy.open(kept, page));
        JsonObjectBuilder person = Json.createObjectBuilder()
                .add("name", copy.map(OwnCopy::name).map(Disclosing::value).orElse(JsonValue.NULL))
                .add("email", copy.map(OwnCopy::email).map(Disclosing::value).orElse(JsonValue.NULL))
                .add("nameCommitment", HEX.formatHex(signature.identity().nameCommitment()))
                .add("initialsCommitment", HEX.formatHex(signature.identity().initialsCommitment()));
        String stored = copy.isPresent()
                ? "Name and address are stored encrypted; this link opens a copy that only it opens."
                : "Name and address are stored encrypted. Only the link that was made when you signed opens"
                        + " your copy; this one was made later.";
        if (signature.erasedOnScheduleAt().isPresent()) {
            stored = signature.choices().news()
                    ? "Name erased on schedule, after the hand-over; the address is stored encrypted, for the news."
                    : "Name and address erased on schedule, after the hand-over.";
        }
        return person.add("stored", signature.isErased() ? "Erased." : stored);
    }

    private static JsonObjectBuilder choices(Choices choices) {
        return Json.createObjectBuilder()
                .add(
                        "country",
                        Optional.ofNullable(choices.country())
                                .map(Disclosing::value)
                                .orElse(JsonValue.NULL))
                .add("demands", Json.createArrayBuilder(choices.support().numbers()))
                .add("visibility", choices.visibility().name())
                .add("handover", choices.handover())
                .add("news", choices.news());
    }

    private JsonObjectBuilder letter(Signature signature) {
        String language = signature.signed().language();
        int version = signature.signed().letterVersion();
        return Json.createObjectBuilder()
                .add("language", language)
                .add("version", version)
                .add("sha256", petitions.publishedSha256(signature.petitionId(), version, language))
                .add("text", petitions.publishedText(signature.petitionId(), version, language));
    }

    private JsonArrayBuilder consents(Signature signature) {
        String language = signature.signed().language();
        JsonArrayBuilder given = Json.createArrayBuilder()
                .add(consent(
                        signature,
                        Consent.SIGNING,
                        language,
                        signature.consentedAt().toString()));
        signature
                .handoverGiven()
                .ifPresent(handover -> given.add(consent(
                        signature,
                        Consent.HANDOVER,
                        handover.language(),
                        handover.at().toString())));
        if (signature.choices().news()) {
            given.add(consent(
                    signature, Consent.NEWS, language, signature.consentedAt().toString()));
        }
        return given;
    }

    private JsonObjectBuilder consent(Signature signature, Consent consent, String language, String at) {
        JsonObjectBuilder given = Json.createObjectBuilder()
                .add("to", consent.name())
                .add("language", language)
                .add("at", at);
        signature
                .consents()
                .version(consent)
                .flatMap(version -> consents.find(signature.petitionId(), consent, language, version))
                .ifPresent(wording -> given.add("version", wording.version())
                        .add("sha256", HEX.formatHex(wording.sha256()))
                        .add("text", wording.text()));
        return given;
    }

    private static JsonArrayBuilder unusual(Signature signature) {
        JsonArrayBuilder flags = Json.createArrayBuilder();
        signature.flags().stream().sorted().map(Flag::name).forEach(flags::add);
        return flags;
    }

    private JsonArrayBuilder submissions(Signature signature) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        submissions.of(signature.petitionId(), signature.id()).forEach(standing -> all.add(submission(standing)));
        return all;
    }

    private static JsonObjectBuilder submission(Submissions.Standing standing) {
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        standing.attempts()
                .forEach(attempt -> attempts.add(Json.createObjectBuilder()
                        .add("on", attempt.day().toString())
                        .add("channel", attempt.channel())
                        .add("outcome", attempt.outcome())));
        return Json.createObjectBuilder()
                .add("number", standing.number())
                .add("stage", standing.stage().name())
                .add("shows", standing.shown().name())
                .add("frozenAt", standing.frozenAt().toString())
                .add("sealedAt", instant(standing.sealedAt()))
                .add("approvedAt", instant(standing.approvedAt()))
                .add("attempts", attempts);
    }

    private static JsonValue instant(Optional<Instant> moment) {
        return moment.map(Instant::toString).map(Disclosing::value).orElse(JsonValue.NULL);
    }

    private JsonArrayBuilder decisions(Signature signature) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        rulings.of(signature.petitionId(), signature.id(), signature.signed().language())
                .forEach(given -> all.add(Json.createObjectBuilder()
                        .add("decision", given.ruling().name())
                        .add("reason", given.text())
                        .add("at", given.at().toString())));
        return all;
    }

    private JsonValue review(Signature signature) {
        return reviews.find(signature.petitionId(), signature.id())
                .<JsonValue>map(request -> Json.createObjectBuilder()
                        .add("askedAt", request.askedAt().toString())
                        .add("answered", !request.isOpen())
                        .add("text", request.text().isPresent() ? "Stored encrypted, for those who review." : "")
                        .build())
                .orElse(JsonValue.NULL);
    }

    private JsonArrayBuilder links(Signature signature) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        signatures
                .links(signature)
                .forEach(link -> all.add(Json.createObjectBuilder()
                        .add("madeAt", link.createdAt().toString())
                        .add("opensOwnCopy", link.ownCopy().isPresent())));
        return all;
    }

    /** What tells the portal that an address or a name signs again, or what signatures have in common, without naming it. */
    private static JsonObjectBuilder comparison(Signature signature) {
        return Json.createObjectBuilder()
                .add("addressHash", hex(signature.addressHash()))
                .add("addressRules", signature.addressRules())
                .add("nameHash", hex(signature.nameHash()))
                .add(
                        "domainMark",
                        signature.marks().domain().map(Disclosing::value).orElse(JsonValue.NULL))
                .add(
                        "networkMark",
                        signature.marks().network().map(Disclosing::value).orElse(JsonValue.NULL));
    }

    private static JsonValue hex(byte[] hash) {
        return hash == null ? JsonValue.NULL : value(HEX.formatHex(hash));
    }

    private static JsonValue value(String text) {
        return Json.createValue(text);
    }
}
