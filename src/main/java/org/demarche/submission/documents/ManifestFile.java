package org.demarche.submission.documents;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.petition.Demand;
import org.demarche.petition.Petition;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.submission.rows.Root;
import org.demarche.verification.Layout;

/** What an edition states of itself: {@code data/manifest.json}. */
final class ManifestFile {
    private ManifestFile() {}

    static byte[] bytes(Facts facts) {
        Petition petition = facts.petition();
        String first = petition.languages().get(0);
        Map<String, Object> manifest = new HashMap<>();
        manifest.put(
                "accounting",
                Map.of(
                        "attempts", numbers(facts.accounting().getJsonObject("attempts")),
                        "gone", numbers(facts.accounting().getJsonObject("gone")),
                        "signatures", numbers(facts.accounting().getJsonObject("signatures"))));
        manifest.put(
                "addressee",
                petition.addressee().name().in(first) + ", "
                        + petition.addressee().function().in(first) + ", "
                        + petition.addressee().office().in(first));
        manifest.put("checkpoint", facts.seal().checkpoint());
        manifest.put("count", facts.count());
        manifest.put("cutoff", facts.cutoff().toString());
        manifest.put("demands", demands(facts));
        manifest.put("edition", facts.edition());
        manifest.put("format", Layout.FORMAT);
        manifest.put("level", facts.seal().level().name());
        manifest.put(
                "letters", facts.letters().stream().map(LetterText::inManifest).toList());
        manifest.put("organisation", petition.organisation().name().in(first));
        manifest.put("petition", petition.slug());
        manifest.put("previous", facts.previous().map(ManifestFile::previous).orElse(null));
        manifest.put("subject", petition.subject().name().in(first));
        manifest.put("title", inEveryLanguage(petition, language -> petition.letter(language)
                .title()));
        manifest.put("tree", tree(facts.root()));
        manifest.put("trial", facts.trial());
        manifest.put("version", Layout.VERSION);
        manifest.put("visibility", numbers(facts.statistics().getJsonObject("visibility")));
        return CanonicalJson.bytes(manifest);
    }

    private static Map<String, Object> previous(Previous previous) {
        Map<String, Object> json = new HashMap<>(tree(previous.root()));
        json.put("cutoff", previous.cutoff().toString());
        json.put("edition", previous.edition());
        json.put("manifest", previous.manifest());
        json.put("peaks", previous.peaks());
        return json;
    }

    private static Map<String, Object> tree(Root root) {
        return Map.of("root", root.hex(), "size", root.size());
    }

    private static List<Map<String, Object>> demands(Facts facts) {
        Petition petition = facts.petition();
        return petition.demands().stream()
                .map(Demand::number)
                .map(number -> Map.<String, Object>of(
                        "number", number,
                        "title",
                                inEveryLanguage(petition, language -> petition.letter(language)
                                        .demand(number)
                                        .title()),
                        "total", facts.demandTotal(number)))
                .toList();
    }

    private static Map<String, String> inEveryLanguage(Petition petition, Function<String, String> words) {
        return petition.languages().stream().collect(Collectors.toMap(Function.identity(), words));
    }

    private static Map<String, Long> numbers(JsonObject json) {
        return json.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), name -> ((JsonNumber) json.get(name)).longValueExact()));
    }
}
