package io.fieldgate.policy.compile;

import io.fieldgate.policy.source.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One finding of each message of `policy check` as it is printed, made by a policy file with that one mistake.
/// Shape: `== FG-RET-02.ceiling`, then the block; the files are written by the test that holds the mistakes.
public final class LintExamples {
    private static final String HEAD = "== ";

    private LintExamples() {}

    /// Message id → the lines of its finding.
    /// @throws UncheckedIOException when the program's own file is missing
    public static SortedMap<String, List<String>> in(Messages.Language language) {
        String file = fileName(language);
        try (InputStream in = LintExamples.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("The examples " + file + " are not in the program.");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static String fileName(Messages.Language language) {
        return language == Messages.Language.ZH ? "examples_zh.txt" : "examples_en.txt";
    }

    static SortedMap<String, List<String>> read(String text) {
        SortedMap<String, List<String>> examples = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) { // a finding may show other ends of line, which are no ends here
            if (line.startsWith(HEAD)) {
                lines = new ArrayList<>();
                examples.put(line.substring(HEAD.length()), lines);
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return examples;
    }

    static String write(SortedMap<String, String> printed) {
        StringBuilder out = new StringBuilder();
        printed.forEach((id, block) -> out.append(HEAD).append(id).append('\n').append(block));
        return out.toString();
    }
}
