package org.demarche.signing.form;

import java.util.List;
import org.demarche.petition.Petition;

/**
 * The form {@code sign}, as it was typed: whatever came, so that it can be shown again. Its annotations are the one
 * place for every rule, for the page and the API alike; the order of its parts is the order of errors.
 *
 * @param language the language of the letter that was in front of the signer
 * @param demands numbers of the demands ticked, as sent
 * @param visibility name of a {@link org.demarche.signature.Visibility}, as sent
 */
@DemandsOfLetter
@HandoverAgreed
public record SigningForm(
        Petition petition,
        String language,
        @PersonName String name,
        @MailAddress String email,
        @Country String country,
        List<String> demands,
        @KnownVisibility String visibility,
        @Given("petition.form.consent.missing") boolean consent,
        boolean handover,
        boolean news) {

    /** The fields, in the order in which a reader meets them. */
    public static final List<String> FIELDS =
            List.of("name", "email", "country", "demands", "visibility", "consent", "handover", "news");

    public SigningForm {
        name = name == null ? "" : name;
        email = email == null ? "" : email;
        country = country == null ? "" : country;
        demands = demands == null ? List.of() : List.copyOf(demands);
        visibility = visibility == null ? "" : visibility;
    }
}
