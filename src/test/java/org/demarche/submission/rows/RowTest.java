package org.demarche.submission.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.demarche.signature.Support;
import org.demarche.signature.Visibility;
import org.junit.jupiter.api.Test;

class RowTest {
    private static Entry entry(Cell cell, int letter, Support demands, Visibility visibility, Random random) {
        byte[] name = new byte[32];
        byte[] initials = new byte[32];
        random.nextBytes(name);
        random.nextBytes(initials);
        return new Entry(cell, letter, demands, visibility, name, initials, Optional.empty());
    }

    @Test
    void isCanonicalWhateverIsInIt() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            Cell cell =
                    i % 7 == 0 ? Cell.ALL_POOLED : new Cell("CH", i % 2 == 0 ? "fr" : "zh-Hant-TW", "2026-11", "API");
            Support demands = Support.ofBits(1 + random.nextInt(Integer.MAX_VALUE - 1));
            Entry entry = entry(cell, 1 + random.nextInt(1000), demands, Visibility.values()[i % 3], random);

            assertThat(new String(Row.bytes(entry), UTF_8)).isEqualTo(canonical(entry));
        }
    }

    @Test
    void refusesWhatWouldHaveToBeEscaped() {
        for (String language : new String[] {"e\"n", "e\\n", "é", "e\nn"}) {
            Entry entry = entry(
                    new Cell("CH", language, "2026-11", "PAGE"), 1, Support.of(1), Visibility.COUNTED, new Random(1));

            assertThatThrownBy(() -> Row.bytes(entry)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String canonical(Entry entry) {
        HexFormat hex = HexFormat.of();
        return CanonicalJson.text(Map.of(
                "channel", entry.cell().channel(),
                "country", entry.cell().country(),
                "demands", entry.demands().numbers(),
                "initials", hex.formatHex(entry.initials()),
                "language", entry.cell().language(),
                "letter", entry.letter(),
                "name", hex.formatHex(entry.name()),
                "period", entry.cell().period(),
                "visibility", entry.visibility().name()));
    }
}
