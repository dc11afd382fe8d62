package org.demarche.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that must lie nowhere in clear, and the search for them in all the forms in which software writes text down.
 * The case of ASCII letters never matters; other letters are sought as they are, in capitals and in small letters.
 */
public final class Canaries {
    private static final int PREFIX = 3;

    private final BitSet prefixes = new BitSet(1 << (8 * PREFIX));
    private final Map<Integer, List<Needle>> needles = new HashMap<>();
    private final Set<ByteBuffer> known = new LinkedHashSet<>();

    /**
     * A canary where none may be.
     *
     * @param where a file, or a table's column
     * @param form how it is written there
     */
    public record Finding(String where, String canary, String form) {}

    private record Needle(String canary, String form, byte[] bytes) {}

    /** Each at least eight letters long, so that none is found by chance. */
    public Canaries(Collection<String> texts) {
        texts.forEach(this::add);
    }

    private void add(String text) {
        if (text.length() < 8) {
            throw new IllegalArgumentException("too short: " + text);
        }
        for (String variant : List.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT))) {
            byte[] bytes = variant.getBytes(UTF_8);
            addBytes(text, bytes);
            add(text, "UTF-16BE", variant.getBytes(UTF_16BE));
            add(text, "UTF-16LE", variant.getBytes(UTF_16LE));
            add(text, "UTF-8 twice", new String(bytes, ISO_8859_1).getBytes(UTF_8));
            add(text, "URL", URLEncoder.encode(variant, UTF_8).getBytes(UTF_8));
            add(text, "Java escapes", escaped("\\u", variant));
            add(text, "SQL escapes", escaped("\\", variant));
        }
    }

    /** Adds a secret that is bytes rather than text. */
    public Canaries add(byte[] secret) {
        addBytes("the bytes " + HexFormat.of().formatHex(secret), secret);
        return this;
    }

    private void addBytes(String canary, byte[] bytes) {
        add(canary, "plain", bytes);
        add(canary, "hex", HexFormat.of().formatHex(bytes).getBytes(UTF_8));
        for (int before = 0; before < 3; before++) {
            add(canary, "base64", base64(Base64.getEncoder(), before, bytes));
            add(canary, "base64url", base64(Base64.getUrlEncoder(), before, bytes));
        }
    }

    /** The characters that depend on these bytes alone, wherever a longer text's groups of three begin. */
    private static byte[] base64(Base64.Encoder encoder, int before, byte[] bytes) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        return Arrays.copyOfRange(encoder.encode(shifted), (before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    private static byte[] escaped(String escape, String text) {
        return text.chars()
                .mapToObj(unit -> unit < 128
                        ? Character.toString(unit)
                        : escape + HexFormat.of().toHexDigits((char) unit))
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private void add(String canary, String form, byte[] bytes) {
        byte[] folded = folded(bytes);
        if (known.add(ByteBuffer.wrap(folded))) {
            int prefix = prefix(folded, 0);
            prefixes.set(prefix);
            needles.computeIfAbsent(prefix, key -> new ArrayList<>()).add(new Needle(canary, form, folded));
        }
    }

    /** What is found in this text. */
    public Set<Finding> in(String where, String text) {
        return in(where, text.getBytes(UTF_8));
    }

    /** What is found in these bytes. */
    public Set<Finding> in(String where, byte[] bytes) {
        byte[] folded = folded(bytes);
        Set<Finding> findings = new LinkedHashSet<>();
        for (int at = 0; at + PREFIX <= folded.length; at++) {
            int prefix = prefix(folded, at);
            if (prefixes.get(prefix)) {
                for (Needle needle : needles.get(prefix)) {
                    int end = at + needle.bytes().length;
                    if (end <= folded.length
                            && Arrays.equals(folded, at, end, needle.bytes(), 0, needle.bytes().length)) {
                        findings.add(new Finding(where, needle.canary(), needle.form()));
                    }
                }
            }
        }
        return findings;
    }

    /** What is found in the files of a folder and its folders, and in the names of all. */
    public Set<Finding> under(Path folder, Predicate<Path> read) throws IOException {
        Set<Finding> findings = new LinkedHashSet<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.toList();
        }
        for (Path path : paths) {
            String name = folder.relativize(path).toString();
            findings.addAll(in("the name " + name, name));
            if (Files.isRegularFile(path) && read.test(path)) {
                try {
                    findings.addAll(in(name, Files.readAllBytes(path)));
                } catch (NoSuchFileException e) {
                    // A running server removes files, and what is removed needs no search.
                }
            }
        }
        return findings;
    }

    /** What is found in the columns of all tables, whatever their schema. */
    public Set<Finding> in(Connection database) throws SQLException {
        Set<Finding> findings = new LinkedHashSet<>();
        for (String table : tables(database)) {
            try (Statement statement = database.createStatement();
                    ResultSet rows = statement.executeQuery("select * from " + table)) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        String where = table + "." + rows.getMetaData().getColumnName(i);
                        Object value = rows.getObject(i);
                        findings.addAll(
                                value instanceof byte[] bytes
                                        ? in(where, bytes)
                                        : in(where, String.valueOf(rows.getString(i))));
                    }
                }
            }
        }
        return findings;
    }

    private static List<String> tables(Connection database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select table_schema, table_name from information_schema.tables"
                        + " where table_type = 'BASE TABLE'"
                        + " and lower(table_schema) not in ('information_schema', 'pg_catalog')")) {
            while (rows.next()) {
                tables.add("\"%s\".\"%s\"".formatted(rows.getString(1), rows.getString(2)));
            }
        }
        if (tables.isEmpty()) {
            throw new IllegalStateException("no tables to search");
        }
        return tables;
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff);
    }

    private static byte[] folded(byte[] bytes) {
        byte[] folded = bytes.clone();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'A' && folded[i] <= 'Z') {
                folded[i] |= 0x20;
            }
        }
        return folded;
    }
}
