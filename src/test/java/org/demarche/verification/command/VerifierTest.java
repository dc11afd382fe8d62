package org.demarche.verification.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.demarche.verification.HostileZip;
import org.demarche.verification.SampleAuthority;
import org.demarche.verification.SamplePackage;
import org.demarche.verification.SampleSeal;
import org.demarche.verification.Samples;
import org.demarche.verification.input.CanonicalJson;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path good;
    private Path broken;

    @BeforeEach
    void writePackages() throws IOException {
        good = Files.write(folder.resolve("sample-edition-1.asice"), Samples.GOOD_FILE);
        HostileZip tampered = HostileZip.of(Samples.GOOD_FILE).replace("data/method.txt", new byte[0]);
        broken = Files.write(folder.resolve("broken.asice"), tampered.bytes());
    }

    @Test
    void saysOfAGoodPackageWhatItHoldsAndWhoSealedIt() {
        assertThat(run(good.toString())).isEqualTo(Verifier.VALID);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(lines())
                .contains(
                        "VALID: the package is whole and unchanged since it was sealed, and all its numbers hold.",
                        "TRIAL: it was made in a trial of the portal. It is not a real submission.",
                        "A sample petition",
                        "       48 signatures",
                        "       31 for demand 2: Do that",
                        "       14 counted only",
                        "       10 with initials",
                        "       24 with full name",
                        "Fingerprint  " + SampleSeal.SAMPLE.fingerprint(),
                        "Sealed at    2026-11-23T19:00:00Z, as the sealer claims; no time-stamp authority confirms it")
                .anyMatch(line -> line.contains("Who the sealer is was not compared"));
    }

    @Test
    void printsALinePerCheckInOrder() {
        run(broken.toString());
        assertThat(lines().subList(2, 19))
                .extracting(line -> line.substring(0, 25).strip())
                .containsExactly(
                        "ok           container",
                        "ok           seal",
                        "FAILED       coverage",
                        "FAILED       checksums",
                        "ok           manifest",
                        "ok           time",
                        "ok           letters",
                        "ok           rows",
                        "ok           tree",
                        "ok           checkpoint",
                        "ok           totals",
                        "ok           openings",
                        "ok           signatories",
                        "not checked  previous",
                        "not checked  copy",
                        "not checked  receipt",
                        "not checked  trust");
    }

    @Test
    void saysThatAChangedPackageIsBrokenAndClaimsNothingOfIt() {
        assertThat(run(broken.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(lines())
                .contains("BROKEN: the package failed the check of coverage, checksums. Do not rely on anything in it.")
                .noneMatch(line -> line.contains("signatures") && line.contains("48 sign") && !line.startsWith("ok"));
    }

    @Test
    void comparesTheFingerprintHoweverItIsWritten() {
        String fingerprint = SampleSeal.SAMPLE.fingerprint();
        String spaced = fingerprint.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        assertThat(run("--fingerprint", spaced, good.toString())).isEqualTo(Verifier.VALID);
        assertThat(lines()).noneMatch(line -> line.contains("not compared"));
    }

    @Test
    void tellsAnIntactPackageOfSomebodyElseFromABrokenOne() {
        assertThat(run("--fingerprint", "0".repeat(64), good.toString())).isEqualTo(Verifier.UNTRUSTED);
        assertThat(run("--fingerprint", "0".repeat(64), broken.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(lines()).anyMatch(line -> line.startsWith("NOT TRUSTED"));
    }

    @Test
    void doesNotTakeAnotherKeyOfTheSameName() throws IOException {
        SampleSeal impostor = new SampleSeal("Sample seal", "secp256r1", 2026, 2037);
        Files.write(good, impostor.seal(Samples.GOOD.bagged()));
        assertThat(run("--fingerprint", SampleSeal.SAMPLE.fingerprint(), good.toString()))
                .isEqualTo(Verifier.UNTRUSTED);
    }

    @Test
    void comparesAPackageWithTheEditionBeforeTheCopyAndAReceipt() throws IOException {
        Path supplement = write("sample-edition-2.asice", Samples.SUPPLEMENT.sealed());
        Path copy = write("sample-edition-2-redacted.asice", Samples.SUPPLEMENT.redacted().sealed());
        Path receipt = write("mine.tlog-proof", Samples.SUPPLEMENT.receipt(3, true).getBytes(StandardCharsets.UTF_8));
        String fingerprint = SampleSeal.SAMPLE.fingerprint();
        assertThat(run(
                        "--previous",
                        good.toString(),
                        "--copy",
                        copy.toString(),
                        "--receipt",
                        receipt.toString(),
                        "--fingerprint",
                        fingerprint,
                        supplement.toString()))
                .isEqualTo(Verifier.VALID);
        assertThat(lines().subList(2, 19)).allMatch(line -> line.startsWith("ok  "));
        assertThat(lines())
                .contains(
                        "Edition 2 of sample, as of 2026-11-30T18:00:00Z (full copy)",
                        "       91 signatures stand in all editions together",
                        "       45 are new in this edition:");
    }

    @Test
    void tellsABrokenPackageFromOneThatDoesNotFit() throws IOException {
        Path receipt = write("mine.tlog-proof", Samples.SUPPLEMENT.receipt(3, true).getBytes(StandardCharsets.UTF_8));
        assertThat(run("--receipt", receipt.toString(), good.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(lines())
                .contains("BROKEN: the package by itself is whole, but it does not fit what it was compared with:"
                        + " receipt.")
                .noneMatch(line -> line.contains("Do not rely"));
        assertThat(run("--previous", broken.toString(), good.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(run("--fingerprint", "0".repeat(64), "--receipt", receipt.toString(), good.toString()))
                .isEqualTo(Verifier.BROKEN);
    }

    @Test
    void saysWhoVouchesForTheTime() throws IOException {
        Path stamped = write("stamped.asice", Samples.STAMPED.sealed());
        assertThat(run(stamped.toString())).isEqualTo(Verifier.VALID);
        assertThat(lines())
                .contains(
                        "Stamped at   2026-11-23T19:00:07Z, by O=Sample organisation,CN=Sample authority",
                        "             certificate " + SampleAuthority.SAMPLE.fingerprint());
        out.reset();
        run("--json", stamped.toString());
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains(
                        "\"stamp\":{\"at\":\"2026-11-23T19:00:07Z\",\"fingerprint\":\""
                                + SampleAuthority.SAMPLE.fingerprint(),
                        "\"check\":\"time\",\"outcome\":\"passed\"");
    }

    @Test
    void saysThatARedactedCopyIsOne() throws IOException {
        Path redacted = write("redacted.asice", Samples.GOOD.redacted().sealed());
        assertThat(run("--json", redacted.toString())).isEqualTo(Verifier.VALID);
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("\"redacted\":true", "\"standing\":48", "\"size\":48");
        out.reset();
        run(redacted.toString());
        assertThat(lines()).contains("Edition 1 of sample, as of 2026-11-23T18:00:00Z (redacted copy: it names nobody)");
    }

    @Test
    void printsTheSameAsJson() throws Defect {
        assertThat(run("--json", good.toString())).isEqualTo(Verifier.VALID);
        String json = out.toString(StandardCharsets.US_ASCII);
        assertThat(json).endsWith("}\n").isEqualTo(json.lines().findFirst().orElseThrow() + "\n");
        assertThat(json)
                .contains(
                        "\"verdict\":\"valid\"",
                        "\"exit\":0",
                        "\"count\":48",
                        "{\"check\":\"container\",\"outcome\":\"passed\",",
                        "\"trial\":true",
                        "\"fingerprint\":\"" + SampleSeal.SAMPLE.fingerprint() + "\"",
                        "Une p\\u00e9tition");
        String withoutEscapes = json.replace("\\u00e9", "\u00e9").strip();
        assertThat(CanonicalJson.read(withoutEscapes.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Test
    void saysNothingOfABrokenPackageInJsonEither() {
        assertThat(run("--json", broken.toString())).isEqualTo(Verifier.BROKEN);
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("\"verdict\":\"broken\"", "\"exit\":1", "\"outcome\":\"not checked\"")
                .doesNotContain("\"contents\"", "\"sealer\"");
    }

    @Test
    void spellsOutWhatWouldSteerATerminal() throws IOException {
        SamplePackage steering = Samples.GOOD.edited(
                "data/manifest.json", json -> json.replace("A sample petition", "\\u001b[2J\u202egood"));
        Files.write(good, steering.sealed());
        run(good.toString());
        assertThat(lines()).contains("\\u{1b}[2J\\u{202e}good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--json",
                "--fingerprint",
                "--fingerprint 12 GOOD",
                "--unknown GOOD",
                "GOOD GOOD",
                "missing.asice",
                "FOLDER",
                "--previous GOOD",
                "--previous missing GOOD",
                "--copy FOLDER GOOD",
                "--receipt missing GOOD",
                "--receipt",
                "--copy GOOD --copy GOOD GOOD",
                "--json --json GOOD",
                "--help"
            })
    void explainsItsUsage(String arguments) {
        String[] words = arguments.isEmpty()
                ? new String[0]
                : arguments
                        .replace("GOOD", good.toString())
                        .replace("FOLDER", folder.toString())
                        .split(" ");
        assertThat(run(words)).isEqualTo(Verifier.WRONG_USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: java -jar verifier.jar");
        assertThat(out.size()).isZero();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private int run(String... arguments) {
        return Verifier.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
