package org.demarche.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.demarche.config.Settings;
import org.demarche.petition.Demand;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.petition.Words;
import org.demarche.statistics.Figures;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.erasure.Erasure;
import org.demarche.submission.story.EditionStory;
import org.demarche.submission.story.Since;
import org.demarche.vault.drill.Readiness;

/**
 * Petitions as JSON, of the shapes that the description of the resources gives. Whatever has a language is an object of
 * texts by BCP 47 tag, so that one document serves everybody.
 */
@ApplicationScoped
class PetitionDocuments {
    private static final List<String> DESTROYED = List.of(
            "NAMES_AND_SALTS",
            "ADDRESSES_BUT_FOR_NEWS",
            "OWN_COPIES",
            "NAME_HASHES",
            "MARKS",
            "REVIEW_REQUESTS",
            "FULL_PACKAGE");
    private static final List<String> KEPT =
            List.of("ROWS_AND_COMMITMENTS", "COUNTS", "ADDRESS_HASHES", "ADDRESSES_FOR_NEWS", "REDACTED_PACKAGE");

    private Settings settings;
    private Readiness readiness;
    private Clock clock;

    protected PetitionDocuments() {}

    @Inject
    PetitionDocuments(Settings settings, Readiness readiness, Clock clock) {
        this.readiness = readiness;
        this.settings = settings;
        this.clock = clock;
    }

    JsonObject list(Collection<Petition> petitions, ToLongFunction<Petition> counts) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        petitions.forEach(petition -> list.add(summary(petition, counts.applyAsLong(petition))));
        return Json.createObjectBuilder().add("petitions", list).build();
    }

    JsonObject whole(Petition petition, long count) {
        JsonObjectBuilder letters = Json.createObjectBuilder();
        petition.languages().forEach(language -> letters.add(language, letter(petition.letter(language))));
        JsonArrayBuilder demands = Json.createArrayBuilder();
        petition.demands().forEach(demand -> demands.add(standing(demand)));
        return summary(petition, count)
                .add(
                        "organisation",
                        Json.createObjectBuilder()
                                .add("name", words(petition.organisation().name()))
                                .add("email", petition.organisation().email()))
                .add(
                        "subject",
                        Json.createObjectBuilder()
                                .add("name", words(petition.subject().name()))
                                .add("description", words(petition.subject().description()))
                                .add("status", petition.subject().status().name())
                                .add(
                                        "statusDate",
                                        petition.subject().statusDate().toString())
                                .add("statusText", words(petition.subject().statusText())))
                .add(
                        "addressee",
                        Json.createObjectBuilder()
                                .add("name", words(petition.addressee().name()))
                                .add("function", words(petition.addressee().function()))
                                .add("office", words(petition.addressee().office()))
                                .add("country", petition.addressee().country()))
                .add("letters", letters)
                .add("demands", demands)
                .build();
    }

    JsonObject count(Petition petition, long count) {
        return Json.createObjectBuilder()
                .add("slug", petition.slug())
                .add("count", count)
                .build();
    }

    JsonObject statistics(Petition petition, Figures figures) {
        JsonArrayBuilder demands = Json.createArrayBuilder();
        figures.demands().forEach((number, signatures) -> {
            JsonObjectBuilder demand = Json.createObjectBuilder().add("number", number);
            signatures.ifPresentOrElse(known -> demand.add("signatures", known), () -> demand.addNull("signatures"));
            demands.add(demand);
        });
        JsonObjectBuilder json = Json.createObjectBuilder().add("slug", petition.slug());
        figures.asOf().ifPresentOrElse(moment -> json.add("asOf", moment.toString()), () -> json.addNull("asOf"));
        return json.add("signatures", figures.signatures())
                .add("demands", demands)
                .add("countries", numbers(figures.countries()))
                .add("languages", numbers(figures.languages()))
                .add("months", numbers(figures.months()))
                .build();
    }

    JsonObject editions(Petition petition, List<EditionStory> stories) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        stories.forEach(story -> list.add(edition(story)));
        return Json.createObjectBuilder()
                .add("slug", petition.slug())
                .add("editions", list)
                .build();
    }

    private JsonObjectBuilder edition(EditionStory story) {
        Edition edition = story.edition();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("number", edition.number())
                .add("state", edition.state(clock.instant()).name())
                .add("cutoff", edition.cutoff().toString())
                .add("signatures", edition.rowsTotal());
        edition.sealedAt().ifPresent(at -> json.add("sealedAt", at.toString()));
        edition.approvedAt().ifPresent(at -> json.add("approvedAt", at.toString()));
        edition.sealed().ifPresent(made -> json.add("root", made.tree().root().hex())
                .add("fileName", made.file(Copy.FULL).name())
                .add("fileSha256", made.file(Copy.FULL).hex())
                .add("sealFingerprint", made.seal().fingerprint()));
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        story.attempts()
                .forEach(attempt -> attempts.add(Json.createObjectBuilder()
                        .add("on", attempt.day().toString())
                        .add("channel", attempt.channel().name())
                        .add("outcome", attempt.outcome().name())));
        json.add("deliveries", attempts);
        story.delivered()
                .ifPresent(delivered -> json.add("deliveredOn", delivered.day().toString()));
        story.answer()
                .ifPresent(answer -> json.add(
                        "answer",
                        Json.createObjectBuilder()
                                .add("on", answer.day().toString())
                                .add("text", answer.text())));
        Since since = story.since();
        json.add(
                "changedSince",
                Json.createObjectBuilder()
                        .add("asOf", since.asOf().toString())
                        .add("withdrawn", told(since.withdrawn()))
                        .add("erased", told(since.erased()))
                        .add("struckOut", told(since.struckOut())));
        story.erasure().ifPresent(erasure -> json.add("erasure", certificate(edition, erasure)));
        return json;
    }

    /** Null for a few, which are not told. */
    private static JsonValue told(Since.Few number) {
        return number.few() ? JsonValue.NULL : Json.createValue(number.value());
    }

    /** What was destroyed is named as in the description of the resources. */
    private static JsonObjectBuilder certificate(Edition edition, Erasure erasure) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("edition", edition.number())
                .add("begunAt", erasure.begunAt().toString());
        erasure.finishedAt().ifPresent(at -> json.add("finishedAt", at.toString())
                // All that it holds: how many had themselves erased before could be a few.
                .add("signatures", edition.rowsTotal())
                .add("destroyed", Json.createArrayBuilder(DESTROYED))
                .add("kept", Json.createArrayBuilder(KEPT))
                .add(
                        "auditEntry",
                        Json.createObjectBuilder()
                                .add("sequence", erasure.auditSequence().orElseThrow())
                                .add("sha256", erasure.auditHash().orElseThrow())));
        return json;
    }

    private JsonObjectBuilder summary(Petition petition, long count) {
        JsonObjectBuilder titles = Json.createObjectBuilder();
        JsonObjectBuilder summaries = Json.createObjectBuilder();
        JsonObjectBuilder pages = Json.createObjectBuilder();
        for (String language : petition.languages()) {
            titles.add(language, petition.letter(language).title());
            summaries.add(language, petition.letter(language).summary());
            pages.add(language, settings.publicUrl() + "/" + language + "/" + petition.slug());
        }
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("slug", petition.slug())
                .add("url", settings.publicUrl() + "/api/petitions/" + petition.slug())
                .add("pages", pages)
                .add("languages", Json.createArrayBuilder(petition.languages()))
                .add("state", state(petition))
                .add("opensAt", petition.opensAt().toString());
        petition.closesAt()
                .map(Instant::toString)
                .ifPresentOrElse(at -> json.add("closesAt", at), () -> json.addNull("closesAt"));
        return json.add("title", titles).add("summary", summaries).add("count", count);
    }

    private String state(Petition petition) {
        Instant now = clock.instant();
        if (petition.isOpen(now) && readiness.isReady(petition.id())) {
            return "OPEN";
        }
        return petition.isClosed(now) ? "CLOSED" : "NOT_YET_OPEN";
    }

    private static JsonObjectBuilder letter(Letter letter) {
        JsonArrayBuilder demands = Json.createArrayBuilder();
        letter.demands()
                .forEach(demand -> demands.add(Json.createObjectBuilder()
                        .add("number", demand.number())
                        .add("title", demand.title())
                        .add("text", demand.text())));
        return Json.createObjectBuilder()
                .add("version", letter.version())
                .add("sha256", letter.sha256())
                .add("date", letter.date().toString())
                .add("title", letter.title())
                .add("addressee", Json.createArrayBuilder(letter.addressee()))
                .add("salutation", letter.salutation())
                .add("paragraphs", Json.createArrayBuilder(letter.paragraphs()))
                .add("demandsIntroduction", letter.demandsIntroduction())
                .add("demands", demands)
                .add("closing", letter.closing());
    }

    private static JsonObjectBuilder standing(Demand demand) {
        return Json.createObjectBuilder()
                .add("number", demand.number())
                .add("state", demand.state().name())
                .add("noted", demand.noted().toString())
                .add("note", words(demand.note()));
    }

    private static JsonObjectBuilder words(Words words) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(words.byLanguage()).forEach(json::add);
        return json;
    }

    private static JsonObjectBuilder numbers(Map<String, Long> numbers) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(numbers).forEach(json::add);
        return json;
    }
}
