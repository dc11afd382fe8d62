package org.demarche.submission.documents;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.petition.Petition;
import org.demarche.signature.Visibility;
import org.demarche.submission.print.Imprint;
import org.demarche.submission.print.Texts;
import org.demarche.submission.rows.Root;
import org.demarche.verification.Layout;

/**
 * All that an edition's documents say. They say nothing of the time or the machine on which they are made, so the same
 * facts give the same bytes.
 *
 * @param edition its number
 * @param cutoff a whole second
 * @param trial whether it is made in a trial
 * @param root over the rows of this edition and of all before it
 * @param statistics as in {@code data/statistics.json}
 * @param accounting as in the manifest
 * @param letters the texts in the order of language and version
 * @param previous the edition that this one extends; empty for the first
 * @param earlier all delivered editions, the first one first
 * @param portal what the addresses of public pages begin with, without a slash at its end
 * @param seal the keys behind it
 */
public record Facts(
        Petition petition,
        int edition,
        Instant cutoff,
        boolean trial,
        Root root,
        JsonObject statistics,
        JsonObject accounting,
        List<LetterText> letters,
        Optional<Previous> previous,
        List<Earlier> earlier,
        URI portal,
        SealFacts seal) {
    private static final String FALLBACK = "en";

    public Facts {
        letters = List.copyOf(letters);
        earlier = List.copyOf(earlier);
    }

    /** Signatures that are new in this edition. */
    long count() {
        return root.size() - previous.map(before -> before.root().size()).orElse(0L);
    }

    /** All signatures that stand at the cut-off, those handed over earlier too. */
    long standing() {
        return signatures("counted");
    }

    /** Signatures handed over earlier that no longer count: {@code erased}, {@code held}, {@code struckOut} or {@code withdrawn}. */
    long gone(String state) {
        return accounting.getJsonObject("gone").getJsonNumber(state).longValueExact();
    }

    /** The public page that tells of all editions, in one of the petition's languages. */
    URI editionsPage(String language) {
        return URI.create(portal + "/" + language + "/" + petition.slug() + "/editions");
    }

    long demandTotal(int number) {
        return statistics
                .getJsonObject("demands")
                .getJsonNumber(Integer.toString(number))
                .longValueExact();
    }

    long visible(Visibility visibility) {
        return statistics
                .getJsonObject("visibility")
                .getJsonNumber(visibility.name())
                .longValueExact();
    }

    long attempts(String outcome) {
        return accounting.getJsonObject("attempts").getJsonNumber(outcome).longValueExact();
    }

    long signatures(String state) {
        return accounting.getJsonObject("signatures").getJsonNumber(state).longValueExact();
    }

    /** What letters about this edition name it by. */
    String reference(Texts texts) {
        return texts.say("letter.reference", petition.slug(), edition);
    }

    String fileName() {
        return Layout.packageName(petition.slug(), edition);
    }

    /** Signatories who chose to be named, by name or initials. */
    long named() {
        return visible(Visibility.FULL) + visible(Visibility.INITIALS);
    }

    /**
     * The languages of cover letters: the addressee's, then English, then the petition's others, as far as it speaks
     * them; never none.
     */
    List<String> languages() {
        List<String> printable = Stream.concat(
                        Stream.of(petition.addressee().language(), FALLBACK).filter(petition.languages()::contains),
                        petition.languages().stream())
                .filter(Texts::exist)
                .distinct()
                .limit(Layout.MOST_COVER_LETTERS)
                .toList();
        return printable.isEmpty() ? List.of(FALLBACK) : printable;
    }

    /** The languages of what is printed once: the addressee's and English, or what comes next to them. */
    List<String> bilingual() {
        List<String> pair = languages().stream()
                .filter(language -> language.equals(petition.addressee().language()) || language.equals(FALLBACK))
                .toList();
        return pair.isEmpty() ? languages().subList(0, 1) : pair;
    }

    /** {@return what a document of this edition says of itself} */
    Imprint imprint(Texts texts, String title, String subject) {
        return new Imprint(
                texts.language(),
                title,
                subject,
                petition.organisation().name().in(texts.language()),
                cutoff,
                root.hash());
    }
}
