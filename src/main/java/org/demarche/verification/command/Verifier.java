package org.demarche.verification.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;
import org.demarche.verification.VerificationReport.Verdict;

/**
 * The offline verifier's command line: {@code java -jar verifier.jar [--fingerprint HEX] [--previous FILE] [--copy FILE]
 * [--receipt FILE] [--json] PACKAGE}. It opens no connection, writes no file and needs nothing but Java. {@code java -jar verifier.jar audit …} checks an export of the
 * audit log instead, as {@link AuditCommand} says.
 */
public final class Verifier {

    public static final int VALID = 0;
    public static final int BROKEN = 1;
    public static final int UNTRUSTED = 2;
    public static final int WRONG_USAGE = 64;

    private static final String USAGE =
            """
            Usage: java -jar verifier.jar [--fingerprint HEX] [--previous FILE] [--copy FILE] [--receipt FILE] [--json] PACKAGE
                   java -jar verifier.jar audit [--head HEX] [--heads FILE] [--json] EXPORT

              --fingerprint HEX  the SHA-256 of the certificate that you trust, from the organisation itself
              --previous FILE    the package of the edition before: does this one extend it?
              --copy FILE        the other copy of this edition, full or redacted: are they the same but for names?
              --receipt FILE     a signer's receipt: is their signature in this package?
              --json             print one JSON object instead of text

            audit checks an export of the audit log, and names the first entry that is wrong:

              --head HEX         a hash that was published: some entry has to have it
              --heads FILE       the list of them, as the portal publishes it

            Exit status: 0 valid, 1 broken or not fitting what it was compared with, 2 intact but sealed by somebody
            else than you trust, 64 wrong usage.
            """;

    /** What the command line asks for. */
    private record Request(Path file, PackageVerification verification, boolean json) {}

    private Verifier() {}

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Does what the command line says. {@return the exit status} */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (!arguments.isEmpty() && arguments.get(0).equals("audit")) {
                return AuditCommand.run(new ArrayDeque<>(arguments.subList(1, arguments.size())), out);
            }
            Request request = parse(new ArrayDeque<>(arguments));
            VerificationReport report = request.verification().run();
            String name = String.valueOf(request.file().getFileName());
            out.print(request.json() ? JsonReport.of(name, report) : TextReport.of(name, report));
            out.flush();
            return status(report.verdict());
        } catch (WrongUsage | IllegalArgumentException reason) {
            err.println(Printable.of(reason.getMessage()));
            err.println();
            err.print(USAGE);
            return WRONG_USAGE;
        }
    }

    static int status(Verdict verdict) {
        return switch (verdict) {
            case VALID -> VALID;
            case BROKEN -> BROKEN;
            case UNTRUSTED -> UNTRUSTED;
        };
    }

    private static Request parse(Deque<String> arguments) throws WrongUsage {
        String file = null;
        List<UnaryOperator<PackageVerification>> questions = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        boolean json = false;
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            if (argument.startsWith("--") && !asked.add(argument)) {
                throw new WrongUsage(Printable.of(argument) + " is there twice.");
            }
            switch (argument) {
                case "--json" -> json = true;
                case "--fingerprint" -> {
                    String fingerprint = value(argument, arguments);
                    questions.add(verification -> verification.trusting(fingerprint));
                }
                case "--previous" -> {
                    Path previous = readable(value(argument, arguments));
                    questions.add(verification -> verification.extending(previous));
                }
                case "--copy" -> {
                    Path copy = readable(value(argument, arguments));
                    questions.add(verification -> verification.besides(copy));
                }
                case "--receipt" -> {
                    Path receipt = readable(value(argument, arguments));
                    questions.add(verification -> verification.proving(receipt));
                }
                default -> {
                    if (argument.startsWith("-") || file != null) {
                        throw new WrongUsage("Unknown argument: " + Printable.of(argument));
                    }
                    file = argument;
                }
            }
        }
        if (file == null) {
            throw new WrongUsage("No package was named.");
        }
        Path path = readable(file);
        PackageVerification verification = PackageVerification.of(path);
        for (UnaryOperator<PackageVerification> question : questions) {
            verification = question.apply(verification);
        }
        return new Request(path, verification, json);
    }

    static String value(String option, Deque<String> arguments) throws WrongUsage {
        if (arguments.isEmpty()) {
            throw new WrongUsage(option + " needs a value.");
        }
        return arguments.pop();
    }

    static Path readable(String file) throws WrongUsage {
        try {
            Path path = Path.of(file);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException noPath) {
            // Said below.
        }
        throw new WrongUsage("There is no file " + Printable.of(file) + " that can be read.");
    }
}
