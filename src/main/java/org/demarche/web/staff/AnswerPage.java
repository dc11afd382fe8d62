package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.signing.form.Problem;
import org.demarche.submission.Edition;
import org.demarche.submission.delivery.Answering;
import org.demarche.submission.delivery.Deliveries;
import org.demarche.web.Redirect;

/** The form in which staff tell everybody what the addressee answered. */
@Named
@RequestScoped
public class AnswerPage {
    private Desk desk;
    private Answering answering;
    private Deliveries deliveries;
    private Petition petition;
    private Edition edition;
    private String day = "";
    private String words = "";
    private List<Problem> problems = List.of();

    protected AnswerPage() {}

    @Inject
    AnswerPage(Desk desk, Answering answering, Deliveries deliveries) {
        this.desk = desk;
        this.answering = answering;
        this.deliveries = deliveries;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        edition = desk.edition().filter(Edition::isDelivered).orElse(null);
        if (edition != null) {
            deliveries.answer(edition).ifPresent(answer -> {
                day = answer.day().toString();
                words = answer.text();
            });
        }
    }

    /** Run before the page is drawn: what nobody has received, nobody answers. */
    public void check() throws IOException {
        if (edition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the form {@code answer}. */
    public void tell() {
        FacesContext context = FacesContext.getCurrentInstance();
        Map<String, String> sent = context.getExternalContext().getRequestParameterMap();
        day = sent.getOrDefault("day", "").strip();
        words = sent.getOrDefault("text", "").replace("\r\n", "\n").strip();
        Optional<LocalDate> read = date(day);
        if (read.isEmpty()) {
            refuse(context, Problem.of("day", "answer.form.DAY_UNREADABLE"));
            return;
        }
        Answering.Result result = answering.answer(petition.id(), edition.id(), read.get(), words, desk.actor());
        if (result != Answering.Result.TOLD) {
            refuse(
                    context,
                    Problem.of(
                            result.name().startsWith("DAY") ? "day" : "text",
                            "answer.form." + result,
                            Answering.LONGEST));
            return;
        }
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(), Desk.address(petition, edition));
        context.responseComplete();
    }

    private void refuse(FacesContext context, Problem problem) {
        problems = List.of(problem);
        context.validationFailed();
    }

    private static Optional<LocalDate> date(String typed) {
        try {
            return typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(typed)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public Petition getPetition() {
        return petition;
    }

    public Edition getEdition() {
        return edition;
    }

    public String getAddress() {
        return Desk.address(petition, edition);
    }

    public String getDay() {
        return day;
    }

    public String getWords() {
        return words;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
