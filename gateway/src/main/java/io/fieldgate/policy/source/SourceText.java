package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/// The lines of one file, for carets.
public record SourceText(String file, List<String> lines) {

    public SourceText {
        lines = List.copyOf(lines);
    }

    static SourceText of(String file, String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n') {
                int end = i > start && text.charAt(i - 1) == '\r' ? i - 1 : i;
                lines.add(text.substring(start, end));
                start = i + 1;
            }
        }
        return new SourceText(file, lines);
    }

    /// The line's text, empty where there is none.
    public String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /// One cell of one line, for findings about single characters.
    Span at(int line, int column) {
        return new Span(file, line, column, line, column + 1);
    }

    public Span start() {
        return at(1, 1);
    }
}
