package org.demarche.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Makes a JSON object of each line that is printed past the log; lines of the log go through as they are. */
final class JsonConsole extends OutputStream {
    private static final LogLines LINES = new LogLines(true);

    private final PrintStream console;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private JsonConsole(PrintStream console) {
        this.console = console;
    }

    static PrintStream over(PrintStream console) {
        return new PrintStream(new JsonConsole(console), true, UTF_8);
    }

    @Override
    public synchronized void write(int unit) {
        if (unit == '\n') {
            end();
        } else {
            line.write(unit);
        }
    }

    private void end() {
        String text = line.toString(UTF_8).stripTrailing();
        line.reset();
        if (text.startsWith("{\"time\":\"")) {
            print(text + "\n");
        } else if (!text.isEmpty()) {
            LogRecord entry = new LogRecord(Level.INFO, "{0}");
            entry.setParameters(new Object[] {text});
            entry.setLoggerName("console");
            print(LINES.format(entry));
        }
    }

    private void print(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        console.write(bytes, 0, bytes.length);
        console.flush();
    }
}
