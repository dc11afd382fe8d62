package org.demarche.launch;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Writes the server's log: a line of text for each record, or one JSON object a line (RFC 8259) with {@code time},
 * {@code level}, {@code logger}, {@code message} and, where something was thrown, {@code thrown}.
 *
 * <p>Nothing in the portal logs what people send. Should a library quote it all the same, then what looks like a mail
 * address, an IP address or the secret of a link is left out of the line. Loopback addresses stay: they name nobody.
 */
public final class LogLines extends Formatter {
    /** The system property that asks for JSON. */
    static final String FORMAT = "demarche.log.format";

    static final String JSON = "json";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Pattern MAIL =
            Pattern.compile("[^\\s<>\"'(),:;=\\[\\]{}|/]+@[^\\s<>\"'(),:;=\\[\\]{}|/]+\\.[^\\s<>\"'(),:;=\\[\\]{}|/]+");
    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\w.])(?!127\\.)(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![\\w.]*[0-9A-Za-z_])");
    private static final Pattern IPV6 = Pattern.compile(
            "(?<![\\w:.])(?!(?:0*:)*:?0*1(?![\\w:]))(?=[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F])(?=[0-9a-fA-F:]*(?:::|(?:[0-9a-fA-F]+:){7}))[0-9a-fA-F:]{3,39}(?![\\w:])");
    private static final Pattern SECRET = Pattern.compile("(?<![\\w-])[\\w-]{43}(?![\\w-])");

    private final boolean json;

    /** As the system property says. */
    public LogLines() {
        this(JSON.equals(System.getProperty(FORMAT)));
    }

    LogLines(boolean json) {
        this.json = json;
    }

    @Override
    public String format(LogRecord entry) {
        String message = formatMessage(entry);
        return json
                ? json(
                        TIME.format(entry.getInstant()),
                        entry.getLevel().getName(),
                        entry.getLoggerName(),
                        message,
                        thrown(entry))
                : "%s %s %s %s%n%s"
                        .formatted(
                                TIME.format(entry.getInstant()),
                                entry.getLevel().getName(),
                                entry.getLoggerName(),
                                withoutPeople(message),
                                withoutPeople(thrown(entry)));
    }

    /** {@return a line of JSON, ended; the last member is there only if something was thrown} */
    static String json(String time, String level, String logger, String message, String thrown) {
        StringBuilder line = new StringBuilder(160).append("{\"time\":\"").append(time);
        line.append("\",\"level\":").append(quoted(level));
        line.append(",\"logger\":").append(quoted(logger == null ? "" : logger));
        line.append(",\"message\":").append(quoted(withoutPeople(message)));
        if (!thrown.isEmpty()) {
            line.append(",\"thrown\":").append(quoted(withoutPeople(thrown)));
        }
        return line.append("}\n").toString();
    }

    /** Leaves out whatever could be somebody's. */
    static String withoutPeople(String text) {
        String rest = MAIL.matcher(text).replaceAll("[mail address]");
        rest = IPV4.matcher(rest).replaceAll("[IP address]");
        rest = IPV6.matcher(rest).replaceAll("[IP address]");
        return SECRET.matcher(rest).replaceAll("[secret]");
    }

    private static String thrown(LogRecord entry) {
        if (entry.getThrown() == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        entry.getThrown().printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (unit < ' ' || Character.isSurrogate(unit)) {
                        quoted.append("\\u%04x".formatted((int) unit));
                    } else {
                        quoted.append(unit);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
