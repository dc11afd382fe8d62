package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.moderation.EditingReasons;
import org.demarche.moderation.Reason;
import org.demarche.signature.Ruling;
import org.demarche.signing.form.Problem;
import org.demarche.web.Languages;
import org.demarche.web.Redirect;

/** The reasons that decisions can have: a list, and a form that adds one or changes one. */
@Named
@RequestScoped
public class ReasonsPage {
    private static final String ADDRESS = "/staff/reasons";

    private Desk desk;
    private EditingReasons editing;
    private SignatureView view;
    private List<Reason> all = List.of();
    private String code = "";
    private Set<Ruling> rulings = Set.of();
    private Map<String, String> texts = Map.of();
    private List<Problem> problems = List.of();

    protected ReasonsPage() {}

    @Inject
    ReasonsPage(Desk desk, EditingReasons editing, SignatureView view) {
        this.desk = desk;
        this.editing = editing;
        this.view = view;
    }

    @PostConstruct
    void read() {
        all = editing.all(desk.actor());
        String wanted = sent("reason");
        all.stream().filter(reason -> reason.code().equals(wanted)).findFirst().ifPresent(reason -> {
            code = reason.code();
            rulings = reason.rulings();
            texts = reason.texts();
        });
    }

    private static String sent(String name) {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault(name, "");
    }

    /** The action of the form {@code reason}. */
    public void save() {
        rulings = Arrays.stream(FacesContext.getCurrentInstance()
                        .getExternalContext()
                        .getRequestParameterValuesMap()
                        .getOrDefault("ruling", new String[0]))
                .flatMap(name -> Arrays.stream(Ruling.values())
                        .filter(ruling -> ruling.name().equals(name)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ruling.class)));
        Map<String, String> typed = new LinkedHashMap<>();
        getLanguages()
                .forEach(language -> typed.put(
                        language,
                        sent("text-" + language).replaceAll("\\p{Cntrl}", " ").strip()));
        texts = typed;
        problems = judge();
        if (!problems.isEmpty()) {
            FacesContext.getCurrentInstance().validationFailed();
            return;
        }
        if (code.isEmpty()) {
            editing.add(desk.actor(), rulings, texts);
        } else {
            editing.change(desk.actor(), code, rulings, texts);
        }
        showAfresh();
    }

    private List<Problem> judge() {
        List<Problem> found = new ArrayList<>();
        if (rulings.isEmpty()) {
            found.add(Problem.of("ruling-HOLD", "reasons.form.rulings.missing"));
        }
        texts.forEach((language, text) -> {
            String named = view.language(language);
            if (text.isEmpty()) {
                found.add(Problem.of("text-" + language, "reasons.form.text.missing", named));
            } else if (text.length() > Reason.LONGEST) {
                found.add(Problem.of("text-" + language, "reasons.form.text.tooLong", Reason.LONGEST, named));
            }
        });
        return found;
    }

    /** The action of the button beside a reason. */
    public void retire(String which, boolean retired) {
        editing.retire(desk.actor(), which, retired);
        showAfresh();
    }

    private static void showAfresh() {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), ADDRESS);
        context.responseComplete();
    }

    public List<Reason> getAll() {
        return all;
    }

    /** The reason that is changed; empty where one is added. */
    public String getCode() {
        return code;
    }

    public List<String> getLanguages() {
        return List.copyOf(Languages.spoken());
    }

    public String text(String language) {
        return texts.getOrDefault(language, "");
    }

    public boolean isTicked(Ruling ruling) {
        return rulings.contains(ruling);
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
