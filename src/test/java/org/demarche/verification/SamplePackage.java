package org.demarche.verification;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A good package of invented signers, made step by step by code that the verifier does not share: content, checksums
 * around it, and the seal over both. Content may be edited before it is sealed, to make packages whose sealer lies.
 */
public final class SamplePackage {

    private static final String LETTER = "To the addressee\n\nPlease keep this sample in good order.\n";
    private static final List<String> LANGUAGES = List.of("en", "fr", "ru");
    private static final String PDF = "%PDF-1.7\n% A sample: the verifier compares this file by its hash alone.\n";

    private final Edition edition;
    private final Map<String, byte[]> content;

    /** What the content was made from, and what later editions need of it. */
    private record Edition(
            int number, List<SampleRows.Signer> signers, List<byte[]> leavesBefore, String previous, boolean stamped) {

        List<byte[]> leaves() {
            List<byte[]> leaves = new ArrayList<>(leavesBefore);
            signers.forEach(signer -> leaves.add(SampleRows.leaf(signer.row())));
            return leaves;
        }

        /** A week for each edition. */
        String cutoff() {
            return LocalDate.of(2026, 11, 16).plusWeeks(number) + "T18:00:00Z";
        }
    }

    private SamplePackage(Edition edition, Map<String, byte[]> content) {
        this.edition = edition;
        this.content = content;
    }

    /** {@return a first edition of that many signatures} */
    public static SamplePackage of(int count) {
        return of(SampleRows.of(count));
    }

    static SamplePackage of(List<SampleRows.Signer> signers) {
        return of(new Edition(1, signers, List.of(), "null", false));
    }

    /** {@return the edition after this one, with that many new signatures by others} */
    public SamplePackage extended(int count) {
        return of(new Edition(
                edition.number() + 1,
                SampleRows.of(edition.number() + 1, count, signers -> {}),
                edition.leaves(),
                previous(),
                false));
    }

    /** {@return the same edition, to be sealed with a time-stamp} */
    public SamplePackage stamped() {
        return of(new Edition(edition.number(), edition.signers(), edition.leavesBefore(), edition.previous(), true));
    }

    /** {@return the copy of this edition that names nobody} */
    public SamplePackage redacted() {
        Map<String, byte[]> shared = new LinkedHashMap<>(content);
        shared.keySet().removeIf(name -> name.startsWith("data/signatories/"));
        return new SamplePackage(edition, shared);
    }

    private static SamplePackage of(Edition edition) {
        List<SampleRows.Signer> signers = edition.signers();
        Map<String, byte[]> content = new LinkedHashMap<>();
        put(content, "data/manifest.json", manifest(edition));
        put(content, "data/checkpoint.txt", SampleCheckpoint.SAMPLE.sign(edition.leaves()));
        put(content, "data/letters.json", texts());
        put(content, "data/cover-letter-en.pdf", PDF);
        put(content, "data/cover-letter-fr.pdf", PDF);
        put(content, "data/method.txt", "Every signature was confirmed by mail.\n");
        put(content, "data/statistics.json", statistics(signers));
        put(content, "data/statistics.pdf", PDF);
        StringBuilder rows = new StringBuilder();
        StringBuilder openings = new StringBuilder();
        StringBuilder csv = new StringBuilder("row,name,country,demands\r\n");
        for (int i = 0; i < signers.size(); i++) {
            SampleRows.Signer signer = signers.get(i);
            rows.append(signer.row()).append('\n');
            if (signer.shown() != null) {
                openings.append(signer.opening(i)).append('\n');
                csv.append(i)
                        .append(',')
                        .append(quoted(defused(signer.shown())))
                        .append(',');
                csv.append(signer.cell().get(0)).append(',');
                csv.append(signer.demands().toString().replaceAll("[\\[\\],]", ""))
                        .append("\r\n");
            }
        }
        put(content, "data/rows.jsonl", rows.toString());
        put(content, "data/signatories/openings.jsonl", openings.toString());
        put(content, "data/signatories/signatories.csv", csv.toString());
        put(content, "data/signatories/signatories-1.pdf", PDF);
        return new SamplePackage(edition, content);
    }

    /** {@return the receipt of a row's signer} */
    public String receipt(int row, boolean named) {
        SampleRows.Signer signer = edition.signers().get(row);
        String name = named ? "\"name\":\"" + escaped(signer.name()) + "\"," : "";
        String salt = named ? ",\"salt\":\"" + signer.nameSalt() + "\"" : "";
        String extra = "{\"edition\":" + edition.number() + "," + name + "\"petition\":\"sample\",\"row\":\""
                + escaped(signer.row()) + "\"" + salt + "}";
        int index = edition.leavesBefore().size() + row;
        return receipt(extra, index, SampleRows.path(index, edition.leaves()), text("data/checkpoint.txt"));
    }

    static String receipt(String extra, long index, List<byte[]> proof, String checkpoint) {
        Base64.Encoder base64 = Base64.getEncoder();
        StringBuilder receipt = new StringBuilder("c2sp.org/tlog-proof@v1\n")
                .append("extra ")
                .append(base64.encodeToString(extra.getBytes(StandardCharsets.UTF_8)))
                .append("\nindex ")
                .append(index)
                .append('\n');
        proof.forEach(hash -> receipt.append(base64.encodeToString(hash)).append('\n'));
        return receipt.append('\n').append(checkpoint).toString();
    }

    /** {@return the leaves of the edition's tree} */
    List<byte[]> leaves() {
        return edition.leaves();
    }

    /** {@return the same package with one file of its content edited as text} */
    public SamplePackage edited(String name, UnaryOperator<String> edit) {
        String before = new String(content.get(name), StandardCharsets.UTF_8);
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("The edit of " + name + " changes nothing");
        }
        return with(name, after.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the same package with one file of its content replaced, or one cover letter or volume added} */
    public SamplePackage with(String name, byte[] bytes) {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        content.forEach((present, unchanged) -> {
            if (present.equals("data/method.txt") && name.startsWith("data/cover") && !content.containsKey(name)) {
                changed.put(name, bytes);
            }
            changed.put(present, present.equals(name) ? bytes : unchanged);
        });
        changed.put(name, bytes);
        return new SamplePackage(edition, changed);
    }

    public SamplePackage without(String name) {
        Map<String, byte[]> changed = new LinkedHashMap<>(content);
        changed.remove(name);
        return new SamplePackage(edition, changed);
    }

    /** {@return a file of the content as text} */
    public String text(String name) {
        return new String(content.get(name), StandardCharsets.UTF_8);
    }

    /** {@return the content with the files around it that make it a BagIt bag} */
    public Map<String, byte[]> bagged() {
        long octets = content.values().stream().mapToLong(bytes -> bytes.length).sum();
        Map<String, byte[]> tags = new LinkedHashMap<>();
        put(tags, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        put(
                tags,
                "bag-info.txt",
                "Source-Organization: Sample organisation\nBagging-Date: 2026-11-23\n"
                        + "External-Identifier: sample-edition-" + edition.number() + "\nPayload-Oxum: " + octets + "." + content.size()
                        + "\n");
        put(tags, "manifest-sha256.txt", checksums(content));
        Map<String, byte[]> summed = new LinkedHashMap<>(tags);
        put(summed, "START-HERE.pdf", PDF);
        put(tags, "tagmanifest-sha256.txt", checksums(summed));
        put(tags, "START-HERE.pdf", PDF);
        tags.putAll(content);
        return tags;
    }

    /** {@return the package as a file, sealed with the sample key} */
    public byte[] sealed() {
        return edition.stamped()
                ? SampleSeal.SAMPLE.seal(bagged(), SampleAuthority.SAMPLE)
                : SampleSeal.SAMPLE.seal(bagged());
    }

    private static String manifest(Edition edition) {
        List<SampleRows.Signer> signers = edition.signers();
        List<byte[]> leaves = edition.leaves();
        boolean first = edition.number() == 1;
        int counted = leaves.size() - (first ? 0 : 2);
        return String.format(
                Locale.ROOT,
                """
                {"accounting":{"attempts":{"confirmed":%d,"duplicate":2,"expired":1,"open":3,"refused":0,"total":%d},\
                "gone":{"erased":0,"held":0,"struckOut":%d,"withdrawn":%d},\
                "signatures":{"counted":%d,"erased":1,"held":0,"struckOut":2,"withdrawn":1}},\
                "addressee":"The addressee, Geneva","checkpoint":"%s","count":%d,"cutoff":"%s",\
                "demands":[{"number":1,"title":{"en":"Do this","fr":"Faites ceci"},"total":%d},\
                {"number":2,"title":{"en":"Do that"},"total":%d},\
                {"number":3,"title":{"en":"Stop the other"},"total":%d}],\
                "edition":%d,"format":"demarche-package","letters":[%s],"level":"%s",\
                "organisation":"Sample organisation","petition":"sample","previous":%s,"subject":"A sample subject",\
                "title":{"en":"A sample petition","fr":"Une pétition"},"tree":{"root":"%s","size":%d},\
                "trial":true,"version":2,"visibility":{"COUNTED":%d,"FULL":%d,"INITIALS":%d}}""",
                counted + 4,
                counted + 10,
                first ? 0 : 1,
                first ? 0 : 1,
                counted,
                SampleCheckpoint.SAMPLE.key(),
                signers.size(),
                edition.cutoff(),
                supporters(signers, 1),
                supporters(signers, 2),
                supporters(signers, 3),
                edition.number(),
                letters(),
                edition.stamped() ? "T" : "B",
                edition.previous(),
                hex(SampleRows.root(leaves)),
                leaves.size(),
                visible(signers, "COUNTED"),
                visible(signers, "FULL"),
                visible(signers, "INITIALS"));
    }

    /** {@return what the edition after this one says of this one} */
    private String previous() {
        List<byte[]> leaves = edition.leaves();
        return "{\"cutoff\":\"" + edition.cutoff() + "\",\"edition\":" + edition.number() + ",\"manifest\":\""
                + sha256(content.get("data/manifest.json")) + "\",\"peaks\":["
                + SampleRows.peaks(leaves).stream()
                        .map(peak -> "\"" + hex(peak) + "\"")
                        .collect(Collectors.joining(","))
                + "],\"root\":\"" + hex(SampleRows.root(leaves)) + "\",\"size\":" + leaves.size() + "}";
    }

    static String letter(String language) {
        return language + "\n" + LETTER;
    }

    private static String letters() {
        return LANGUAGES.stream()
                .map(language -> "{\"language\":\"" + language + "\",\"sha256\":\""
                        + sha256(letter(language).getBytes(StandardCharsets.UTF_8)) + "\",\"version\":1}")
                .collect(Collectors.joining(","));
    }

    private static String texts() {
        return LANGUAGES.stream()
                .map(language -> "\"" + language + "-1\":\"" + letter(language).replace("\n", "\\n") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String statistics(List<SampleRows.Signer> signers) {
        return "{\"channel\":" + table(signers, signer -> signer.cell().get(3)) + ",\"country\":"
                + table(signers, signer -> signer.cell().get(0)) + ",\"demands\":{\"1\":"
                + supporters(signers, 1) + ",\"2\":" + supporters(signers, 2) + ",\"3\":" + supporters(signers, 3)
                + "},\"language\":" + table(signers, signer -> signer.cell().get(1)) + ",\"period\":"
                + table(signers, signer -> signer.cell().get(2)) + ",\"visibility\":{\"COUNTED\":"
                + visible(signers, "COUNTED") + ",\"FULL\":" + visible(signers, "FULL") + ",\"INITIALS\":"
                + visible(signers, "INITIALS") + "}}";
    }

    private static String table(List<SampleRows.Signer> signers, Function<SampleRows.Signer, String> side) {
        Map<String, Long> totals = new TreeMap<>();
        signers.forEach(signer -> totals.merge(side.apply(signer), 1L, Long::sum));
        List<String> members = new ArrayList<>();
        totals.forEach((name, total) -> members.add("\"" + name + "\":" + total));
        return "{" + String.join(",", members) + "}";
    }

    private static long supporters(List<SampleRows.Signer> signers, int demand) {
        return signers.stream()
                .filter(signer -> signer.demands().contains(demand))
                .count();
    }

    private static long visible(List<SampleRows.Signer> signers, String visibility) {
        return signers.stream()
                .filter(signer -> signer.visibility().equals(visibility))
                .count();
    }

    private static String defused(String text) {
        return text.matches("[=+\\-@\\t\\r＝＋－＠].*") ? "'" + text : text;
    }

    private static String quoted(String field) {
        return field.matches(".*[,\"].*") ? "\"" + field.replace("\"", "\"\"") + "\"" : field;
    }

    private static String checksums(Map<String, byte[]> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, bytes) ->
                lines.append(sha256(bytes)).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(SampleRows.sha256().digest(bytes));
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
