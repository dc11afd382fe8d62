package org.demarche.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A good package of invented signers, made step by step by code that the verifier does not share: content, checksums
 * around it, and the seal over both. Content may be edited before it is sealed, to make packages whose sealer lies.
 */
public final class SamplePackage {

    private static final String LETTER =
            """
            To the addressee

            Please keep this sample in good order.
            """;

    private final Map<String, byte[]> content;

    private SamplePackage(Map<String, byte[]> content) {
        this.content = content;
    }

    /** {@return a package of that many signatures} */
    public static SamplePackage of(int count) {
        return of(SampleRows.of(count));
    }

    static SamplePackage of(List<SampleRows.Signer> signers) {
        Map<String, byte[]> content = new LinkedHashMap<>();
        List<String> letters = List.of("en", "fr", "ru");
        put(content, "data/manifest.json", manifest(signers, letters));
        letters.forEach(language -> put(content, "data/letter/" + language + "-1.txt", language + "\n" + LETTER));
        put(
                content,
                "data/cover-letter.pdf",
                "%PDF-1.7\n% A sample: the verifier compares this file by its hash alone.\n");
        put(content, "data/method.txt", "Every signature was confirmed by mail.\n");
        put(content, "data/statistics.json", statistics(signers));
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
        put(content, "data/signatories/signatories.pdf", "%PDF-1.7\n% A sample: as above.\n");
        return new SamplePackage(content);
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

    /** {@return the same package with one file of its content replaced, or one letter added} */
    public SamplePackage with(String name, byte[] bytes) {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        content.forEach((present, unchanged) -> {
            if (present.equals("data/cover-letter.pdf") && !content.containsKey(name)) {
                changed.put(name, bytes);
            }
            changed.put(present, present.equals(name) ? bytes : unchanged);
        });
        return new SamplePackage(changed);
    }

    public SamplePackage without(String name) {
        Map<String, byte[]> changed = new LinkedHashMap<>(content);
        changed.remove(name);
        return new SamplePackage(changed);
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
                        + "External-Identifier: sample-edition-1\nPayload-Oxum: " + octets + "." + content.size()
                        + "\n");
        put(tags, "manifest-sha256.txt", checksums(content));
        put(tags, "tagmanifest-sha256.txt", checksums(tags));
        tags.putAll(content);
        return tags;
    }

    /** {@return the package as a file, sealed with the sample key} */
    public byte[] sealed() {
        return SampleSeal.SAMPLE.seal(bagged());
    }

    private static String manifest(List<SampleRows.Signer> signers, List<String> letters) {
        List<String> files = new ArrayList<>();
        for (String language : letters) {
            files.add(String.format(
                    "{\"file\":\"data/letter/%1$s-1.txt\",\"language\":\"%1$s\",\"sha256\":\"%2$s\",\"version\":1}",
                    language, sha256((language + "\n" + LETTER).getBytes(StandardCharsets.UTF_8))));
        }
        List<byte[]> leaves =
                signers.stream().map(signer -> SampleRows.leaf(signer.row())).toList();
        return String.format(
                Locale.ROOT,
                """
                {"accounting":{"attempts":{"confirmed":%2$d,"duplicate":2,"expired":1,"open":3,"refused":0,"total":%3$d},\
                "signatures":{"counted":%1$d,"erased":1,"held":0,"struckOut":2,"withdrawn":1}},\
                "addressee":"The addressee, Geneva","count":%1$d,"cutoff":"2026-11-23T18:00:00Z",\
                "demands":[{"number":1,"title":{"en":"Do this","fr":"Faites ceci"},"total":%4$d},\
                {"number":2,"title":{"en":"Do that"},"total":%5$d},\
                {"number":3,"title":{"en":"Stop the other"},"total":%6$d}],\
                "edition":1,"format":"demarche-package","letters":[%7$s],"organisation":"Sample organisation",\
                "petition":"sample","previous":null,"subject":"A sample subject",\
                "title":{"en":"A sample petition","fr":"Une pétition"},"tree":{"root":"%8$s","size":%1$d},\
                "trial":true,"version":1,"visibility":{"COUNTED":%9$d,"FULL":%10$d,"INITIALS":%11$d}}""",
                signers.size(),
                signers.size() + 4,
                signers.size() + 10,
                supporters(signers, 1),
                supporters(signers, 2),
                supporters(signers, 3),
                String.join(",", files),
                HexFormat.of().formatHex(SampleRows.root(leaves)),
                visible(signers, "COUNTED"),
                visible(signers, "FULL"),
                visible(signers, "INITIALS"));
    }

    private static String statistics(List<SampleRows.Signer> signers) {
        return "{\"country\":" + table(signers, signer -> signer.cell().get(0)) + ",\"demands\":{\"1\":"
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
