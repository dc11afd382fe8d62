package org.demarche.moderation.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds signatures with the same mark that came within one window of time. */
final class Together {
    private Together() {}

    /** A signature, its mark, and when it was confirmed. */
    record Sight(long signature, String mark, Instant at) {}

    /**
     * Which signatures came together.
     *
     * @param window two that are exactly this far apart are not within it
     * @return by number of the signature: how many came with it in the fullest window that it is in, itself included,
     *     where that is the threshold at least
     */
    static Map<Long, Integer> find(Collection<Sight> sights, int threshold, Duration window) {
        Map<String, List<Sight>> byMark = new HashMap<>();
        for (Sight sight : sights) {
            byMark.computeIfAbsent(sight.mark(), mark -> new ArrayList<>()).add(sight);
        }
        Map<Long, Integer> found = new LinkedHashMap<>();
        for (List<Sight> alike : byMark.values()) {
            if (alike.size() >= threshold) {
                alike.sort(Comparator.comparing(Sight::at).thenComparing(Sight::signature));
                findAlike(alike, threshold, window, found);
            }
        }
        return found;
    }

    private static void findAlike(List<Sight> alike, int threshold, Duration window, Map<Long, Integer> found) {
        int many = alike.size();
        // The window that ends with each begins with this one.
        int[] first = new int[many];
        int from = 0;
        for (int last = 0; last < many; last++) {
            while (!alike.get(last).at().isBefore(alike.get(from).at().plus(window))) {
                from++;
            }
            first[last] = from;
        }
        // Windows with this one, the fullest first and no later one fuller than the one before it.
        Deque<Integer> fullest = new ArrayDeque<>();
        int next = 0;
        for (int one = 0; one < many; one++) {
            while (next < many && first[next] <= one) {
                while (!fullest.isEmpty() && size(first, fullest.peekLast()) <= size(first, next)) {
                    fullest.removeLast();
                }
                fullest.addLast(next++);
            }
            while (fullest.peekFirst() < one) {
                fullest.removeFirst();
            }
            int together = size(first, fullest.peekFirst());
            if (together >= threshold) {
                found.put(alike.get(one).signature(), together);
            }
        }
    }

    private static int size(int[] first, int last) {
        return last - first[last] + 1;
    }
}
