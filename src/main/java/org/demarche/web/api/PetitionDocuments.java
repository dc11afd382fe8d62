package org.demarche.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import org.demarche.vault.drill.Readiness;

/**
 * Petitions as JSON, of the shapes that the description of the resources gives. Whatever has a language is an object of
 * texts by BCP 47 tag, so that one document serves everybody.
 */
@ApplicationScoped
class PetitionDocuments {
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

    JsonObject editions(Petition petition, List<Edition> editions) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        editions.forEach(edition -> list.add(edition(edition)));
        return Json.createObjectBuilder()
                .add("slug", petition.slug())
                .add("editions", list)
                .build();
    }

    private JsonObjectBuilder edition(Edition edition) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("number", edition.number())
                .add("state", edition.state(clock.instant()).name())
                .add("cutoff", edition.cutoff().toString())
                .add("signatures", edition.rowsTotal());
        edition.sealedAt().ifPresent(at -> json.add("sealedAt", at.toString()));
        edition.root().ifPresent(root -> json.add("root", root));
        edition.fileName().ifPresent(name -> json.add("fileName", name));
        edition.fileSha256().ifPresent(hash -> json.add("fileSha256", hash));
        edition.sealFingerprint().ifPresent(seal -> json.add("sealFingerprint", seal));
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
