package io.fieldgate.transform.scan;

import io.fieldgate.document.Ascii;
import java.util.ArrayList;
import java.util.List;

/// Runs of ASCII digits in a folded text, read across single separators, with an `X` that follows seventeen
/// digits or more.
/// Cost: linear; one string for each run of at least eleven digits.
final class DigitRuns {

    /// Between digits people write spaces and dashes; hiding ones also dots, slashes and underscores.
    enum Between {
        USUAL(" -"),
        ANY(" -._/·,:|");

        private final String separators;

        Between(String separators) {
            this.separators = separators;
        }
    }

    static final int SHORTEST = 11; // a mobile number

    private DigitRuns() {}

    static List<String> of(String folded, Between between) {
        List<String> runs = new ArrayList<>(2);
        StringBuilder run = new StringBuilder(20);
        boolean separated = false;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Ascii.isDigit(c)) {
                run.append(c);
                separated = false;
            } else if (c == 'X' && run.length() >= 17) {
                run.append(c);
                close(run, runs);
            } else if (!run.isEmpty() && !separated && between.separators.indexOf(c) >= 0) {
                separated = true;
            } else {
                close(run, runs);
                separated = false;
            }
        }
        close(run, runs);
        return runs;
    }

    private static void close(StringBuilder run, List<String> runs) {
        if (run.length() >= SHORTEST) {
            runs.add(run.toString());
        }
        run.setLength(0);
    }
}
