package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.demarche.moderation.rules.EditingRules;
import org.demarche.moderation.rules.Terms;
import org.demarche.moderation.rules.Trial;
import org.demarche.petition.Petition;
import org.demarche.signature.SignatureState;
import org.demarche.signing.form.Problem;
import org.demarche.web.Redirect;
import org.demarche.web.Text;

/** The rules that flag signatures: a list, and a form that tries one on the past or adds it. */
@Named
@RequestScoped
public class RulesPage {
    private Desk desk;
    private EditingRules editing;
    private Petition petition;
    private List<EditingRules.Kept> all = List.of();
    private Terms.Kind kind = Terms.Kind.NETWORK;
    private String threshold = "30";
    private String minutes = "5";
    private boolean holding = true;
    private Terms terms;
    private Trial trial;
    private List<Problem> problems = List.of();

    protected RulesPage() {}

    @Inject
    RulesPage(Desk desk, EditingRules editing) {
        this.desk = desk;
        this.editing = editing;
    }

    @PostConstruct
    void read() {
        Optional<Petition> named = desk.petition();
        petition = named.orElse(null);
        all = named.map(found -> editing.all(desk.actor(), found.id())).orElse(List.of());
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the button that tries what is typed on the past. */
    public void tryOut() {
        take();
        if (problems.isEmpty()) {
            trial = editing.tryOut(desk.actor(), petition.id(), terms);
        }
    }

    /** The action of the buttons that add a rule, switched on or off. */
    public void add(boolean on) {
        take();
        if (problems.isEmpty()) {
            editing.add(desk.actor(), petition.id(), terms, on);
            showAfresh();
        }
    }

    /** The action of the button beside a rule. */
    public void turn(long rule, boolean on) {
        editing.turn(desk.actor(), petition.id(), rule, on);
        showAfresh();
    }

    private void take() {
        Map<String, String> sent =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        threshold = sent.getOrDefault("threshold", "").strip();
        minutes = sent.getOrDefault("minutes", "").strip();
        holding = sent.containsKey("holds");
        kind = Arrays.stream(Terms.Kind.values())
                .filter(one -> one.name().equals(sent.get("kind")))
                .findFirst()
                .orElse(kind);
        OptionalInt many = number(threshold, Terms.FEWEST, Terms.MOST);
        OptionalInt length = number(minutes, 1, Terms.LONGEST);
        List<Problem> found = new ArrayList<>();
        if (many.isEmpty()) {
            found.add(Problem.of("threshold", "rules.form.threshold.wrong", Terms.FEWEST, Terms.MOST));
        }
        if (length.isEmpty()) {
            found.add(Problem.of("minutes", "rules.form.minutes.wrong", Terms.LONGEST));
        }
        problems = found;
        if (found.isEmpty()) {
            terms = new Terms(kind, many.getAsInt(), length.getAsInt(), holding);
        } else {
            FacesContext.getCurrentInstance().validationFailed();
        }
    }

    private static OptionalInt number(String typed, int least, int most) {
        if (!typed.matches("[0-9]{1,7}")) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(typed);
        return value < least || value > most ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private void showAfresh() {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther(
                (HttpServletResponse) context.getExternalContext().getResponse(),
                "/staff/petitions/" + petition.slug() + "/rules");
        context.responseComplete();
    }

    /** What a rule says. */
    public String words(Terms said) {
        return Text.ofStaff().of("rules.words." + said.kind(), said.threshold(), said.minutes());
    }

    public Petition getPetition() {
        return petition;
    }

    public List<EditingRules.Kept> getAll() {
        return all;
    }

    public List<Terms.Kind> getKinds() {
        return List.of(Terms.Kind.values());
    }

    public Terms.Kind getKind() {
        return kind;
    }

    public String getThreshold() {
        return threshold;
    }

    public String getMinutes() {
        return minutes;
    }

    public boolean isHolding() {
        return holding;
    }

    public int getDays() {
        return EditingRules.DAYS;
    }

    public Terms getTerms() {
        return terms;
    }

    /** What came of a trial; null if there was none. */
    public Trial getTrial() {
        return trial;
    }

    /** In which states those are that were found. */
    public List<Map.Entry<SignatureState, Long>> getStates() {
        return List.copyOf(new TreeMap<>(trial.states()).entrySet());
    }

    /** The days of a trial, the latest first. */
    public List<Map.Entry<LocalDate, Integer>> getDayCells() {
        NavigableMap<LocalDate, Integer> days = new TreeMap<>(trial.days());
        return List.copyOf(days.descendingMap().entrySet());
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
