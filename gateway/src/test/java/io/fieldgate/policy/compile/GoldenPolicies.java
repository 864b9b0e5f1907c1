package io.fieldgate.policy.compile;

import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.DiagnosticPrinter;
import io.fieldgate.policy.source.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder `policies/` of the test resources: `base/` is as it should be, each `<rule>-<case>.yaml` beside
/// it has one thing wrong.
/// A file that starts with `vocabulary:`, `campaigns:` or `invariants:` takes the place of that file; any other
/// is one more app: the first of the folder, or the last where its name is `third`.
public final class GoldenPolicies {
    static final Path FOLDER = Path.of("src", "test", "resources", "policies");
    public static final Path BASE = FOLDER.resolve("base");
    public static final Instant NOW = Instant.parse("2020-02-20T02:00:00Z");

    private GoldenPolicies() {}

    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Loads the base with the golden in it; gives the findings in the golden's own file, and all where it is a
    /// shared file.
    public static List<Diagnostic> findings(String name, Path temporary) {
        Path policies = withBase(temporary);
        try {
            byte[] bytes = Files.readAllBytes(FOLDER.resolve(name + ".yaml"));
            String place = placeOf(bytes);
            Files.write(policies.resolve(place + ".yaml"), bytes);
            List<Diagnostic> all = new ArrayList<>(
                    PolicyFiles.load(policies, NOW, Lints.STANDARD).diagnostics());
            if (place.equals("app") || place.equals("third")) {
                all.removeIf(diagnostic -> !diagnostic.span().file().equals("policies/" + place + ".yaml"));
            }
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Path withBase(Path temporary) {
        try {
            Path policies = Files.createDirectories(temporary.resolve("policies"));
            try (Stream<Path> files = Files.list(BASE)) {
                for (Path file : files.toList()) {
                    Files.copy(file, policies.resolve(file.getFileName()));
                }
            }
            return policies;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String placeOf(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 20), java.nio.charset.StandardCharsets.ISO_8859_1);
        for (String shared : List.of("vocabulary", "campaigns", "invariants")) {
            if (start.startsWith(shared + ":")) {
                return shared;
            }
        }
        return start.startsWith("policy: third\n") ? "third" : "app";
    }

    /// English, then Chinese, as the terminal shows them to who asks about `policies`.
    public static String print(List<Diagnostic> findings, Path policies) {
        StringBuilder out = new StringBuilder();
        for (Messages.Language language : Messages.Language.values()) {
            out.append(DiagnosticPrinter.reading(Messages.in(language), policies)
                            .print(findings))
                    .append("----\n");
        }
        return out.toString().replace(policies.toString() + "/", "policies/");
    }
}
