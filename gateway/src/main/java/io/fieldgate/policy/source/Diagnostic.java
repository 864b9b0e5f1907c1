package io.fieldgate.policy.source;

import java.util.List;
import java.util.Optional;

/// One thing a policy file gets wrong or should think about: rule id, place, message arguments. Never a value,
/// never a file's content.
/// @param rule `FG-RET-02`
/// @param message id in the catalogue `messages_en`, `messages_zh`
/// @param arguments ids, numbers, units
public record Diagnostic(
        String rule,
        Severity severity,
        Span span,
        String message,
        List<String> arguments,
        Optional<Span> other,
        Optional<String> fix)
        implements Comparable<Diagnostic> {

    public enum Severity {
        ERROR,
        WARNING
    }

    /// A stretch of one file; line and column are 1-based, columns in code points.
    public record Span(String file, int line, int column, int endLine, int endColumn) {
        /// The file's name without its folder.
        public String fileName() {
            return file.substring(file.lastIndexOf('/') + 1);
        }
    }

    public Diagnostic {
        arguments = List.copyOf(arguments);
    }

    public boolean blocks() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Diagnostic that) {
        int byFile = span.file().compareTo(that.span.file());
        int byLine = byFile != 0 ? byFile : Integer.compare(span.line(), that.span.line());
        int byColumn = byLine != 0 ? byLine : Integer.compare(span.column(), that.span.column());
        return byColumn != 0 ? byColumn : rule.compareTo(that.rule);
    }
}
