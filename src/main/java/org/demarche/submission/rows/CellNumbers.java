package org.demarche.submission.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for cells, from 0 in the order in which they are met. There are few, as small ones have been pooled. */
final class CellNumbers {
    private final Map<Cell, Integer> numbers = new HashMap<>();
    private final List<Cell> cells = new ArrayList<>();

    int number(Cell cell) {
        return numbers.computeIfAbsent(cell, met -> {
            cells.add(met);
            return cells.size() - 1;
        });
    }

    Cell cell(int number) {
        return cells.get(number);
    }
}
