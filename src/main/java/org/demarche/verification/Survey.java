package org.demarche.verification;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Lines;
import org.demarche.verification.input.Sha256;

/**
 * One walk over the rows: each is read strictly, none is kept. What remains is their number, their tree and their
 * totals.
 */
final class Survey {

    /** More combinations of country, language, period and channel than any petition has; bounds what they take. */
    private static final int MOST_CELLS = 300_000;

    private final Set<String> letters = new HashSet<>();
    private final String lastPeriod;
    private final long sizeBefore;
    private final String rootBefore;
    private final MerkleTree tree;
    private final Map<Row.Cell, Long> cells = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<Long, Long> demands = new TreeMap<>();
    private final Map<Visibility, Long> visibility = new EnumMap<>(Visibility.class);
    private byte[] lastLeaf = new byte[0];

    private Survey(Manifest manifest) {
        for (Manifest.Letter letter : manifest.letters()) {
            letters.add(letter.language() + "-" + letter.version());
            letters.add(Row.POOLED + "-" + letter.version());
        }
        manifest.demands().forEach(demand -> demands.put(demand.number(), 0L));
        for (Visibility each : Visibility.values()) {
            visibility.put(each, 0L);
        }
        sizeBefore = manifest.previous().map(previous -> previous.tree().size()).orElse(0L);
        List<String> peaks = manifest.previous().map(Manifest.Previous::peaks).orElse(List.of());
        tree = MerkleTree.growing(sizeBefore, peaks.stream().map(Sha256::parse).toList());
        rootBefore = Sha256.hex(tree.root());
        lastPeriod = manifest.cutoff().toString().substring(0, "2026-11".length());
    }

    /**
     * Walks over all rows.
     *
     * @throws Defect at the first row that is not canonical, out of order, or says what the manifest does not know
     */
    static Survey of(Archive archive, Manifest manifest) throws IOException {
        Survey survey = new Survey(manifest);
        try (Lines lines = new Lines(archive, Layout.ROWS)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                try {
                    survey.add(line);
                } catch (Defect defect) {
                    throw defect.in(lines.place());
                }
            }
        }
        return survey;
    }

    /** {@return the number of rows} */
    long size() {
        return tree.size() - sizeBefore;
    }

    /** {@return the number of leaves in the tree: those of earlier editions, and one for each row} */
    long leaves() {
        return tree.size();
    }

    /** {@return the root over the leaves of earlier editions, as their peaks give it, in hexadecimal} */
    String rootBefore() {
        return rootBefore;
    }

    /** {@return the root over all leaves, in hexadecimal} */
    String root() {
        return Sha256.hex(tree.root());
    }

    Map<Row.Cell, Long> cells() {
        return Collections.unmodifiableMap(cells);
    }

    /** {@return rows by number of the demand that they support; every demand of the manifest is there} */
    Map<Long, Long> demands() {
        return Collections.unmodifiableMap(demands);
    }

    Map<Visibility, Long> visibility() {
        return Collections.unmodifiableMap(visibility);
    }

    /** {@return rows by one side of their cell} */
    Map<String, Long> by(Function<Row.Cell, String> side) {
        return cells.entrySet().stream()
                .collect(Collectors.groupingBy(
                        cell -> side.apply(cell.getKey()), TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
    }

    /** {@return the same cell, made of strings that all cells share} */
    private Row.Cell shared(Row.Cell cell) {
        return new Row.Cell(
                shared(cell.country()), shared(cell.language()), shared(cell.period()), shared(cell.channel()));
    }

    private String shared(String value) {
        return values.computeIfAbsent(value, same -> same);
    }

    private void add(byte[] line) throws Defect {
        Row row = Row.read(line);
        byte[] leaf = Leaf.hash(line);
        if (Arrays.compareUnsigned(lastLeaf, leaf) >= 0) {
            throw new Defect("out of order: its leaf " + Sha256.hex(leaf)
                    + " does not come after that of the row before, " + Sha256.hex(lastLeaf));
        }
        if (!letters.contains(row.cell().language() + "-" + row.letter())) {
            throw new Defect("the manifest has no version " + row.letter() + " of the letter in the language "
                    + row.cell().language());
        }
        if (!row.cell().period().equals(Row.POOLED) && row.cell().period().compareTo(lastPeriod) > 0) {
            throw new Defect("the period " + row.cell().period() + " lies after the cut-off");
        }
        for (Long demand : row.demands()) {
            if (demands.computeIfPresent(demand, (number, total) -> total + 1) == null) {
                throw new Defect("the manifest has no demand " + demand);
            }
        }
        visibility.merge(row.visibility(), 1L, Long::sum);
        if (cells.computeIfPresent(row.cell(), (cell, rows) -> rows + 1) == null) {
            cells.put(shared(row.cell()), 1L);
        }
        if (cells.size() > MOST_CELLS) {
            throw new Defect("more than " + MOST_CELLS + " combinations of country, language, period and channel");
        }
        tree.add(leaf);
        lastLeaf = leaf;
    }
}
