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
import java.util.HexFormat;
import java.util.List;
import org.demarche.verification.Layout;

/** The checksums that make of a folder a BagIt bag (RFC 8493), so that {@code sha256sum -c} checks it too. */
final class Bag {
    private Bag() {}

    static void pack(Facts facts, Path content) throws IOException {
        List<String> payload = Contents.payload(facts.letters());
        Files.writeString(
                content.resolve(Layout.BAG_DECLARATION), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Files.writeString(content.resolve(Layout.BAG_INFO), information(facts, content, payload), UTF_8);
        Files.writeString(content.resolve(Layout.PAYLOAD_CHECKSUMS), checksums(content, payload));
        Files.writeString(
                content.resolve(Layout.TAG_CHECKSUMS),
                checksums(content, List.of(Layout.BAG_DECLARATION, Layout.BAG_INFO, Layout.PAYLOAD_CHECKSUMS)));
    }

    private static String information(Facts facts, Path content, List<String> payload) throws IOException {
        long octets = 0;
        for (String file : payload) {
            octets += Files.size(content.resolve(file));
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

    private static String checksums(Path content, List<String> files) throws IOException {
        StringBuilder checksums = new StringBuilder();
        for (String file : files) {
            checksums
                    .append(sha256(content.resolve(file)))
                    .append("  ")
                    .append(file)
                    .append('\n');
        }
        return checksums.toString();
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
