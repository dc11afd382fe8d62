package org.demarche.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A page as it goes out, ready in both encodings, so that serving it again costs a copy.
 *
 * @param status HTTP status; only pages with 200 are kept
 * @param headers what the page itself says about itself, by name
 * @param plain the bytes
 * @param gzip the same bytes compressed
 * @param etag weak validator, quotes included: pages that differ in their stamp alone share it
 */
// Arrays are shared on purpose: nothing writes to them, and pages are never compared.
@SuppressWarnings("ArrayRecordComponent")
record DrawnPage(int status, Map<String, String> headers, byte[] plain, byte[] gzip, String etag) {

    /** @param stamp the part of the page that changes from one drawing to the next without meaning anything, or "" */
    static DrawnPage of(int status, Map<String, String> headers, byte[] plain, String stamp) {
        return new DrawnPage(status, Map.copyOf(headers), plain, compress(plain), validator(plain, stamp));
    }

    private static String validator(byte[] plain, String stamp) {
        String text = new String(plain, StandardCharsets.UTF_8);
        String lasting = stamp.isEmpty() ? text : text.replace(stamp, "");
        byte[] hash = sha256(lasting.getBytes(StandardCharsets.UTF_8));
        return "W/\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22) + '"';
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    static byte[] compress(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
