package org.demarche.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What became of each request of a load, as far as whoever sent it can tell. Filled by several threads. */
final class Answers {
    /** The portal said that it has it. */
    final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    /** The portal said to come back later. */
    final Set<String> sentBack = ConcurrentHashMap.newKeySet();

    /** No answer came: it is stored, or it is not. */
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    /** Other answers, by their status. There should be none. */
    final ConcurrentMap<Integer, String> wrong = new ConcurrentHashMap<>();

    void add(Answers more) {
        acknowledged.addAll(more.acknowledged);
        sentBack.addAll(more.sentBack);
        unanswered.addAll(more.unanswered);
        wrong.putAll(more.wrong);
    }

    /** The most that may be stored: who was sent back when a commit did not return may have been stored all the same. */
    int possible() {
        return acknowledged.size() + sentBack.size() + unanswered.size();
    }

    @Override
    public String toString() {
        Map<Integer, String> others = new TreeMap<>(wrong);
        return "%d acknowledged, %d sent back, %d without an answer%s"
                .formatted(
                        acknowledged.size(),
                        sentBack.size(),
                        unanswered.size(),
                        others.isEmpty() ? "" : ", and wrong: " + others);
    }
}
