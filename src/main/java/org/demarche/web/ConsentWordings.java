package org.demarche.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Consent;
import org.demarche.signature.ConsentTexts;

/** Registers the words in which the pages ask for consent, so that each consent is kept with the wording it was given to. */
@ApplicationScoped
class ConsentWordings {
    private static final int AFTER_THE_PETITIONS = Interceptor.Priority.LIBRARY_BEFORE + 100;

    @Inject
    private Petitions petitions;

    @Inject
    private ConsentTexts texts;

    void open(@Observes @Priority(AFTER_THE_PETITIONS) @Initialized(ApplicationScoped.class) Object started) {
        petitions.all().forEach(petition -> petition.languages().forEach(language -> register(petition, language)));
    }

    private void register(Petition petition, String language) {
        Text text = new Text(language);
        for (Consent consent : Consent.values()) {
            texts.register(petition.id(), consent, language, wording(consent, petition, text));
        }
    }

    /** Label and hint of the box, and the warning that stands above the choice of what is handed over. */
    private static String wording(Consent consent, Petition petition, Text text) {
        return switch (consent) {
            case SIGNING ->
                String.join(
                        "\n",
                        text.of(
                                "petition.form.consent.label",
                                petition.organisation().name().in(text.language())),
                        text.get("petition.form.consent.hint"));
            case HANDOVER ->
                String.join(
                        "\n",
                        text.get("petition.form.visibility.warning.title"),
                        text.get("petition.form.visibility.warning.text"),
                        text.of(
                                "petition.form.handover.label",
                                petition.addressee().office().in(text.language())),
                        text.get("petition.form.handover.hint"));
            case NEWS -> String.join("\n", text.get("petition.form.news.label"), text.get("petition.form.news.hint"));
        };
    }
}
