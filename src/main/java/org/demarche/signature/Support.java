package org.demarche.signature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The demands that a signer supports: at least one, each between 1 and 31.
 *
 * <p>Kept as a number in which bit {@code n - 1} stands for demand {@code n}.
 */
public final class Support {
    private static final int MOST = 31;

    private final int demands;

    private Support(int bits) {
        if (bits <= 0) {
            throw new IllegalArgumentException("At least one demand must be supported.");
        }
        this.demands = bits;
    }

    public static Support of(Collection<Integer> numbers) {
        int bits = 0;
        for (int number : numbers) {
            if (number < 1 || number > MOST) {
                throw new IllegalArgumentException("There is no demand " + number + ".");
            }
            bits |= 1 << (number - 1);
        }
        return new Support(bits);
    }

    public static Support of(Integer... numbers) {
        return of(List.of(numbers));
    }

    public static Support ofBits(int bits) {
        return new Support(bits);
    }

    public int bits() {
        return demands;
    }

    public boolean contains(int number) {
        return number >= 1 && number <= MOST && (demands & 1 << (number - 1)) != 0;
    }

    /** Ascending. */
    public List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int rest = demands; rest != 0; rest &= rest - 1) {
            numbers.add(Integer.numberOfTrailingZeros(rest) + 1);
        }
        return List.copyOf(numbers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Support support && support.demands == demands;
    }

    @Override
    public int hashCode() {
        return demands;
    }

    @Override
    public String toString() {
        return numbers().toString();
    }
}
