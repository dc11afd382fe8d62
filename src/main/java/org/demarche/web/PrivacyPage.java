package org.demarche.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.petition.Organisation;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;

/** The privacy notice: who answers for which petitions, and as of when it speaks. */
@Named
@ApplicationScoped
public class PrivacyPage {
    /** The day on which the notice's texts were last changed in what they say. */
    private static final LocalDate WORDED = LocalDate.of(2026, 11, 24);

    private Petitions petitions;

    protected PrivacyPage() {}

    @Inject
    PrivacyPage(Petitions petitions) {
        this.petitions = petitions;
    }

    /**
     * A controller.
     *
     * @param petitions those that it publishes; not empty
     */
    public record Controller(Organisation organisation, List<Petition> petitions) {
        /** The titles of its petitions in a language. */
        public List<String> titles(String language) {
            return petitions.stream()
                    .map(petition -> petition.letter(language).title())
                    .toList();
        }

        /** How many months after the last hand-over it keeps names and addresses at most; 0 where it does not say. */
        public int months() {
            return (int)
                    organisation.keeping().map(Period::toTotalMonths).orElse(0L).longValue();
        }
    }

    /** Each organisation once, in the order of its first petition. */
    public List<Controller> getControllers() {
        Map<Organisation, List<Petition>> published = petitions.all().stream()
                .collect(Collectors.groupingBy(Petition::organisation, LinkedHashMap::new, Collectors.toList()));
        return published.entrySet().stream()
                .map(entry -> new Controller(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** When what the notice says last changed: its texts, or what an organisation says of itself. */
    public LocalDate getVersion() {
        return Stream.concat(Stream.of(WORDED), petitions.all().stream().map(petition -> petition.organisation()
                        .described()))
                .max(LocalDate::compareTo)
                .orElse(WORDED);
    }
}
