package org.demarche.statistics.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * A petition in exact numbers, for staff alone.
 *
 * @param asOf when they were counted
 * @param hours signatures by the hour of their confirmation, whatever their state now; the last hour is not over
 * @param days the same by day in UTC
 * @param sent forms by how far back they were sent
 * @param counted signatures that count, which the next three take apart
 * @param demands how many support each demand, by its number
 * @param countries by ISO 3166-1 alpha-2, the most first
 * @param languages by BCP 47 tag of the letter signed, the most first
 * @param domains mail domains of the last day that grow fastest
 * @param networks networks of the last hour that grow fastest
 */
public record Dashboard(
        Instant asOf,
        List<Slot> hours,
        List<Slot> days,
        SortedMap<Integer, Sent> sent,
        long counted,
        SortedMap<Integer, Long> demands,
        List<Map.Entry<String, Long>> countries,
        List<Map.Entry<String, Long>> languages,
        Mail mail,
        List<Trend> domains,
        List<Trend> networks) {

    /** An hour or a day, and how many signatures were confirmed in it. */
    public record Slot(Instant from, long signatures) {}

    /**
     * Forms that were sent in some time.
     *
     * @param confirmed those whose link was followed since, of whoever had signed already too
     */
    public record Sent(long forms, long confirmed) {
        /** {@return how many of a hundred were confirmed; empty where there are none} */
        public OptionalLong percent() {
            return forms == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(100.0 * confirmed / forms));
        }
    }

    /**
     * How the mail goes, of all petitions.
     *
     * @param waiting to be sent
     * @param refused for good
     * @param returning addresses that mails come back from
     */
    public record Mail(long waiting, long refused, long returning) {}

    /**
     * Signatures that have a mark in common.
     *
     * @param name what the mark stands for, where that may be read
     * @param recent how many there were lately
     * @param usual how many there were before in the same time, on average
     */
    public record Trend(String mark, Optional<String> name, long recent, double usual) {
        /** How many times as many as usual; what was never there before counts as one. */
        public double growth() {
            return recent / Math.max(1, usual);
        }
    }
}
