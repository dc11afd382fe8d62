package org.demarche.vault.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.demarche.vault.SealedTo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CeremonyTest {
    private static final String MARIA = "violet tram glacier nine";
    private static final String NURLAN = "copper owl sixteen rivers";
    private static final String OFFICE = "lantern quiet march orchid";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Deque<String> typed = new ArrayDeque<>();

    private int run(String... arguments) {
        PrintStream out = new PrintStream(said, true, UTF_8);
        return new Ceremony(
                        out, prompt -> typed.isEmpty() ? null : typed.pop().toCharArray(), KeyFile.FEWEST_ITERATIONS)
                .run(List.of(arguments), out);
    }

    private void type(String... passphrases) {
        typed.addAll(List.of(passphrases));
    }

    private int make() {
        type(MARIA, MARIA, NURLAN, NURLAN, OFFICE, OFFICE);
        return run(
                "make",
                "--petition",
                "azimjan-askarov",
                "--holder",
                "Maria",
                "--holder",
                "Nurlan",
                "--recovery",
                "The office in Bern",
                "--folder",
                folder.toString());
    }

    private String file(String name) throws Exception {
        return Files.readString(folder.resolve("azimjan-askarov" + name));
    }

    @Test
    void everyHolderAndTheRecoveryRecipientOpenTheDrillWithTheirOwnPassphraseAlone() throws Exception {
        assertThat(make()).isEqualTo(Ceremony.DONE);
        byte[] publicKey = HexFormat.of().parseHex(file(".public").strip());
        String record = Base64.getEncoder()
                .encodeToString(SealedTo.key(publicKey, "K7-42".getBytes(UTF_8), Drill.info("azimjan-askarov")));

        for (List<String> one : List.of(
                List.of("-holder-1.key", MARIA), List.of("-holder-2.key", NURLAN), List.of("-recovery.key", OFFICE))) {
            said.reset();
            type(one.get(1));
            String key = folder.resolve("azimjan-askarov" + one.get(0)).toString();
            assertThat(run("open", "--key", key, "--petition", "azimjan-askarov", "--record", record))
                    .isEqualTo(Ceremony.DONE);
            assertThat(said.toString(UTF_8)).contains("K7-42");

            type(one.get(1) + "x");
            assertThat(run("check", "--key", key)).isEqualTo(Ceremony.REFUSED);
        }
    }

    @Test
    void theSheetShowsTheFingerprintAndNothingThatOpensAnything() throws Exception {
        make();
        KeyFile maria = KeyFile.parse(file("-holder-1.key")).orElseThrow();
        byte[] secret = maria.open(MARIA.toCharArray()).orElseThrow().secret();

        assertThat(file("-sheet.html").replace(" ", "")).contains(maria.fingerprint(), "Nurlan", "TheofficeinBern");
        assertThat(VaultKey.fingerprint(HexFormat.of().parseHex(file(".public").strip())))
                .isEqualTo(maria.fingerprint());
        for (String name : List.of("-sheet.html", ".public", "-holder-1.key", "-holder-2.key", "-recovery.key")) {
            assertThat(file(name)).doesNotContain(HexFormat.of().formatHex(secret), MARIA);
        }
        assertThat(said.toString(UTF_8)).contains(maria.fingerprint()).doesNotContain(MARIA);
    }

    @Test
    void asksAgainForPassphrasesThatAreShortOrDiffer() {
        type("short", MARIA, NURLAN, MARIA, MARIA, NURLAN, NURLAN, OFFICE, OFFICE);

        assertThat(run(
                        "make",
                        "--petition",
                        "p",
                        "--holder",
                        "A",
                        "--holder",
                        "B",
                        "--recovery",
                        "C",
                        "--folder",
                        folder.toString()))
                .isEqualTo(Ceremony.DONE);
        assertThat(said.toString(UTF_8)).contains("too short", "The two differ");
    }

    @Test
    void writesOverNothing() {
        make();
        said.reset();

        assertThat(make()).isEqualTo(Ceremony.REFUSED);
        assertThat(typed).as("passphrases not asked for").hasSize(6);
        assertThat(said.toString(UTF_8)).contains("azimjan-askarov.public already");
    }

    @Test
    void writesNothingIfNoPassphraseIsChosen() {
        type(MARIA, MARIA);

        assertThat(run(
                        "make",
                        "--petition",
                        "p",
                        "--holder",
                        "A",
                        "--holder",
                        "B",
                        "--recovery",
                        "C",
                        "--folder",
                        folder.toString()))
                .isEqualTo(Ceremony.REFUSED);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run()).isEqualTo(Ceremony.WRONG_USAGE);
        assertThat(run("make", "--petition", "p", "--holder", "A", "--recovery", "C"))
                .isEqualTo(Ceremony.WRONG_USAGE);
        assertThat(run("make", "--petition", "p", "--holder", "A", "--holder", "B"))
                .isEqualTo(Ceremony.WRONG_USAGE);
        assertThat(run("open", "--key")).isEqualTo(Ceremony.WRONG_USAGE);
        assertThat(run("check", "--key", folder.resolve("none").toString())).isEqualTo(Ceremony.REFUSED);
        assertThat(said.toString(UTF_8)).contains("Usage:", "at least two holders");
    }
}
