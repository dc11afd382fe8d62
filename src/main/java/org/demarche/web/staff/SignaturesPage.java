package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.audit.Act;
import org.demarche.mail.Address;
import org.demarche.moderation.Deciding;
import org.demarche.moderation.Deciding.Seen;
import org.demarche.moderation.DecidingOutcome;
import org.demarche.moderation.Reason;
import org.demarche.moderation.bulk.DecidingMany;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.Looking;
import org.demarche.moderation.table.Place;
import org.demarche.moderation.table.Reading;
import org.demarche.moderation.table.SignatureRow;
import org.demarche.moderation.table.SignatureTable.Turn;
import org.demarche.petition.Petition;
import org.demarche.signing.form.Problem;
import org.demarche.vault.Vault;
import org.demarche.web.Redirect;

/** Signatures, a page at a time: filtered by the address, decided about by ticks. */
@Named
@RequestScoped
public class SignaturesPage {
    private Desk desk;
    private Looking looking;
    private Reading reading;
    private Deciding deciding;
    private DecidingMany many;
    private Vault vault;

    private Petition petition;
    private Filter filter;
    private Optional<Place> after;
    private Optional<Place> before;
    private Looking.Page page;
    private List<SignatureRow> found;
    private Map<Long, Reading.Person> people;
    private DecidingOutcome.Looked outcome;
    private List<Reason> reasons = List.of();
    private List<Problem> problems = List.of();
    private Set<Long> ticks;

    protected SignaturesPage() {}

    @Inject
    SignaturesPage(Desk desk, Looking looking, Reading reading, Deciding deciding, DecidingMany many, Vault vault) {
        this.desk = desk;
        this.looking = looking;
        this.reading = reading;
        this.deciding = deciding;
        this.many = many;
        this.vault = vault;
    }

    @PostConstruct
    void read() {
        petition = desk.petition().orElse(null);
        Map<String, String> sent = sent();
        // A form brings the address that its page had; its own has none.
        Map<String, String> fields = sent.containsKey("criteria") ? Filter.fieldsOf(sent.get("criteria")) : sent;
        filter = fields.containsKey("state") ? Filter.of(fields) : Filter.queue();
        after = Place.parse(fields.get("after"));
        before = Place.parse(fields.get("before"));
        reasons = deciding.reasons(desk.actor());
        look();
    }

    private static Map<String, String> sent() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
    }

    private void look() {
        if (petition != null) {
            page = looking.page(
                    desk.actor(),
                    petition.id(),
                    filter,
                    before.or(() -> after),
                    before.isPresent() ? Turn.BACK : Turn.ON);
        }
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    /** The action of the button that decides about the ticked signatures. */
    public void decide() {
        Optional<Choice> choice = Choice.of(sent().get("choice"));
        List<Seen> ticked = Choice.ticked(
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterValuesMap());
        if (ticked.isEmpty()) {
            refuse(Problem.of("list", "signatures.decide.unticked"));
        } else if (choice.isEmpty()) {
            refuse(Problem.of("choice", "signatures.decide.missing"));
        } else if (deciding.decide(
                        desk.actor(),
                        petition.id(),
                        ticked,
                        choice.get().ruling(),
                        choice.get().reason())
                instanceof DecidingOutcome.Looked looked) {
            outcome = looked;
            look();
        } else {
            refuse(Problem.of("choice", "signatures.decide.unfit"));
        }
    }

    /** Whether a signature was ticked in a form that comes back, so that nobody has to look for it again. */
    public boolean isTicked(long id) {
        return ticks().contains(id);
    }

    private Set<Long> ticks() {
        if (ticks == null) {
            ticks = problems.isEmpty()
                    ? Set.of()
                    : Choice.ticked(FacesContext.getCurrentInstance()
                                    .getExternalContext()
                                    .getRequestParameterValuesMap())
                            .stream()
                            .map(Seen::signatureId)
                            .collect(Collectors.toSet());
        }
        return ticks;
    }

    /** The decision that was chosen in a form that comes back; else empty. */
    public String getChosen() {
        return kept("choice");
    }

    /** What was searched for and not understood; else empty. */
    public String getTyped() {
        return kept("email");
    }

    private String kept(String field) {
        return problems.isEmpty() ? "" : sent().getOrDefault(field, "");
    }

    /** The action of the button that counts all that match, to decide about them at once. */
    public void many() {
        Optional<Choice> choice = Choice.of(sent().get("choice"));
        if (choice.isEmpty()) {
            refuse(Problem.of("choice", "signatures.decide.missing"));
            return;
        }
        many.count(
                        desk.actor(),
                        petition.id(),
                        filter,
                        choice.get().ruling(),
                        choice.get().reason())
                .ifPresentOrElse(
                        bulk -> BulkPage.show(petition, bulk.id()),
                        () -> refuse(Problem.of("choice", "signatures.decide.unfit")));
    }

    /** The action of the button that shows names. */
    public void names() {
        if (isReadable()) {
            people = reading.read(
                    desk.actor(),
                    petition.id(),
                    Stream.concat(page.first().stream(), page.rows().stream())
                            .map(SignatureRow::id)
                            .toList());
        }
    }

    /** The action of the form {@code search}: an address leads to its signatures, a mail domain to a filter. */
    public void search() {
        String typed = sent().getOrDefault("email", "").strip();
        if (typed.contains("@")) {
            Address.parse(typed)
                    .ifPresentOrElse(
                            address -> found = reading.find(desk.actor(), petition.id(), address),
                            () -> refuse(Problem.of("email", "signatures.search.invalid")));
        } else {
            reading.domain(desk.actor(), petition.id(), typed)
                    .ifPresentOrElse(
                            mark -> show(getAddress() + "?state=&domain=" + mark),
                            () -> refuse(Problem.of("email", "signatures.search.invalid")));
        }
    }

    private static void show(String address) {
        FacesContext context = FacesContext.getCurrentInstance();
        Redirect.seeOther((HttpServletResponse) context.getExternalContext().getResponse(), address);
        context.responseComplete();
    }

    private void refuse(Problem problem) {
        problems = List.of(problem);
        FacesContext.getCurrentInstance().validationFailed();
    }

    public Petition getPetition() {
        return petition;
    }

    public Filter getFilter() {
        return filter;
    }

    /** A field of the filter as its form shows it; empty where nothing is filtered by. */
    public String field(String name) {
        return filter.fields().getOrDefault(name, "");
    }

    /** Whether the view is one of those that have a link, and nothing else is filtered by. */
    public boolean isView(String query) {
        return filter.equals(Filter.ofQuery(query));
    }

    /** Whether more is filtered by than the links of views do. */
    public boolean isNarrowed() {
        return !isView("") && !isView("state=HELD") && !isView("asked=yes") && !isView("state=STRUCK_OUT");
    }

    public boolean isQueue() {
        return isView("state=HELD");
    }

    /** The address of this list. */
    public String getAddress() {
        return "/staff/petitions/" + petition.slug() + "/signatures";
    }

    /** The address of this list with what is filtered by. */
    public String getFiltered() {
        return getAddress() + "?" + query();
    }

    /** The address of a copy of what is filtered by, but for its format. */
    public String getExport() {
        return getAddress() + "/export?" + filter.query() + "&format=";
    }

    private String query() {
        return filter.state().isPresent() ? filter.query() : "state=&" + filter.query();
    }

    /** What a form brings along to find its page again. */
    public String getCriteria() {
        return query()
                + after.map(place -> "&after=" + place.text()).orElse("")
                + before.map(place -> "&before=" + place.text()).orElse("");
    }

    /** The address of the page before; null if there is none. */
    public String getPrevious() {
        return page.previous()
                .map(place -> getFiltered() + "&before=" + place.text())
                .orElse(null);
    }

    /** The address of the page after; null if there is none. */
    public String getNext() {
        return page.next()
                .map(place -> getFiltered() + "&after=" + place.text())
                .orElse(null);
    }

    public Looking.Page getPage() {
        return page;
    }

    /** What a search by address has found; null if nothing was searched for. */
    public List<SignatureRow> getFound() {
        return found;
    }

    /** Whether names can be shown: whether the vault is open. */
    public boolean isReadable() {
        return desk.actor().may(Act.READ_PERSONS) && vault.canUnlock(petition.id());
    }

    /** Whether names are shown. */
    public boolean isRead() {
        return people != null;
    }

    /** Who signed; null if that was erased. */
    public Reading.Person person(long id) {
        return people.get(id);
    }

    /** What became of the last decision; null if nothing was decided. */
    public DecidingOutcome.Looked getOutcome() {
        return outcome;
    }

    public List<Reason> getReasons() {
        return reasons;
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public Problem problem(String field) {
        return Problem.at(field, problems);
    }
}
