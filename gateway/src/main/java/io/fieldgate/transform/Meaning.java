package io.fieldgate.transform;

import java.util.Set;

/// What the values of a type say, as its checks and the functions that make it know it. Rules ask for a meaning and
/// never for the name of a type, so a type that an office adds is judged like a shipped one.
public sealed interface Meaning {

    /// Whatever somebody writes, or a number drawn by chance.
    record Opaque() implements Meaning {}

    /// One word of a list.
    record Words(Set<String> words) implements Meaning {
        public Words {
            words = Set.copyOf(words);
        }
    }

    record Number() implements Meaning {}

    /// Full years of life.
    record Age() implements Meaning {}

    /// A word for a range of ages.
    /// @param child the words for ages below that of consent; empty where no word ends there, or nobody knows
    record AgeBand(Set<String> words, Set<String> child) implements Meaning {
        public AgeBand {
            words = Set.copyOf(words);
            child = Set.copyOf(child);
        }
    }

    record BirthDate() implements Meaning {}

    /// A day or an instant of something that happened.
    record Moment() implements Meaning {}

    record Sex() implements Meaning {}

    /// Somewhere in a division of China, or more exactly.
    /// @param digits of the division's code: 2 province, 4 prefecture, 6 county
    record Place(int digits) implements Meaning {
        public static final Place EXACT = new Place(6);
    }

    /// A number of region, day of birth, sequence and check digit. Source: GB 11643-1999.
    /// @param always every value is one; else the paper has numbers of another shape too
    /// @param regions how many regions the number can begin with
    record ResidentId(boolean always, int regions) implements Meaning {}

    /// A number that holds nothing but a serial.
    /// @param sample one of its usual shape
    record Serial(String sample) implements Meaning {}
}
