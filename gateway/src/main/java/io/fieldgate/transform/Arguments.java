package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Reads the words that follow a check or stand under a form's option. Messages name the word's place, not a
/// person's value: these are words of policy files.
public final class Arguments {

    private Arguments() {}

    public static void none(String name, List<String> arguments) throws BadOption {
        if (!arguments.isEmpty()) {
            throw new BadOption("`" + name + "` takes no further word.");
        }
    }

    public static void count(String name, List<String> arguments, int wanted, String example) throws BadOption {
        if (arguments.size() != wanted) {
            throw new BadOption("`" + name + "` takes " + wanted + (wanted == 1 ? " word" : " words") + ", as in `"
                    + example + "`.");
        }
    }

    public static int whole(String name, String word, int least, int most) throws BadOption {
        if (word.length() <= 9 && Ascii.areDigits(word)) {
            int number = Integer.parseInt(word);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new BadOption(
                "`" + name + "` wants a whole number from " + least + " to " + most + ", not `" + word + "`.");
    }

    /// Two whole numbers, the smaller first.
    public record Bounds(int least, int most) {
        public boolean hold(int number) {
            return number >= least && number <= most;
        }
    }

    /// `NAME MIN MAX`, both from `least` to `most`.
    public static Bounds bounds(String name, List<String> arguments, int least, int most, String example)
            throws BadOption {
        count(name, arguments, 2, example);
        int from = whole(name, arguments.get(0), least, most);
        return new Bounds(from, whole(name, arguments.get(1), from, most));
    }

    public static BigDecimal decimal(String name, String word) throws BadOption {
        if (!Decimals.isDecimal(word)) {
            throw new BadOption("`" + name + "` wants a decimal number such as `37.3`, not `" + word + "`.");
        }
        return new BigDecimal(word);
    }

    /// `512KB`, `1MB`, `640` (bytes); KB = 1,024 and MB = 1,048,576 bytes.
    public static int bytes(String name, String word) throws BadOption {
        int unit = 1;
        String digits = word;
        if (word.endsWith("KB") || word.endsWith("MB")) {
            unit = word.endsWith("KB") ? 1_024 : 1_048_576;
            digits = word.substring(0, word.length() - 2);
        }
        if (digits.length() <= 9 && Ascii.areDigits(digits)) {
            long size = Long.parseLong(digits) * unit;
            if (size > 0 && size <= 64L * 1_048_576 /* no field is larger than 64 MB */) {
                return (int) size;
            }
        }
        throw new BadOption("`" + name + "` wants a size up to 64MB such as `512KB`, not `" + word + "`.");
    }

    public static List<String> all(String name, Map<String, List<String>> options, String option) throws BadOption {
        List<String> words = options.get(option);
        if (words == null || words.isEmpty()) {
            throw new BadOption("`" + name + "` needs `" + option + "`.");
        }
        return words;
    }

    public static String one(String name, Map<String, List<String>> options, String option) throws BadOption {
        List<String> words = all(name, options, option);
        if (words.size() != 1) {
            throw new BadOption("`" + option + "` of `" + name + "` takes one word.");
        }
        return words.getFirst();
    }

    /// Refuses options the primitive does not know.
    public static void known(String name, Map<String, List<String>> options, List<String> accepted) throws BadOption {
        for (String option : options.keySet()) {
            if (!accepted.contains(option)) {
                throw new BadOption("`" + name + "` has no option `" + option + "`; "
                        + (accepted.isEmpty() ? "it takes none." : "it takes " + String.join(", ", accepted) + "."));
            }
        }
    }
}
