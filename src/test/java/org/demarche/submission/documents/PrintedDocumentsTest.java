package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.submission.print.ReadAloud.withoutSpace;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import jakarta.json.JsonNumber;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.demarche.petition.Letter;
import org.demarche.submission.print.PdfJudge;
import org.demarche.submission.print.ReadAloud;
import org.demarche.submission.print.Texts;
import org.demarche.verification.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** What people read in a package. Set {@code demarche.print} to a folder to keep the documents and look at them. */
class PrintedDocumentsTest {
    @TempDir
    Path content;

    private static Stream<Arguments> documents() {
        return Stream.of("ru", "en", "fr", "ky", "uz", "ar")
                .flatMap(language -> Stream.of(
                        Arguments.of("start", language, 1),
                        Arguments.of("letter", language, 1),
                        Arguments.of("letter", language, 2),
                        Arguments.of("statistics", language, 1)));
    }

    private Path written(String document, String language, int edition) throws IOException {
        Facts facts = edition == 1 ? SampleFacts.first(language) : SampleFacts.second(language);
        Path file = content.resolve(document + "-" + language + "-" + edition + ".pdf");
        switch (document) {
            case "start" -> new StartHere(facts).write(file);
            case "letter" -> new CoverLetter(facts, language).write(file);
            case "statistics" -> new StatisticsReport(facts).write(file);
            default -> throw new IllegalArgumentException(document);
        }
        keep(file);
        return file;
    }

    private static void keep(Path file) throws IOException {
        String folder = System.getProperty("demarche.print");
        if (folder != null) {
            Files.write(Files.createDirectories(Path.of(folder)).resolve(file.getFileName()), Files.readAllBytes(file));
        }
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static int pages(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getNumberOfPages();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void areFitForArchivesAndForScreenReaders(String document, String language, int edition) throws IOException {
        Path pdf = written(document, language, edition);

        assertThat(PdfJudge.broken(pdf, PDFAFlavour.PDFA_3_A)).isEmpty();
        assertThat(PdfJudge.broken(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"start, ru", "letter, ru", "letter, ar", "statistics, ru"})
    void areTheSameBytesEachTime(String document, String language) throws IOException {
        byte[] once = Files.readAllBytes(written(document, language, 2));

        assertThat(Files.readAllBytes(written(document, language, 2))).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en", "fr", "ky", "uz", "ar"})
    void beginOnASinglePageWithAllThatIsNeededToCheck(String language) throws IOException {
        Path pdf = written("start", language, 1);
        Facts facts = SampleFacts.first(language);

        assertThat(pages(pdf)).isOne();
        assertThat(pages(written("start", language, 2))).isOne();
        assertThat(ReadAloud.of(pdf))
                .contains("java-jarverifier.jar")
                .contains("sha256sum-c")
                .contains(facts.seal().fingerprint())
                .contains(facts.root().hex())
                .contains(facts.editionsPage(language).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en", "fr", "ky", "uz", "ar"})
    void sayInTheLetterWhatIsNewAndWhatHasGone(String language) throws IOException {
        Facts facts = SampleFacts.second(language);
        Texts texts = Texts.in(language);

        String read = ReadAloud.of(written("letter", language, 2));

        for (long number : List.of(1_204L, 12_480L, 13_684L, 13_658L, 17L, 16_044L)) {
            assertThat(read).contains(withoutSpace(texts.number(number)));
        }
        assertThat(read)
                .contains(withoutSpace(texts.say("slip.title")))
                .contains(withoutSpace(facts.editionsPage(language).toString()))
                .contains(withoutSpace(texts.date(facts.earlier().get(0).delivered())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en", "fr", "ky", "uz", "ar"})
    void areReadOutInTheOrderOfTheTextWhateverItsDirection(String language) throws IOException {
        Facts facts = SampleFacts.second(language);
        Texts texts = Texts.in(language);
        Letter letter = facts.petition().letter(language);
        Path pdf = written("letter", language, 2);

        String read = ReadAloud.of(pdf);

        assertThat(read)
                .containsSubsequence(Stream.of(
                                List.of(
                                        letter.salutation(),
                                        facts.petition().subject().statusText().in(language),
                                        texts.say("letter.demands.demand"),
                                        texts.say("letter.demands.total"),
                                        "1. " + letter.demand(1).title(),
                                        texts.say("letter.editions.edition"),
                                        texts.say("letter.editions.delivered"),
                                        texts.say("letter.editions.rows"),
                                        texts.say("letter.verify.text", facts.fileName()),
                                        texts.say("seal.level.T")),
                                letter.paragraphs(),
                                List.of(letter.closing(), texts.say("slip.signature")))
                        .flatMap(List::stream)
                        .map(ReadAloud::withoutSpace)
                        .toList());
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void listSignatoriesInAnyScript(int edition) throws IOException {
        Facts facts = edition == 1 ? SampleFacts.first("ru") : SampleFacts.second("ar");
        SampleFacts.write(facts, content);

        new SignatoryList(facts, row -> {}).write(content);

        Path pdf = content.resolve(Layout.signatoriesVolume(1));
        keep(pdf);
        assertThat(PdfJudge.broken(pdf, PDFAFlavour.PDFA_2_U)).isEmpty();
        assertThat(text(pdf))
                .contains("Zoë Müller-Łukasz", "Айгүл Өмүрбекова", "Ирина Ёлкина", "王小明", "山田太郎")
                .contains("محمد", "דוד")
                .contains("O’Brien \"Pat\" \\ Ny", "□", "1 / 1")
                .doesNotContain("प", "김");
    }

    @Test
    void bindSignatoriesInVolumesThatSayWhereTheyBelong() throws IOException {
        Facts facts = SampleFacts.first("en");
        SampleFacts.write(facts, content);

        new SignatoryList(facts, new Volumes(20, 8), row -> {}).write(content);

        assertThat(text(content.resolve(Layout.signatoriesVolume(1)))).contains("Volume 1 of 3", "rows 1 to 13");
        assertThat(text(content.resolve(Layout.signatoriesVolume(2)))).contains("Volume 2 of 3", "rows 15 to 27");
        assertThat(text(content.resolve(Layout.signatoriesVolume(3)))).contains("Volume 3 of 3", "rows 29 to 39");
    }

    @Test
    void listTheSameSignatoriesInTheSameBytes() throws IOException {
        Facts facts = SampleFacts.first("ru");
        SampleFacts.write(facts, content);
        Path pdf = content.resolve(Layout.signatoriesVolume(1));
        new SignatoryList(facts, row -> {}).write(content);
        byte[] once = Files.readAllBytes(pdf);

        new SignatoryList(facts, row -> {}).write(content);

        assertThat(Files.readAllBytes(pdf)).isEqualTo(once);
    }

    @Test
    void refuseToListOthersThanWereCounted() throws IOException {
        SampleFacts.write(SampleFacts.first("ru"), content);

        assertThatThrownBy(() -> new SignatoryList(SampleFacts.named(19), row -> {}).write(content))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openings more");
        assertThatThrownBy(() -> new SignatoryList(SampleFacts.named(21), row -> {}).write(content))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openings 20");
    }

    @Test
    void sayInStatisticsTheNumbersOfTheFileBesideThem() throws IOException {
        Facts facts = SampleFacts.first("en");
        Texts english = Texts.in("en");

        String text = text(written("statistics", "en", 1));

        for (String table : facts.statistics().keySet()) {
            facts.statistics().getJsonObject(table).forEach((value, number) -> assertThat(text)
                    .as(table + " " + value)
                    .containsPattern(labelled(table, value, english.number(((JsonNumber) number).longValueExact()))));
        }
        assertThat(text).contains("12,480 new signatures", "Democratic Republic of the Congo (CD)", "October 2026");
    }

    private static String labelled(String table, String value, String number) {
        String label = value.equals("*")
                ? "* (pooled)"
                : switch (table) {
                    case "demands" -> value + ". ";
                    case "country" -> "(" + value + ")";
                    case "language" -> Texts.in("en").languageName(value);
                    case "period" -> Texts.in("en").month(YearMonth.parse(value));
                    default -> Texts.in("en").say("statistics." + table + "." + value);
                };
        // Labels of demands run on.
        return Pattern.quote(label) + (table.equals("demands") ? "[^0-9]*" : " ") + Pattern.quote(number) + " ";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en", "fr", "ky", "uz", "ar"})
    void keepTheLetterItselfOnOnePage(String language) throws IOException {
        for (int edition : List.of(1, 2)) {
            try (PDDocument document =
                    Loader.loadPDF(written("letter", language, edition).toFile())) {
                PDOutlineItem letter =
                        document.getDocumentCatalog().getDocumentOutline().getFirstChild();

                assertThat(document.getPages().indexOf(letter.getNextSibling().findDestinationPage(document)))
                        .isOne();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "letter"})
    void leadToThePublicPageByAQrCode(String document) throws IOException, NotFoundException {
        Facts facts = SampleFacts.first("ru");

        try (PDDocument pdf = Loader.loadPDF(written(document, "ru", 1).toFile())) {
            BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(document.equals("start") ? 0 : 2, 200);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            RGBLuminanceSource seen = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
            String read = new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(seen)),
                            Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE)))
                    .getText();

            assertThat(read).isEqualTo(facts.editionsPage("ru").toString());
        }
    }

    @Test
    void explainTheMethodInEveryLanguageOfThePetition() {
        Facts facts = SampleFacts.second("ru");

        String method = unbroken(new String(Method.bytes(facts), UTF_8));

        for (String language : facts.petition().languages()) {
            Texts texts = Texts.in(language);
            for (String topic : List.of(
                    "confirmation",
                    "text",
                    "duplicates",
                    "moderation",
                    "pooling",
                    "names",
                    "supplements",
                    "copies",
                    "receipts",
                    "limits")) {
                assertThat(method)
                        .contains(unbroken(texts.say("method." + topic + ".heading")))
                        .contains(unbroken(texts.say("method." + topic + ".text")));
            }
            assertThat(method)
                    .contains(unbroken(texts.say("method.gone", 2, 4, 17, 3)))
                    .contains(unbroken(texts.say("seal.level.T")));
        }
        assertThat(method).doesNotContain("data/letter/");
    }

    /** Lines end where there is room, which may be in a file's name. */
    private static String unbroken(String text) {
        return text.replaceAll("\\s+", "");
    }
}
