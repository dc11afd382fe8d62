package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The key ceremony's command line: {@code java -jar ceremony.jar make|open|check …}, on a computer without a network. It
 * opens no connection, and asks for passphrases on the console alone.
 */
public final class Ceremony {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int WRONG_USAGE = 64;

    private static final int SHORTEST_PASSPHRASE = 16;
    private static final int FEWEST_HOLDERS = 2;
    private static final String RECOVERY = "recovery: ";
    private static final String NAME = "[^\\p{Cntrl}<>&]{1,80}";

    private static final String USAGE =
            """
            Usage: java -jar ceremony.jar make --petition SLUG --holder NAME --holder NAME [--holder NAME …]
                                          --recovery NAME [--folder FOLDER]
                   java -jar ceremony.jar check --key FILE
                   java -jar ceremony.jar open --key FILE --petition SLUG --record TEXT

            make   makes a petition's key pair: a key file for each holder and for the recovery recipient, each under
                   a passphrase of their own that they type themselves, SLUG.public for the server, and a sheet to print
            check  says whose key file this is, and whether the passphrase opens it
            open   the drill: opens the test record that the portal shows, and prints the code to be typed there

            Exit status: 0 done, 1 the passphrase, the file or the record does not fit, 64 wrong usage.
            """;

    private final PrintStream out;
    private final Function<String, char[]> passphrases;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();

    /**
     * Asks and answers elsewhere than on the console.
     *
     * @param passphrases asks for one, without showing what is typed
     * @param iterations how much work each guess of a passphrase is to cost
     */
    Ceremony(PrintStream out, Function<String, char[]> passphrases, int iterations) {
        this.out = out;
        this.passphrases = passphrases;
        this.iterations = iterations;
    }

    // From Java 22 on a console is there without a terminal too; it then reads what is typed from standard input.
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String... arguments) {
        Console console = System.console();
        if (console == null) {
            System.err.println("Run this in a terminal: passphrases are typed, never handed over in a file.");
            System.exit(WRONG_USAGE);
        }
        Ceremony ceremony = new Ceremony(System.out, prompt -> console.readPassword("%s", prompt), KeyFile.ITERATIONS);
        System.exit(ceremony.run(List.of(arguments), System.err));
    }

    /** Does what the command line says. {@return the exit status} */
    int run(List<String> arguments, PrintStream err) {
        try {
            Deque<String> rest = new ArrayDeque<>(arguments);
            String command = rest.isEmpty() ? "" : rest.pop();
            Options options = Options.parse(rest);
            return switch (command) {
                case "make" -> make(options);
                case "check" -> check(options);
                case "open" -> open(options);
                default -> throw new Refusal(WRONG_USAGE, "Say make, check or open.");
            };
        } catch (Refusal refusal) {
            err.println(refusal.getMessage());
            if (refusal.status == WRONG_USAGE) {
                err.println();
                err.print(USAGE);
            }
            return refusal.status;
        } catch (IOException e) {
            err.println("A file could not be written: " + e.getMessage());
            return REFUSED;
        }
    }

    private int make(Options options) throws Refusal, IOException {
        String petition = options.petition();
        if (options.holders.size() < FEWEST_HOLDERS || options.recovery == null) {
            throw new Refusal(
                    WRONG_USAGE,
                    "A ceremony needs at least two holders and one recovery recipient: a lost key loses every name.");
        }
        Path folder = Files.createDirectories(options.folder);
        Path publicFile = folder.resolve(petition + ".public");
        // Before anybody has thought of a passphrase.
        if (Files.exists(publicFile)) {
            throw taken(publicFile);
        }
        VaultKey key = VaultKey.make(random);
        List<KeyFile> files = new ArrayList<>();
        for (String holder : options.holders) {
            files.add(KeyFile.seal(key, petition, holder, chosen(holder), iterations, random));
        }
        files.add(
                KeyFile.seal(key, petition, RECOVERY + options.recovery, chosen(options.recovery), iterations, random));
        String publicKey = HexFormat.of().formatHex(key.publicKey());
        for (int i = 0; i < files.size(); i++) {
            String name = i < options.holders.size() ? "holder-" + (i + 1) : "recovery";
            write(folder.resolve(petition + "-" + name + ".key"), files.get(i).text());
        }
        write(publicFile, publicKey + "\n");
        write(folder.resolve(petition + "-sheet.html"), Sheet.of(petition, key.fingerprint(), publicKey, files));
        out.println("Fingerprint: " + key.fingerprint());
        out.println("Print " + petition + "-sheet.html. Give each holder their own .key file and nobody another's.");
        out.println("Put " + petition + ".public, and nothing else, into the server's folder of keys.");
        out.println("Then have every one of them open a test record: the portal shows it on the page Vault.");
        return DONE;
    }

    private static void write(Path file, String text) throws Refusal, IOException {
        try {
            Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw taken(file);
        }
    }

    private static Refusal taken(Path file) {
        return new Refusal(REFUSED, "There is a file " + file + " already. Choose an empty folder with --folder.");
    }

    /** Asks twice, until both are the same and long enough. */
    private char[] chosen(String holder) throws Refusal {
        for (int tries = 0; tries < 5; tries++) {
            char[] first = passphrases.apply(holder + ", choose a passphrase of six random words or more: ");
            if (first == null) {
                break;
            }
            if (new String(first).codePointCount(0, first.length) < SHORTEST_PASSPHRASE) {
                out.println("That is too short: at least " + SHORTEST_PASSPHRASE + " characters.");
                continue;
            }
            char[] second = passphrases.apply(holder + ", type it once more: ");
            if (Arrays.equals(first, second)) {
                return first;
            }
            out.println("The two differ. Choose again.");
        }
        throw new Refusal(REFUSED, "No passphrase was chosen. Nothing was written.");
    }

    private int check(Options options) throws Refusal {
        KeyFile file = options.key();
        out.println("Petition:    " + file.petition());
        out.println("Holder:      " + file.holder());
        out.println("Fingerprint: " + file.fingerprint());
        opened(file);
        out.println("The passphrase opens it.");
        return DONE;
    }

    private int open(Options options) throws Refusal {
        KeyFile file = options.key();
        String petition = options.petition();
        byte[] record = options.record();
        VaultKey key = opened(file);
        String code = key.open(record, Drill.info(petition))
                .map(bytes -> new String(bytes, UTF_8))
                .orElseThrow(
                        () -> new Refusal(REFUSED, "This record was not sealed to this key, or not copied whole."));
        out.println("Type this code on the portal's page: " + code);
        return DONE;
    }

    private VaultKey opened(KeyFile file) throws Refusal {
        char[] passphrase = passphrases.apply("Passphrase of " + file.holder() + ": ");
        return Optional.ofNullable(passphrase)
                .flatMap(file::open)
                .orElseThrow(() -> new Refusal(REFUSED, "The passphrase is another, or the file was changed."));
    }

    /** Why nothing was done. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Refusal(int status, String reason) {
            super(reason);
            this.status = status;
        }
    }

    /** What stands behind the command. */
    private static final class Options {
        private final List<String> holders = new ArrayList<>();
        private Path folder = Path.of("");
        private String petition;
        private String recovery;
        private String key;
        private String record;

        static Options parse(Deque<String> arguments) throws Refusal {
            Options options = new Options();
            while (!arguments.isEmpty()) {
                String option = arguments.pop();
                if (arguments.isEmpty()) {
                    throw new Refusal(WRONG_USAGE, "After " + option + " something is missing.");
                }
                String value = arguments.pop();
                switch (option) {
                    case "--petition" -> options.petition = value;
                    case "--holder" -> options.holders.add(named(value));
                    case "--recovery" -> options.recovery = named(value);
                    case "--folder" -> options.folder = path(value);
                    case "--key" -> options.key = value;
                    case "--record" -> options.record = value;
                    default -> throw new Refusal(WRONG_USAGE, "There is no option " + option + ".");
                }
            }
            return options;
        }

        private static String named(String name) throws Refusal {
            if (!name.matches(NAME) || name.toLowerCase(Locale.ROOT).startsWith(RECOVERY)) {
                throw new Refusal(WRONG_USAGE, "A name has 1 to 80 characters, and none of < > &.");
            }
            return name;
        }

        private static Path path(String text) throws Refusal {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new Refusal(WRONG_USAGE, "There can be no folder of that name.");
            }
        }

        String petition() throws Refusal {
            if (petition == null || !petition.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                throw new Refusal(WRONG_USAGE, "Name the petition as its address does: --petition azimjan-askarov");
            }
            return petition;
        }

        KeyFile key() throws Refusal {
            if (key == null) {
                throw new Refusal(WRONG_USAGE, "Name the key file: --key FILE");
            }
            try {
                return KeyFile.parse(Files.readString(path(key)))
                        .orElseThrow(() -> new Refusal(REFUSED, "This is not a whole key file."));
            } catch (IOException e) {
                throw new Refusal(REFUSED, "The key file cannot be read.");
            }
        }

        byte[] record() throws Refusal {
            try {
                return Base64.getDecoder().decode(record == null ? "" : record.replaceAll("\\s", ""));
            } catch (IllegalArgumentException e) {
                throw new Refusal(REFUSED, "The record was not copied whole.");
            }
        }
    }
}
