package org.demarche.submission.documents;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.petition.Petition;
import org.demarche.signature.Visibility;
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

    String fileName() {
        return Layout.packageName(petition.slug(), edition);
    }

    /**
     * The languages of what is printed: the addressee's and then English, as far as the petition speaks them, else its
     * first. What runs from right to left cannot be set in print yet: there English stands alone.
     */
    List<String> languages() {
        List<String> spoken = Stream.of(petition.addressee().language(), FALLBACK)
                .filter(petition.languages()::contains)
                .filter(Facts::isPrintable)
                .distinct()
                .toList();
        return spoken.isEmpty() ? List.of(petition.languages().get(0)) : spoken;
    }

    private static boolean isPrintable(String language) {
        return Texts.exist(language) && !Texts.in(language).isRightToLeft();
    }
}
