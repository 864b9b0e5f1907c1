package io.fieldgate.transform.scan;

import io.fieldgate.document.Ascii;
import java.util.ArrayList;
import java.util.List;

/// Runs of ASCII digits in a folded text, read across whatever stands between digits, with an `X` that follows
/// seventeen digits or more. Letters end a run, and so do more than [#MOST_BETWEEN] other characters in a row.
/// Cost: linear; one string for each run of at least eleven digits.
final class DigitRuns {

    static final int SHORTEST = 11; // a mobile number
    static final int MOST_BETWEEN = 3; // a blank, a mark and a blank; a keycap is two

    /// Digits, and where among them something else stood.
    /// @param edges where groups begin, and the length
    record Run(String digits, List<Integer> edges) {

        /// Whether one or several whole groups, put together, are such a number.
        boolean hasGroups(int shortest, int longest, Rule rule) {
            for (int from = 0; from < edges.size(); from++) {
                for (int to = from + 1; to < edges.size() && edges.get(to) - edges.get(from) <= longest; to++) {
                    boolean room = edges.get(to) - edges.get(from) >= shortest;
                    if (room && rule.hits(digits.substring(edges.get(from), edges.get(to)))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    interface Rule {
        boolean hits(String number);
    }

    private final List<Run> runs = new ArrayList<>(2);
    private final StringBuilder digits = new StringBuilder(20);
    private List<Integer> edges = new ArrayList<>(4);

    private DigitRuns() {}

    static List<Run> of(String folded) {
        DigitRuns found = new DigitRuns();
        found.read(folded);
        return found.runs;
    }

    /// Whether a character may stand between the digits of one number: punctuation, space, symbol, mark, control.
    static boolean isBetween(int c) {
        return c < 0x80 ? !Ascii.isLetterOrDigit(c) : !Character.isLetterOrDigit(c);
    }

    private void read(String folded) {
        int between = 0;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (Ascii.isDigit(c)) {
                if (between > 0 && !digits.isEmpty()) {
                    edges.add(digits.length());
                }
                digits.append((char) c);
                between = 0;
            } else if (c == 'X' && digits.length() >= 17) {
                digits.append('X');
                close();
                between = 0;
            } else if (isBetween(c) && between < MOST_BETWEEN) {
                between++;
            } else {
                close();
                between = 0;
            }
        }
        close();
    }

    private void close() {
        if (digits.length() >= SHORTEST) {
            edges.addFirst(0);
            edges.add(digits.length());
            runs.add(new Run(digits.toString(), edges));
        }
        edges = new ArrayList<>(4);
        digits.setLength(0);
    }
}
