package org.demarche.verification;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.demarche.verification.VerificationReport.Verdict;

/**
 * The offline verifier's command line: {@code java -jar verifier.jar [--fingerprint HEX] [--json] PACKAGE}. It opens no
 * connection, writes no file and needs nothing but Java. {@code java -jar verifier.jar audit …} checks an export of the
 * audit log instead, as {@link AuditCommand} says.
 */
public final class Verifier {

    static final int VALID = 0;
    static final int BROKEN = 1;
    static final int UNTRUSTED = 2;
    static final int WRONG_USAGE = 64;

    private static final String USAGE =
            """
            Usage: java -jar verifier.jar [--fingerprint HEX] [--previous FILE] [--receipt FILE] [--json] PACKAGE
                   java -jar verifier.jar audit [--head HEX] [--heads FILE] [--json] EXPORT

              --fingerprint HEX  the SHA-256 of the certificate that you trust, from the organisation itself
              --previous FILE    the edition before; no package has one yet in this version of the format
              --receipt FILE     a signer's receipt; there are none yet in this version of the format
              --json             print one JSON object instead of text

            audit checks an export of the audit log, and names the first entry that is wrong:

              --head HEX         a hash that was published: some entry has to have it
              --heads FILE       the list of them, as the portal publishes it

            Exit status: 0 valid, 1 broken, 2 intact but sealed by somebody else than you trust, 64 wrong usage.
            """;

    /** What the command line asks for; a fingerprint of null asks for no comparison. */
    private record Request(Path file, String fingerprint, boolean json) {}

    private Verifier() {}

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Does what the command line says. {@return the exit status} */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (!arguments.isEmpty() && arguments.get(0).equals("audit")) {
                return AuditCommand.run(new ArrayDeque<>(arguments.subList(1, arguments.size())), out);
            }
            Request request = parse(new ArrayDeque<>(arguments));
            PackageVerification verification = PackageVerification.of(request.file());
            if (request.fingerprint() != null) {
                verification = verification.trusting(request.fingerprint());
            }
            VerificationReport report = verification.run();
            String name = String.valueOf(request.file().getFileName());
            out.print(request.json() ? JsonReport.of(name, report) : TextReport.of(name, report));
            out.flush();
            return status(report.verdict());
        } catch (WrongUsage | IllegalArgumentException reason) {
            err.println(reason.getMessage());
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
        String fingerprint = null;
        boolean json = false;
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            switch (argument) {
                case "--json" -> json = true;
                case "--fingerprint" -> fingerprint = value(argument, arguments);
                case "--previous" ->
                    throw new WrongUsage(
                            "--previous: this version of the format has first editions alone, so there is no"
                                    + " previous one to compare with. Nothing was verified.");
                case "--receipt" ->
                    throw new WrongUsage(
                            "--receipt: this version of the format has no receipts yet. Nothing was verified.");
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
        return new Request(readable(file), fingerprint, json);
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
