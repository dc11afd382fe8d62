package org.demarche.submission.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.demarche.verification.Layout;

/**
 * The checksums that make of a package, once it is unpacked, a BagIt bag (RFC 8493), so that {@code sha256sum -c} checks
 * it too. Each copy has its own.
 */
final class Bag {
    private final Facts facts;
    private final Contents contents;
    private final Map<Path, String> known = new HashMap<>();

    Bag(Facts facts, Contents contents) {
        this.facts = facts;
        this.contents = contents;
    }

    void pack(Copy copy) throws IOException {
        Path folder = contents.checksums(copy);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(Layout.BAG_DECLARATION), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Map<String, Path> files = contents.sealed(copy);
        List<String> payload = contents.payload(copy);
        Files.writeString(folder.resolve(Layout.BAG_INFO), information(files, payload), UTF_8);
        Files.writeString(folder.resolve(Layout.PAYLOAD_CHECKSUMS), checksums(files, payload));
        Files.writeString(
                folder.resolve(Layout.TAG_CHECKSUMS),
                checksums(
                        files,
                        List.of(Layout.BAG_DECLARATION, Layout.BAG_INFO, Layout.PAYLOAD_CHECKSUMS, Layout.START_HERE)));
    }

    private String information(Map<String, Path> files, List<String> payload) throws IOException {
        long octets = 0;
        for (String file : payload) {
            octets += Files.size(files.get(file));
        }
        String first = facts.petition().languages().get(0);
        List<String> lines = new ArrayList<>();
        lines.add(
                "Source-Organization: " + facts.petition().organisation().name().in(first));
        lines.add("External-Identifier: " + facts.petition().slug() + "-edition-" + facts.edition());
        lines.add("External-Description: " + facts.petition().letter(first).title());
        lines.add("Bagging-Date: " + LocalDate.ofInstant(facts.cutoff(), ZoneOffset.UTC));
        lines.add("Payload-Oxum: " + octets + "." + payload.size());
        return lines.stream().map(line -> line + "\n").reduce("", String::concat);
    }

    private String checksums(Map<String, Path> files, List<String> names) throws IOException {
        StringBuilder checksums = new StringBuilder();
        for (String name : names) {
            checksums.append(sha256(files.get(name))).append("  ").append(name).append('\n');
        }
        return checksums.toString();
    }

    /** What both copies have is read once: it may be gigabytes. */
    private String sha256(Path file) throws IOException {
        String hash = known.get(file);
        if (hash == null) {
            hash = digest(file);
            known.put(file, hash);
        }
        return hash;
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
