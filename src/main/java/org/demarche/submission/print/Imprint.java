package org.demarche.submission.print;

import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a document says of itself beside its text. It takes the place of clock and chance, so that the same document is
 * the same bytes whenever it is made.
 *
 * @param language the first language in it, BCP 47
 * @param author whose document it is
 * @param made the time it bears; a whole second
 * @param id what no other edition has, such as a hash
 */
public record Imprint(String language, String title, String subject, String author, Instant made, byte[] id) {
    static final String PRODUCER = "Demarche";

    GregorianCalendar calendar() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(made.toEpochMilli());
        return calendar;
    }
}
