package io.fieldgate.policy.compile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No rule goes by the name of a type: with all types of the vocabulary renamed, every golden has the same findings at
/// the same places.
final class TypeNamesTest {
    private static final Pattern TYPE = Pattern.compile("(?m)^  ([a-z]+\\.[a-z.-]+):$");

    @TempDir
    Path temporary;

    @Test
    void rules_findTheSameUnderOtherNames() throws IOException {
        List<String> types = types();
        assertThat(types).contains("cn.resident-id", "person.age-band", "biometric.face");
        int found = 0;
        for (String name : GoldenPolicies.names()) {
            List<Diagnostic> before = GoldenPolicies.findings(name, temporary.resolve(name));
            Path policies = temporary.resolve(name).resolve("policies");
            rename(policies, types);
            List<Diagnostic> after = new ArrayList<>(PolicyFiles.load(policies, GoldenPolicies.NOW, Lints.STANDARD)
                    .diagnostics());
            if (Files.exists(policies.resolve("app.yaml"))) {
                after.removeIf(diagnostic -> !diagnostic.span().file().equals("policies/app.yaml"));
            }
            assertThat(places(after)).as(name).isEqualTo(places(before));
            found += before.size();
        }
        assertThat(found).isGreaterThan(200);
    }

    private static List<String> types() throws IOException {
        String text = Files.readString(GoldenPolicies.BASE.resolve("vocabulary.yaml"));
        Matcher matcher = TYPE.matcher(text);
        List<String> types = new ArrayList<>();
        while (matcher.find()) {
            types.add(matcher.group(1));
        }
        return types;
    }

    /// Names of the same length, so that places stay.
    private static void rename(Path policies, List<String> types) throws IOException {
        try (Stream<Path> files = Files.list(policies)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, ISO_8859_1); // some goldens are no UTF-8
                for (String type : types) {
                    text = text.replace(type, "zz" + type.substring(2));
                }
                Files.writeString(file, text, ISO_8859_1);
            }
        }
    }

    private static List<String> places(List<Diagnostic> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " " + finding.message() + " " + finding.span())
                .toList();
    }
}
