package org.demarche.web.staff;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.AuditEntry;
import org.demarche.audit.AuditFilter;
import org.demarche.audit.Auditing;
import org.demarche.audit.PublishedHead;
import org.demarche.audit.Publishing;
import org.demarche.audit.Standing;
import org.demarche.config.DatabaseRoles;

/** The audit log, newest first: filtered by who, what and when, and checked on demand. */
@Named
@RequestScoped
public class AuditPage {
    private static final int A_PAGE = 50;
    private static final int HEADS = 7;
    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private Desk desk;
    private Auditing auditing;
    private Publishing publishing;
    private DatabaseRoles roles;
    private Clock clock;
    private String actor = "";
    private String action = "";
    private String day = "";
    private long before;
    private List<AuditEntry> entries = List.of();
    private Map<String, String> names = Map.of();
    private Standing standing;

    protected AuditPage() {}

    @Inject
    AuditPage(
            Desk desk,
            Auditing auditing,
            Publishing publishing,
            DatabaseRoles roles,
            Clock clock,
            HttpServletRequest request) {
        this.desk = desk;
        this.auditing = auditing;
        this.publishing = publishing;
        this.roles = roles;
        this.clock = clock;
        this.actor = asked(request, "actor");
        this.action = asked(request, "action");
        this.day = asked(request, "day");
        String number = asked(request, "before");
        this.before = number.matches(NUMBER) ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    private static String asked(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.replaceAll("\\p{Cntrl}", " ").strip();
    }

    @PostConstruct
    void read() {
        AuditFilter filter = new AuditFilter(present(actor), present(action), until());
        // One more than is shown tells whether there are others.
        entries = auditing.read(before, filter, A_PAGE + 1, desk.actor());
        names = auditing.names(desk.actor());
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    /** The end of the day asked for, or of today where it is none. */
    private Instant until() {
        return day().orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private Optional<LocalDate> day() {
        try {
            return present(day).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The action of the button that has the whole log checked. */
    public void check() {
        standing = auditing.check(desk.actor());
        read();
    }

    /** The entries of this page. */
    public List<AuditEntry> getEntries() {
        return entries.subList(0, Math.min(A_PAGE, entries.size()));
    }

    /** Who is meant by a name in an entry; empty where that is nobody who has or had an account. */
    public String name(String reference) {
        return names.getOrDefault(reference, "");
    }

    /** What the check found; null if none was asked for. */
    public Standing getStanding() {
        return standing;
    }

    /** Whether the database itself keeps the portal from changing entries. */
    public boolean isGuarded() {
        return roles.isLogGuarded();
    }

    /** The last heads that were published, the newest first. */
    public List<PublishedHead> getHeads() {
        return publishing.newest(HEADS);
    }

    public List<String> getActions() {
        return auditing.actions(desk.actor());
    }

    /** The address of the page with older entries; null if there are none. */
    public String getOlder() {
        if (entries.size() <= A_PAGE) {
            return null;
        }
        return "/staff/audit?actor=" + encoded(actor) + "&action=" + encoded(action) + "&day=" + encoded(day)
                + "&before=" + entries.get(A_PAGE - 1).sequence();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Whether the newest entries are not on this page. */
    public boolean isFurtherBack() {
        return before != Long.MAX_VALUE;
    }

    /** Whether only some kinds of entries are shown. */
    public boolean isFiltered() {
        return !actor.isEmpty() || !action.isEmpty() || day().isPresent();
    }

    public String getActor() {
        return actor;
    }

    public String getAction() {
        return action;
    }

    /** As typed, if it is a day. */
    public String getDay() {
        return day().map(LocalDate::toString).orElse("");
    }
}
