package org.demarche.submission.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.submission.Edition;

/**
 * What was typed about a delivery, as it was typed.
 *
 * @param channel name of a {@link DeliveryChannel}
 * @param outcome name of a {@link DeliveryOutcome}
 * @param day such as {@code 2026-11-23}
 * @param time such as {@code 18:04}, in UTC
 * @param carrier who carried it; at most 200 characters, as the witness
 * @param tracking at most 100 characters
 * @param note at most 2000 characters
 */
public record DeliveryForm(
        String channel,
        String outcome,
        String day,
        String time,
        String carrier,
        String witness,
        String tracking,
        String note) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TRACKING = 100;
    private static final int LONGEST_NOTE = 2000;

    /** Nothing typed yet. */
    public static DeliveryForm empty() {
        return new DeliveryForm("", "", "", "", "", "", "", "");
    }

    /** Everything that is wrong with it, in the order of the fields. */
    Set<DeliveryFault> faults(Edition edition, Instant now) {
        Set<DeliveryFault> faults = EnumSet.noneOf(DeliveryFault.class);
        note(faults, DeliveryFault.CHANNEL_MISSING, knownChannel().isEmpty());
        note(faults, DeliveryFault.OUTCOME_MISSING, knownOutcome().isEmpty());
        note(
                faults,
                DeliveryFault.OUTCOME_UNFIT,
                knownChannel().isPresent()
                        && knownOutcome()
                                .filter(known -> !known.fits(knownChannel().get()))
                                .isPresent());
        note(faults, DeliveryFault.DAY_UNREADABLE, readDay().isEmpty());
        note(faults, DeliveryFault.TIME_UNREADABLE, readTime().isEmpty());
        at().ifPresent(at -> {
            note(faults, DeliveryFault.AT_FUTURE, at.isAfter(now));
            note(faults, DeliveryFault.AT_BEFORE_SEAL, isBeforeSeal(edition, at));
        });
        note(faults, DeliveryFault.CARRIER_MISSING, carrier.isEmpty());
        note(faults, DeliveryFault.CARRIER_TOO_LONG, carrier.length() > LONGEST_NAME);
        note(faults, DeliveryFault.WITNESS_TOO_LONG, witness.length() > LONGEST_NAME);
        note(faults, DeliveryFault.TRACKING_TOO_LONG, tracking.length() > LONGEST_TRACKING);
        note(faults, DeliveryFault.NOTE_TOO_LONG, note.length() > LONGEST_NOTE);
        return faults;
    }

    private static void note(Set<DeliveryFault> faults, DeliveryFault fault, boolean found) {
        if (found) {
            faults.add(fault);
        }
    }

    /** The form knows minutes: the minute of the seal is not before it. */
    private static boolean isBeforeSeal(Edition edition, Instant at) {
        return edition.sealedAt()
                .filter(moment -> at.plusSeconds(60).isAfter(moment))
                .isEmpty();
    }

    /** The same in order, for which there must be no faults. */
    Account account(Edition edition) {
        Instant at = at().orElseThrow();
        Instant first = edition.sealedAt().orElseThrow();
        return new Account(
                knownChannel().orElseThrow(),
                knownOutcome().orElseThrow(),
                at.isBefore(first) ? first : at,
                carrier,
                present(witness),
                present(tracking),
                present(note));
    }

    private Optional<DeliveryChannel> knownChannel() {
        return Arrays.stream(DeliveryChannel.values())
                .filter(known -> known.name().equals(channel))
                .findFirst();
    }

    private Optional<DeliveryOutcome> knownOutcome() {
        return Arrays.stream(DeliveryOutcome.values())
                .filter(known -> known.name().equals(outcome))
                .findFirst();
    }

    private Optional<LocalDate> readDay() {
        try {
            // A year of four digits: others would not be a delivery's, and a database may not take them.
            return day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? Optional.of(LocalDate.parse(day)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalTime> readTime() {
        try {
            return time.matches("[0-9]{2}:[0-9]{2}") ? Optional.of(LocalTime.parse(time)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> at() {
        return readDay()
                .flatMap(date -> readTime().map(clock -> date.atTime(clock)))
                .map(moment -> moment.toInstant(ZoneOffset.UTC));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(typed -> !typed.isEmpty());
    }
}
