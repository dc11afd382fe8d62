package org.demarche.signature;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps flags as their names, parted by blanks; none as null. */
@Converter
public class FlagsColumn implements AttributeConverter<Set<Flag>, String> {
    @Override
    public String convertToDatabaseColumn(Set<Flag> flags) {
        return flags == null || flags.isEmpty()
                ? null
                : flags.stream().sorted().map(Flag::name).collect(Collectors.joining(" "));
    }

    @Override
    public Set<Flag> convertToEntityAttribute(String stored) {
        return stored == null
                ? Set.of()
                : Arrays.stream(stored.split(" "))
                        .map(Flag::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.class)));
    }
}
