package org.demarche.web.staff;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.demarche.petition.Letter;
import org.demarche.petition.Petition;
import org.demarche.statistics.dashboard.Dashboard;
import org.demarche.statistics.dashboard.Dashboard.Slot;
import org.demarche.statistics.dashboard.Dashboards;
import org.demarche.web.Messages;

/** How a petition goes, in charts and in the same numbers as tables. */
@Named
@RequestScoped
public class DashboardPage {
    private static final DateTimeFormatter HOUR = format("d MMM, HH:mm");
    private static final DateTimeFormatter HOUR_ALONE = format("HH:mm");
    private static final DateTimeFormatter DAY = format("d MMMM uuuu");
    private static final DateTimeFormatter DAY_ALONE = format("d MMM");

    /** Of many countries the first are shown, and how many there are besides. */
    private static final int MOST_CELLS = 12;

    private Petition petition;
    private Dashboard dashboard;
    private Instant now;

    protected DashboardPage() {}

    @Inject
    DashboardPage(Desk desk, Dashboards dashboards, Clock clock) {
        this.now = clock.instant();
        this.petition = desk.petition().orElse(null);
        this.dashboard = petition == null ? null : dashboards.look(desk.actor(), petition);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** Run before the page is drawn: an address of a petition that is not there is nowhere. */
    public void check() throws IOException {
        if (petition == null) {
            FacesContext context = FacesContext.getCurrentInstance();
            context.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, null);
            context.responseComplete();
        }
    }

    public Petition getPetition() {
        return petition;
    }

    public Letter getLetter() {
        return petition.letter("en");
    }

    public Dashboard getNumbers() {
        return dashboard;
    }

    /** How old the numbers are, in seconds. */
    public long getAge() {
        return Math.max(0, Duration.between(dashboard.asOf(), now).toSeconds());
    }

    public BarChart getHours() {
        return chart(dashboard.hours(), 720, HOUR, DashboardPage::sixthHour);
    }

    public BarChart getHoursNarrow() {
        return chart(dashboard.hours(), 340, HOUR, DashboardPage::noon);
    }

    public BarChart getDays() {
        return chart(dashboard.days(), 720, DAY, everySo(15));
    }

    public BarChart getDaysNarrow() {
        return chart(dashboard.days(), 340, DAY, everySo(30));
    }

    private static BarChart chart(List<Slot> slots, int width, DateTimeFormatter title, Function<Slot, String> label) {
        return BarChart.of(
                slots.stream()
                        .map(slot -> new BarChart.Column(
                                Messages.ofStaff().text("insight.bar", title.format(slot.from()), slot.signatures()),
                                label.apply(slot),
                                slot.signatures()))
                        .toList(),
                width,
                220);
    }

    private static String sixthHour(Slot slot) {
        int hour = slot.from().atOffset(ZoneOffset.UTC).getHour();
        return hour == 0 ? DAY_ALONE.format(slot.from()) : hour % 6 == 0 ? HOUR_ALONE.format(slot.from()) : "";
    }

    private static String noon(Slot slot) {
        return slot.from().atOffset(ZoneOffset.UTC).getHour() % 12 == 0 ? sixthHour(slot) : "";
    }

    private static Function<Slot, String> everySo(int days) {
        return slot -> slot.from().getEpochSecond() / 86400 % days == 7 ? DAY_ALONE.format(slot.from()) : "";
    }

    /** The newest first, as a table is read. */
    public List<Slot> newestFirst(List<Slot> slots) {
        List<Slot> turned = new ArrayList<>(slots);
        Collections.reverse(turned);
        return turned;
    }

    public String hour(Slot slot) {
        return HOUR.format(slot.from());
    }

    public String day(Slot slot) {
        return DAY.format(slot.from());
    }

    public long total(List<Slot> slots) {
        return slots.stream().mapToLong(Slot::signatures).sum();
    }

    public List<Map.Entry<String, Long>> first(List<Map.Entry<String, Long>> cells) {
        return cells.subList(0, Math.min(MOST_CELLS, cells.size()));
    }

    /** How many cells are not shown, and how many signatures they hold. */
    public List<Long> rest(List<Map.Entry<String, Long>> cells) {
        List<Map.Entry<String, Long>> left = cells.subList(Math.min(MOST_CELLS, cells.size()), cells.size());
        return List.of(
                (long) left.size(), left.stream().mapToLong(Map.Entry::getValue).sum());
    }

    /** How much of what counts, in hundredths; 0 where nothing does. */
    public long share(long part) {
        return dashboard.counted() == 0 ? 0 : Math.round(100.0 * part / dashboard.counted());
    }

    /** Whole numbers of days back, ascending. */
    public List<Integer> getSpans() {
        return List.copyOf(dashboard.sent().keySet());
    }

    /** Forms that were sent in the last days. */
    public Dashboard.Sent sent(int days) {
        return dashboard.sent().get(days);
    }

    public long demand(int number) {
        return dashboard.demands().get(number);
    }

    /** To one place. */
    public double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }

    /** The English name of a language. */
    public String languageName(String tag) {
        return Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    }

    /** A network's mark without its day. */
    public String network(String mark) {
        return mark.substring(6);
    }
}
