package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Severity;
import io.fieldgate.policy.source.Diagnostic.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects findings while files are read and judged; gives them sorted by place. Owned by one thread.
public final class Diagnostics {
    private final List<Finding> findings = new ArrayList<>();

    /// @param message `FG-RET-02.ceiling`: the rule, a dot, which of its messages
    /// @param arguments ids, numbers and units only
    public Finding error(String message, Span span, Object... arguments) {
        return add(Severity.ERROR, message, span, arguments);
    }

    public Finding warn(String message, Span span, Object... arguments) {
        return add(Severity.WARNING, message, span, arguments);
    }

    private Finding add(Severity severity, String message, Span span, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(String.valueOf(argument));
        }
        Finding finding = new Finding(severity, message, span, texts);
        findings.add(finding);
        return finding;
    }

    /// How many findings there are so far.
    public int size() {
        return findings.size();
    }

    /// All findings, by file, line and column.
    public List<Diagnostic> sorted() {
        return findings.stream().map(Finding::made).sorted().distinct().toList();
    }

    /// One finding that may still get a second place and a fix.
    public static final class Finding {
        private final Severity severity;
        private final String message;
        private final Span span;
        private final List<String> arguments;
        private Optional<Span> other = Optional.empty();
        private Optional<String> fix = Optional.empty();

        private Finding(Severity severity, String message, Span span, List<String> arguments) {
            this.severity = severity;
            this.message = message;
            this.span = span;
            this.arguments = arguments;
        }

        /// The other place that matters, named by the message's `.other` text.
        public Finding other(Span place) {
            this.other = Optional.of(place);
            return this;
        }

        /// What could stand here instead.
        public Finding fix(String text) {
            this.fix = Optional.of(text);
            return this;
        }

        public Finding fix(Optional<String> text) {
            this.fix = text;
            return this;
        }

        private Diagnostic made() {
            return new Diagnostic(
                    message.substring(0, message.indexOf('.')), severity, span, message, arguments, other, fix);
        }
    }
}
