package org.demarche.verification.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.verification.audit.AuditReport;
import org.demarche.verification.audit.AuditReport.Compared;
import org.demarche.verification.audit.AuditReport.Fault;
import org.demarche.verification.audit.AuditVerification;
import org.demarche.verification.audit.PublishedHead;
import org.demarche.verification.input.CanonicalJson;
import org.demarche.verification.input.Defect;

/**
 * {@code audit [--head HEX] [--heads FILE] [--json] EXPORT}: whether the entries of an audit log follow one another
 * unbroken, and the published heads are among them. Exit status 0 if so, else 1.
 */
final class AuditCommand {
    private final List<PublishedHead> heads = new ArrayList<>();
    private Path file;
    private boolean json;

    private AuditCommand() {}

    static int run(Deque<String> arguments, PrintStream out) throws WrongUsage {
        AuditCommand command = new AuditCommand();
        command.parse(arguments);
        AuditReport report = command.verify();
        out.print(command.json ? json(report) : text(command.file, report));
        out.flush();
        return report.isWhole() ? Verifier.VALID : Verifier.BROKEN;
    }

    private void parse(Deque<String> arguments) throws WrongUsage {
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            switch (argument) {
                case "--json" -> json = true;
                case "--head" -> heads.add(head(Verifier.value(argument, arguments)));
                case "--heads" -> heads.addAll(list(Verifier.readable(Verifier.value(argument, arguments))));
                default -> {
                    if (argument.startsWith("-") || file != null) {
                        throw new WrongUsage("Unknown argument: " + Printable.of(argument));
                    }
                    file = Verifier.readable(argument);
                }
            }
        }
        if (file == null) {
            throw new WrongUsage("No export was named.");
        }
    }

    private static PublishedHead head(String hash) throws WrongUsage {
        try {
            return PublishedHead.of(hash);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("--head: " + Printable.of(hash) + " is not a hash of 64 hexadecimal digits.");
        }
    }

    private static List<PublishedHead> list(Path file) throws WrongUsage {
        try {
            return PublishedHead.list(Files.readAllLines(file));
        } catch (Defect | CharacterCodingException e) {
            throw new WrongUsage("--heads: this is not a list of published heads. " + e.getMessage());
        } catch (IOException e) {
            throw new WrongUsage("--heads: the list cannot be read.");
        }
    }

    private AuditReport verify() throws WrongUsage {
        try (InputStream export = new BufferedInputStream(Files.newInputStream(file))) {
            return AuditVerification.of(export, heads);
        } catch (IOException e) {
            throw new WrongUsage("The export cannot be read to its end.");
        }
    }

    private static String text(Path file, AuditReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(String.valueOf(file.getFileName())));
        lines.add("");
        if (report.last() > 0) {
            lines.add("ok           chain        entries " + report.first() + " to " + report.last()
                    + " follow one another");
        }
        report.heads().stream().map(AuditCommand::line).forEach(lines::add);
        report.fault().ifPresent(fault -> lines.add("FAILED       " + place(fault) + ": " + fault.reason()));
        lines.add("");
        lines.addAll(verdict(report));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String line(Compared one) {
        return one.entry() > 0
                ? "ok           published    entry " + one.entry() + " has the hash "
                        + one.head().hash()
                : "not checked  published    the export begins after "
                        + one.head().hash();
    }

    private static String place(Fault fault) {
        return fault.entry() > 0 ? "entry " + fault.entry() : "the export";
    }

    private static List<String> verdict(AuditReport report) {
        if (!report.isWhole()) {
            return List.of("BROKEN: " + place(report.fault().get()) + " is the first that is wrong.");
        }
        String unless = report.heads().isEmpty()
                ? " Whether the whole log was written anew shows only against a head that was published."
                : "";
        return List.of(
                "VALID: no entry was changed, removed or moved." + unless,
                "Head: entry " + report.last() + ", " + report.head());
    }

    private static String json(AuditReport report) {
        Map<String, Object> members = new TreeMap<>();
        members.put("verdict", report.isWhole() ? "valid" : "broken");
        members.put("first", report.first());
        members.put("last", report.last());
        members.put("head", report.head());
        members.put(
                "published",
                report.heads().stream()
                        .map(one -> new TreeMap<>(Map.of("hash", one.head().hash(), "entry", one.entry())))
                        .toList());
        report.fault()
                .ifPresent(fault ->
                        members.put("fault", new TreeMap<>(Map.of("entry", fault.entry(), "reason", fault.reason()))));
        return new String(CanonicalJson.write(members), UTF_8) + System.lineSeparator();
    }
}
