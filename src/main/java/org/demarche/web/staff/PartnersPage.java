package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.mail.Address;
import org.demarche.signing.form.Problem;
import org.demarche.signing.partner.Partner;
import org.demarche.signing.partner.PartnerTerms;
import org.demarche.signing.partner.Partnering;

/** The partners whose servers may send signatures: making one shows its key, this once. */
@Named
@RequestScoped
public class PartnersPage {
    private static final String NUMBER = "[1-9][0-9]{0,6}";

    private Desk desk;
    private Partnering partnering;
    private List<Partner> all = List.of();
    private String name = "";
    private String contact = "";
    private String perMinute = "60";
    private String perHour = "1000";
    private String key;
    private List<Problem> problems = List.of();

    protected PartnersPage() {}

    @Inject
    PartnersPage(Desk desk, Partnering partnering) {
        this.desk = desk;
        this.partnering = partnering;
    }

    @PostConstruct
    void read() {
        all = partnering.all(desk.actor());
    }

    /** The action of the form {@code partner}. */
    public void agree() {
        FacesContext context = FacesContext.getCurrentInstance();
        Map<String, String> sent = context.getExternalContext().getRequestParameterMap();
        name = sent.getOrDefault("name", "").replaceAll("\\p{Cntrl}", " ").strip();
        contact = sent.getOrDefault("contact", "").strip();
        perMinute = sent.getOrDefault("perMinute", "").strip();
        perHour = sent.getOrDefault("perHour", "").strip();
        problems = judge();
        if (problems.isEmpty()) {
            PartnerTerms terms =
                    new PartnerTerms(name, contact, Integer.parseInt(perMinute), Integer.parseInt(perHour));
            key = partnering.agree(terms, desk.actor()).text();
            name = "";
            contact = "";
            read();
        } else {
            context.validationFailed();
        }
    }

    /** The action of the button beside a partner. */
    public void revoke(long id) {
        partnering.revoke(id, desk.actor());
        read();
    }

    private List<Problem> judge() {
        List<Problem> found = new ArrayList<>();
        if (name.isEmpty()) {
            found.add(Problem.of("name", "partners.form.name.missing"));
        } else if (name.length() > PartnerTerms.LONGEST_NAME) {
            found.add(Problem.of("name", "partners.form.name.tooLong", PartnerTerms.LONGEST_NAME));
        }
        if (Address.parse(contact).isEmpty()) {
            found.add(Problem.of("contact", "partners.form.contact.invalid"));
        }
        int minute = number("perMinute", perMinute, 1, PartnerTerms.MOST_PER_MINUTE, found);
        number("perHour", perHour, minute, PartnerTerms.MOST_PER_HOUR, found);
        return found;
    }

    /** What was typed as a number; the least allowed if it is none, which is then among the problems. */
    private static int number(String field, String typed, int least, int most, List<Problem> found) {
        int number = typed.matches(NUMBER) ? Integer.parseInt(typed) : 0;
        if (number < least || number > most) {
            found.add(Problem.of(field, "partners.form.number.invalid", least, most));
            return least;
        }
        return number;
    }

    public List<Partner> getAll() {
        return all;
    }

    /** The key that was made by this request; null if none was. */
    public String getKey() {
        return key;
    }

    public String getName() {
        return name;
    }

    public String getContact() {
        return contact;
    }

    public String getPerMinute() {
        return perMinute;
    }

    public String getPerHour() {
        return perHour;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
