package org.demarche.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.demarche.web.staff.BarChart.Bar;
import org.demarche.web.staff.BarChart.Column;
import org.demarche.web.staff.BarChart.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarChartTest {
    private static BarChart chart(long... values) {
        return BarChart.of(
                LongStream.of(values)
                        .mapToObj(value -> new Column("so many: " + value, value == 3 ? "three" : "", value))
                        .toList(),
                720,
                220);
    }

    @Test
    void drawsEachColumnAsTallAsItsNumber() {
        BarChart chart = chart(0, 50, 100);

        List<Double> heights =
                chart.bars().stream().map(Bar::height).map(Double::valueOf).toList();
        assertThat(heights.get(0)).isZero();
        assertThat(heights.get(1) * 2).isEqualTo(heights.get(2));
        assertThat(chart.bars()).extracting(Bar::last).containsExactly(false, false, true);
        assertThat(chart.bars().get(2).title()).isEqualTo("so many: 100");
    }

    @Test
    void keepsAllColumnsWithinTheDrawing() {
        BarChart chart = chart(7, 3, 12);

        assertThat(chart.bars())
                .allMatch(bar -> Double.parseDouble(bar.x()) >= chart.axis()
                        && Double.parseDouble(bar.x()) + Double.parseDouble(bar.width()) <= chart.width()
                        && Double.parseDouble(bar.y()) >= 0
                        && Math.abs(Double.parseDouble(bar.y()) + Double.parseDouble(bar.height()) - chart.base())
                                < 0.2);
        assertThat(chart.labels()).extracting(BarChart.Label::text).containsExactly("three");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "4, 4", "5, 6", "99, 100", "100, 100", "101, 150", "1000000, 1000000"})
    void endsTheScaleAtARoundNumberThatHoldsTheMost(long most, long top) {
        List<Line> lines = chart(0, most).lines();

        assertThat(lines.get(lines.size() - 1).value()).isEqualTo(top);
        assertThat(lines).hasSizeBetween(2, 5);
        assertThat(lines.get(0).value()).isZero();
    }
}
