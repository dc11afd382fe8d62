package org.demarche.submission.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TimeStampToken;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.seal.LocalAuthority;
import org.demarche.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What programs of other people say of our packages: EU DSS, the Library of Congress's BagIt, sha256sum and OpenSSL. */
class OutsideJudgesTest {
    private static final Pattern CERTIFICATE = Pattern.compile("<ds:X509Certificate>([^<]+)");
    private static final Pattern VALUE = Pattern.compile("<ds:SignatureValue (Id=\"[^\"]+\")>([^<]+)");
    private static final Pattern TOKEN = Pattern.compile("<xades:EncapsulatedTimeStamp[^>]*>([^<]+)");

    private static final Map<Copy, Path> SEALED = new EnumMap<>(Copy.class);

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws SQLException {
        try (TestDatabase database = TestDatabase.h2()) {
            Office office = office(database, data);
            Edition edition = compiled(office);
            for (Copy copy : Copy.values()) {
                SEALED.put(copy, office.file(edition, copy));
            }
        }
    }

    private static Office office(TestDatabase database, Path folder) throws SQLException {
        Office office = new Office(database, folder);
        office.sign(
                12, i -> "Counted " + i, "CH", "en", Visibility.COUNTED, Support.of(1), Office.NOW.minusSeconds(90));
        office.sign("Жанна Исаева", "KG", "ru", Visibility.FULL, Support.of(1, 2));
        office.sign("Jane Mary Doe", "GB", "en", Visibility.INITIALS, Support.of(2));
        return office;
    }

    private static Edition compiled(Office office) {
        Edition edition = office.frozen();
        office.compile(edition);
        return edition;
    }

    private static String seal(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(one -> one.getName().startsWith("META-INF/signatures"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream in = zip.getInputStream(entry)) {
                return new String(in.readAllBytes(), UTF_8);
            }
        }
    }

    private static byte[] found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).isTrue();
        return Base64.getMimeDecoder().decode(matcher.group(group));
    }

    private static CertificateToken certificate(byte[] der) throws Exception {
        return new CertificateToken((X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
    }

    /** What DSS says of a package, when it trusts these certificates and nothing else, and asks nobody. */
    private static SimpleReport judge(Path file, Collection<CertificateToken> trusted) {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        CommonTrustedCertificateSource pinned = new CommonTrustedCertificateSource();
        trusted.forEach(pinned::addCertificate);
        verifier.setTrustedCertSources(pinned);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(Office.NOW.plus(Duration.ofDays(1))));
        return validator.validateDocument().getSimpleReport();
    }

    @ParameterizedTest
    @EnumSource(Copy.class)
    void theSealsOwnMakerPassesItWhereItsCertificateIsPinned(Copy copy) throws Exception {
        Path file = SEALED.get(copy);

        SimpleReport report = judge(file, List.of(certificate(found(CERTIFICATE, seal(file), 1))));

        assertThat(report.getSignatureIdList()).hasSize(1);
        assertThat(report.getIndication(report.getFirstSignatureId()))
                .as("%s", report.getAdESValidationErrors(report.getFirstSignatureId()))
                .isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.getSignatureFormat(report.getFirstSignatureId())).isEqualTo(SignatureLevel.XAdES_BASELINE_B);
    }

    @Test
    void theSealsOwnMakerTrustsNoStranger() throws Exception {
        SimpleReport report = judge(SEALED.get(Copy.FULL), List.of());

        assertThat(report.getIndication(report.getFirstSignatureId())).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void aTimeStampIsPassedByTheSealsOwnMakerAndByOpenSsl() throws Exception {
        try (LocalAuthority authority = new LocalAuthority(Office.NOW, LocalAuthority.Answer.GOOD);
                TestDatabase database = TestDatabase.h2()) {
            Office office = office(database, folder.resolve("data"));
            office.settings.askForTimeStampsAt(authority.address());
            Path file = office.file(compiled(office));
            String seal = seal(file);
            byte[] token = found(TOKEN, seal, 1);
            X509CertificateHolder stamper = new TimeStampToken(new CMSSignedData(token))
                    .getCertificates()
                    .getMatches(null)
                    .iterator()
                    .next();

            SimpleReport report =
                    judge(file, List.of(certificate(found(CERTIFICATE, seal, 1)), certificate(stamper.getEncoded())));

            assertThat(report.getSignatureFormat(report.getFirstSignatureId()))
                    .isEqualTo(SignatureLevel.XAdES_BASELINE_T);
            assertThat(report.getIndication(report.getFirstSignatureId())).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(openSsl(seal, token, stamper.getEncoded())).contains("Verification: OK");
            assertThat(openSsl(
                            VALUE.matcher(seal).replaceFirst(OutsideJudgesTest::otherValue),
                            token,
                            stamper.getEncoded()))
                    .as("of another value")
                    .doesNotContain("Verification: OK");
        }
    }

    /** The same element, whose value begins with another character than it did. */
    private static String otherValue(MatchResult found) {
        String value = found.group(2);
        String other = (value.charAt(0) == 'A' ? 'B' : 'A') + value.substring(1);
        return Matcher.quoteReplacement(found.group().replace(value, other));
    }

    /** What OpenSSL says of a token over the signature's value in canonical form, if it is installed. */
    private String openSsl(String seal, byte[] token, byte[] certificate) throws Exception {
        assumeTrue(isThere("openssl", "version"), "OpenSSL is not installed: what it says of time-stamps is not asked");
        Matcher value = VALUE.matcher(seal);
        assertThat(value.find()).isTrue();
        Files.writeString(
                folder.resolve("value.xml"),
                "<ds:SignatureValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" " + value.group(1) + ">"
                        + value.group(2) + "</ds:SignatureValue>");
        Files.write(folder.resolve("token.der"), token);
        Files.writeString(
                folder.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
        String at = Long.toString(Office.NOW.plusSeconds(3600).getEpochSecond());
        return run(
                folder,
                "openssl",
                "ts",
                "-verify",
                "-attime",
                at,
                "-data",
                "value.xml",
                "-token_in",
                "-in",
                "token.der",
                "-CAfile",
                "authority.pem",
                "-partial_chain");
    }

    @ParameterizedTest
    @EnumSource(Copy.class)
    void itIsABagToThoseWhoMadeBagIt(Copy copy) throws Exception {
        Path unzipped = unzip(SEALED.get(copy));

        Bag bag = new BagReader().read(unzipped);
        try (BagVerifier verifier = new BagVerifier()) {
            verifier.isComplete(bag, false);
            verifier.isValid(bag, false);
        }

        assertThat(bag.getMetadata().get("Payload-Oxum")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Copy.class)
    void sha256sumFindsItWhole(Copy copy) throws Exception {
        assumeTrue(isThere("sha256sum", "--version"), "sha256sum is not installed");
        Path unzipped = unzip(SEALED.get(copy));
        String[] check = {"sha256sum", "-c", "--strict", "manifest-sha256.txt", "tagmanifest-sha256.txt"};

        assertThat(run(unzipped, check)).contains("data/rows.jsonl: OK").doesNotContain("FAILED");
        Files.writeString(unzipped.resolve("data/method.txt"), "something else");
        assertThat(run(unzipped, check)).contains("data/method.txt: FAILED");
    }

    private Path unzip(Path file) throws IOException {
        Path target = Files.createDirectory(folder.resolve("unzipped"));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path place = target.resolve(entry.getName());
                Files.createDirectories(place.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, place);
                }
            }
        }
        return target;
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(Path where, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        process.waitFor();
        return said;
    }
}
