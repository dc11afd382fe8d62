package org.demarche.web.staff;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Where the bars of a chart stand, for a page to draw as SVG: whole units of the drawing, its origin at the top left.
 *
 * @param width of the drawing
 * @param height of the drawing
 */
public record BarChart(int width, int height, List<Bar> bars, List<Line> lines, List<Label> labels) {
    private static final int AXIS = 46;
    private static final int TOP = 14;
    private static final int BOTTOM = 26;

    /** What a bar shows, as people read it, and what stands below it; empty where nothing does. */
    record Column(String title, String label, long value) {}

    /** One column. */
    public record Bar(String x, String y, String width, String height, String title, boolean last) {}

    /** A line across, and the number that it stands for. */
    public record Line(String y, String textY, long value) {}

    /** What stands below the columns. */
    public record Label(String x, String text) {}

    /** Where a line of numbers ends. */
    public int axis() {
        return AXIS;
    }

    /** The bottom of the columns. */
    public int base() {
        return height - BOTTOM;
    }

    static BarChart of(List<Column> columns, int width, int height) {
        long step = step(columns.stream().mapToLong(Column::value).max().orElse(0));
        long top = Math.max(
                step,
                step
                        * Math.floorDiv(
                                columns.stream().mapToLong(Column::value).max().orElse(0) + step - 1, step));
        double room = (double) (width - AXIS) / Math.max(1, columns.size());
        double unit = (double) (height - BOTTOM - TOP) / top;
        double thick = Math.max(1, room * 0.76);
        int base = height - BOTTOM;
        List<Bar> bars = IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    double tall = columns.get(i).value() * unit;
                    return new Bar(
                            text(AXIS + i * room + (room - thick) / 2),
                            text(base - tall),
                            text(thick),
                            text(tall),
                            columns.get(i).title(),
                            i == columns.size() - 1);
                })
                .toList();
        List<Line> lines = LongStream.rangeClosed(0, top / step)
                .mapToObj(i -> new Line(text(base - i * step * unit), text(base - i * step * unit + 4), i * step))
                .toList();
        List<Label> labels = IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).label().isEmpty())
                .mapToObj(i ->
                        new Label(text(AXIS + (i + 0.5) * room), columns.get(i).label()))
                .toList();
        return new BarChart(width, height, bars, lines, labels);
    }

    /** One, two or five of some power of ten, so that three to five lines are drawn. */
    private static long step(long most) {
        long power = 1;
        while (true) {
            for (int first : List.of(1, 2, 5)) {
                if (first * power * 4 >= most) {
                    return first * power;
                }
            }
            power *= 10;
        }
    }

    /** A tenth of a unit is finer than anybody sees. */
    private static String text(double length) {
        long tenths = Math.round(length * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
