package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes findings for people: sentence, place, the line with a caret under the words at fault, the way out.
/// Shape: columns are 1-based code points; the caret stands by display width; a line over 160 cells is shown as
/// a window.
public final class DiagnosticPrinter {
    private static final int MAX_CELLS = 160;
    private static final int LEAD_CELLS = 60; // shown before the caret in a window
    private static final String CUT = "...";

    private final Messages messages;
    private final Function<String, Optional<SourceText>> sources;
    private final Function<Span, String> names;

    /// @param sources file name as in the span → its text, empty where it cannot be shown
    public DiagnosticPrinter(Messages messages, Function<String, Optional<SourceText>> sources) {
        this(messages, sources, Span::file);
    }

    private DiagnosticPrinter(
            Messages messages, Function<String, Optional<SourceText>> sources, Function<Span, String> names) {
        this.messages = messages;
        this.sources = sources;
        this.names = names;
    }

    /// Names and shows the files of this folder as the caller spells it, whatever folder name the spans carry; each
    /// file is read once. Owned by one thread.
    public static DiagnosticPrinter reading(Messages messages, Path folder) {
        Map<String, Optional<SourceText>> read = new HashMap<>();
        return new DiagnosticPrinter(
                messages,
                file -> read.computeIfAbsent(file, name -> source(folder, name)),
                span -> named(folder, span));
    }

    /// The file as the caller can open it. A finding about the folder itself names the folder.
    public static String named(Path folder, Span span) {
        return span.file().contains("/") ? folder.resolve(span.fileName()).toString() : folder.toString();
    }

    private static Optional<SourceText> source(Path folder, String file) {
        Path path = folder.resolve(file.substring(file.lastIndexOf('/') + 1));
        try {
            byte[] bytes = Files.readAllBytes(path);
            return bytes.length > YamlSource.MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(YamlSource.read(file, bytes).text());
        } catch (IOException gone) { // the finding is shown without its line
            return Optional.empty();
        }
    }

    /// All findings, one blank line between.
    public String print(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.append(print(diagnostic));
        }
        return out.toString();
    }

    public String print(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        String severity = word(diagnostic.blocks() ? "print.error" : "print.warning");
        String colon = word("print.colon");
        out.append(severity)
                .append('[')
                .append(diagnostic.rule())
                .append(']')
                .append(colon)
                .append(sentence(diagnostic))
                .append('\n');
        String margin = " ".repeat(String.valueOf(diagnostic.span().line()).length());
        out.append(margin).append("--> ").append(shown(diagnostic.span())).append('\n');
        excerpt(diagnostic.span())
                .ifPresent(lines -> lines.forEach(line -> out.append(line).append('\n')));
        String indent = margin + " = ";
        diagnostic.other().ifPresent(other -> {
            out.append(indent)
                    .append(otherPlace(diagnostic))
                    .append(colon)
                    .append(shown(other))
                    .append('\n');
        });
        help(diagnostic)
                .ifPresent(help -> out.append(indent)
                        .append(word("print.help"))
                        .append(colon)
                        .append(help)
                        .append('\n'));
        diagnostic
                .fix()
                .ifPresent(fix -> out.append(indent)
                        .append(word("print.fix"))
                        .append(colon)
                        .append(fix)
                        .append('\n'));
        return out.toString();
    }

    /// The one sentence of a finding, without place.
    public String sentence(Diagnostic diagnostic) {
        return messages.text(diagnostic.message(), diagnostic.arguments());
    }

    /// The way out, where the message has one.
    public Optional<String> help(Diagnostic diagnostic) {
        return messages.find(diagnostic.message() + ".help", diagnostic.arguments());
    }

    /// What the other place of a finding is.
    public String otherPlace(Diagnostic diagnostic) {
        return messages.find(diagnostic.message() + ".other", diagnostic.arguments())
                .orElse(word("print.other"));
    }

    private String word(String id) {
        return messages.text(id, List.of());
    }

    private String shown(Span span) {
        return names.apply(span) + ":" + span.line() + ":" + span.column();
    }

    /// The closing line of a report: what was asked about, and how much was found there.
    public String count(String what, long errors, long warnings) {
        return messages.text(
                "print.count",
                List.of(
                        what,
                        number(errors, "print.oneerror", "print.errors"),
                        number(warnings, "print.onewarning", "print.warnings")));
    }

    private String number(long number, String one, String many) {
        return messages.text(number == 1 ? one : many, List.of(Long.toString(number)));
    }

    public static String place(Span span) {
        return span.file() + ":" + span.line() + ":" + span.column();
    }

    /// The line of a span with its caret, in the frame of a finding; empty where the file cannot be shown.
    public Optional<List<String>> excerpt(Span span) {
        Optional<SourceText> source = sources.apply(span.file());
        if (source.isEmpty() || span.line() > source.get().lines().size()) {
            return Optional.empty();
        }
        Window window = Window.of(source.get().line(span.line()), span);
        String number = String.valueOf(span.line());
        String margin = " ".repeat(number.length());
        List<String> lines = new ArrayList<>();
        lines.add(margin + " |");
        lines.add((number + " | " + window.text()).stripTrailing());
        lines.add(margin + " | " + " ".repeat(window.lead()) + "^".repeat(window.carets()));
        return Optional.of(lines);
    }

    /// @param lead cells before the caret
    private record Window(String text, int lead, int carets) {
        static Window of(String line, Span span) {
            int[] points = line.codePoints().toArray();
            int start = Math.min(span.column() - 1, points.length);
            int last = span.endLine() > span.line() ? points.length : Math.min(span.endColumn() - 1, points.length);
            int end = Math.max(start, last);
            int from = 0;
            int to = points.length;
            if (cells(points, 0, points.length) > MAX_CELLS) {
                from = start;
                for (int room = LEAD_CELLS; from > 0 && room > 0; room -= CellWidth.of(points[from])) {
                    from--;
                }
                to = from;
                for (int room = MAX_CELLS - 2 * CUT.length(); to < points.length && room > 1; to++) {
                    room -= CellWidth.of(points[to]);
                }
            }
            String cutBefore = from > 0 ? CUT : "";
            String cutAfter = to < points.length ? CUT : "";
            String text = cutBefore + new String(points, from, to - from) + cutAfter;
            int lead = cutBefore.length() + cells(points, from, start);
            return new Window(text, lead, Math.max(1, cells(points, start, Math.max(start, Math.min(end, to)))));
        }

        private static int cells(int[] points, int from, int to) {
            int cells = 0;
            for (int i = from; i < to; i++) {
                cells += CellWidth.of(points[i]);
            }
            return cells;
        }
    }
}
