package org.demarche.web;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Set;

/**
 * The texts of a page, as its markup writes them: {@code #{text['site.name']}}, or with arguments
 * {@code #{text.of('list.to', office)}}. It is put on the request, as {@code text}.
 */
public final class Text extends AbstractMap<String, String> {
    private final Messages messages;
    private final String language;

    /** @param language one of {@link Languages#spoken()} */
    public Text(String language) {
        this(language, Messages.in(language));
    }

    Text(String language, Messages messages) {
        this.language = language;
        this.messages = messages;
    }

    /** The texts of staff pages. */
    public static Text ofStaff() {
        return new Text("en", Messages.ofStaff());
    }

    /** BCP 47 tag, as in addresses. */
    public String language() {
        return language;
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return Languages.direction(language);
    }

    /** The same of another language, for its name in a list of languages. */
    public String direction(String other) {
        return Languages.direction(other);
    }

    @Override
    public String get(Object key) {
        return messages.text((String) key);
    }

    public String of(String key, Object argument) {
        return argument instanceof Collection<?> several
                ? messages.text(key, several.toArray())
                : messages.text(key, argument);
    }

    public String of(String key, Object first, Object second) {
        return messages.text(key, first, second);
    }

    public String of(String key, Object first, Object second, Object third) {
        return messages.text(key, first, second, third);
    }

    /** A key put together from its parts. */
    public String join(String first, String second) {
        return first + '.' + second;
    }

    public String join(String first, String second, String third) {
        return first + '.' + second + '.' + third;
    }

    /** The title of a document, for a browser's tab. */
    public String title(String page, boolean wrong) {
        String title = of("site.title", page);
        return wrong ? of("site.errorPrefix", title) : title;
    }

    /** Whether these texts are a translation that no speaker has checked: their bundle says so. */
    public boolean isMachineTranslated() {
        return messages.text("translation.state").equals("machine");
    }

    /** The lines of an address on one line. */
    public String line(Collection<String> lines) {
        return lines.stream()
                .reduce((first, second) -> messages.text("text.pair", first, second))
                .orElse("");
    }

    /** What stands before the argument of a text, for markup that puts a link in its place. */
    public String before(String key) {
        String mark = "\uFFFC";
        String text = messages.text(key, mark);
        return text.substring(0, text.indexOf(mark));
    }

    /** A day, such as 25 July 2020. */
    public String date(LocalDate day) {
        return inUtc(DateFormat.getDateInstance(DateFormat.LONG, messages.locale()))
                .format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** A moment to the minute, such as 23 November 2026, 18:04 UTC. */
    public String moment(Instant instant) {
        Date date = Date.from(instant);
        return inUtc(DateFormat.getDateInstance(DateFormat.LONG, messages.locale()))
                        .format(date) + ", "
                + inUtc(new SimpleDateFormat("HH:mm", messages.locale())).format(date) + " UTC";
    }

    private static DateFormat inUtc(DateFormat format) {
        format.setTimeZone(TimeZone.GMT_ZONE);
        return format;
    }

    /** Not to be listed: texts are asked for one by one. */
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        throw new UnsupportedOperationException("Texts are asked for one by one");
    }

    @Override
    public String toString() {
        return "Text[" + language + "]";
    }
}
