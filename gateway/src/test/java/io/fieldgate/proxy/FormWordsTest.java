package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.transform.form.Transform;
import io.fieldgate.transform.form.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// One word for what a form does: the pages' word is what stands in `Fieldgate-Decision` and in the leaf, for each form
/// of the shipped vocabulary and each transform. `vocabulary.md` says what a form does, `policy.md` how the record
/// calls that.
@SuppressWarnings("InlineFormatString") // a policy file reads as one block above the lines that fill it
final class FormWordsTest {
    private static final Path PAGES = Path.of("..", "docs", "reference");

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> shippedForm_isRecordedAsThePageSays() throws IOException {
        Map<String, String> transforms = new LinkedHashMap<>();
        rows("vocabulary.md", "| Form | Made by |")
                .forEach(row -> transforms.put(row.get(0), row.get(1).split(", ", -1)[0]));
        return tests(transforms, words("| Form | Made by |", 2), "");
    }

    @TestFactory
    List<DynamicTest> transform_isRecordedAsThePageSays() throws IOException {
        Map<String, String> transforms = new LinkedHashMap<>();
        StringBuilder forms = new StringBuilder();
        for (Transform.Kind kind : Transforms.STANDARD) {
            transforms.put("only-" + kind.name(), kind.name());
            String undo = kind.effect()
                    .undo()
                    .name()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', '-');
            forms.append("  only-").append(kind.name()).append(": {").append(kind.example());
            forms.append(", undo: ").append(undo).append("}\n");
        }
        Map<String, String> words = new LinkedHashMap<>();
        words("| Primitive | Example |", 2).forEach((name, word) -> words.put("only-" + name, word));
        return tests(transforms, words, forms.toString());
    }

    /// @param transforms form → its first transform
    /// @param words form → what the record must say
    private List<DynamicTest> tests(Map<String, String> transforms, Map<String, String> words, String moreForms)
            throws IOException {
        assertThat(words.keySet()).isEqualTo(transforms.keySet());
        Path policies = policies(words, moreForms);
        String body = transforms.entrySet().stream()
                .map(form -> "\"" + entry(form.getKey()) + "\":\""
                        + Transforms.named(form.getValue()).orElseThrow().sample() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        List<DynamicTest> tests = new ArrayList<>();
        try (ProxyRig rig = new ProxyRig(folder.resolve("rig" + moreForms.length()), ProxyRig.settings(), policies)) {
            assertThat(rig.policies.diagnostics()).noneMatch(Diagnostic::blocks);
            rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\"}"));
            RawClient.Got got = rig.json("", "POST", "/forms/records", body);
            assertThat(got.status()).as(got.body()).isEqualTo(201);
            String header = got.header("fieldgate-decision").orElseThrow();
            String leaf = rig.leaves().stream()
                    .filter(text -> text.contains("[\"only_aead\",") || text.contains("[\"encrypted\","))
                    .findFirst()
                    .orElseThrow();
            words.forEach((form, word) -> tests.add(DynamicTest.dynamicTest(form + " is " + word, () -> {
                assertThat(header).containsPattern(word + "=\\([^)]*\"" + entry(form) + "\"");
                assertThat(leaf).contains("[\"" + entry(form) + "\",\"" + word + "\",");
            })));
        }
        return tests;
    }

    private static String entry(String form) {
        return form.replace('-', '_');
    }

    /// Form → the word for what it does, from that column of the page's table, as the record calls it.
    private static Map<String, String> words(String table, int column) throws IOException {
        Map<String, String> recorded = new LinkedHashMap<>();
        for (List<String> row : rows("policy.md", "| It does |")) {
            recorded.put(row.get(0), row.get(2));
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (List<String> row : rows("vocabulary.md", table)) {
            words.put(row.get(0), recorded.getOrDefault(row.get(column), "no word for " + row.get(column)));
        }
        return words;
    }

    /// The rows of the table that begins so, their cells without marks.
    private static List<List<String>> rows(String page, String head) throws IOException {
        return Files.readAllLines(PAGES.resolve(page)).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> List.of(
                        line.substring(2, line.length() - 2).replace("`", "").split(" \\| ", -1)))
                .toList();
    }

    /// The shipped files, the forms in question, a type of words for each, and an app that takes one value in each. The
    /// form that discards is the subject's, which needs no other use.
    private Path policies(Map<String, String> words, String moreForms) throws IOException {
        Path policies = Files.createDirectories(folder.resolve("policies" + moreForms.length()));
        for (String shared : List.of("campaigns", "invariants")) {
            Files.copy(Path.of("..", "policies", shared + ".yaml"), policies.resolve(shared + ".yaml"));
        }
        StringBuilder types = new StringBuilder("types:\n");
        StringBuilder fields = new StringBuilder();
        String subject = "none";
        for (String form : words.keySet()) {
            types.append(TYPE.formatted(form, form));
            boolean discards = words.get(form).equals("used");
            subject = discards ? entry(form) : subject;
            fields.append(FIELD.formatted(entry(form), entry(form), form, form))
                    .append(discards ? "" : "    keep: PT24H\n");
        }
        String needs = words.keySet().stream().map(form -> "probe." + form).collect(Collectors.joining(", "));
        String shipped = Files.readString(Path.of("..", "policies", "vocabulary.yaml"));
        Files.writeString(
                policies.resolve("vocabulary.yaml"),
                shipped.replaceFirst("(?m)^types:.*\\R", types.toString())
                        .replaceFirst("(?m)^forms:.*\\R", "forms:\n" + moreForms)
                        .replaceFirst("(?m)^purposes:.*\\R", PURPOSE.formatted(needs)));
        Files.writeString(policies.resolve("forms.yaml"), APP.formatted(subject, fields));
        return policies;
    }

    private static final String TYPE = """
              probe.%s:
                title: probe
                category: user
                level: personal
                weight: other
                identifies: no
                values: 10^9
                check: [length 1 100]
                as: [%s]
                show: [plain]
                keep-at-most: P1D
            """;

    private static final String FIELD = """
              %s:
                at: /%s
                type: probe.%s
                why:
                  probe: one value in each form
                as: %s
            """;

    private static final String PURPOSE = """
            purposes:
              probe:
                title: probe
                kind: public
                needs: [%s]
            """;

    private static final String APP = """
            policy: forms
            title: one field in each form
            suite: intl
            sunset: 2020-12-31
            assessment: PIA-2020-1
            scope: city-epidemic
            subject: %s
            record: id
            accountable:
              collector:
                org: district-health-bureau
                person: somebody
                contact: nobody@health.example
              users: [district-health-bureau]
              processors: []
            purposes:
              probe:
                basis: public-supervision
                order: the order of the test
            routes:
              POST /records:
                takes: one
                by: [anyone]
                body: json
                open: yes
                answers: [id]
              DELETE /records/{id}:
                erases: one
                by: [subject]
            fields:
            %sundeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: subject
                for: own-data
                show: all
            limits:
              body: 8KB
              per-client: 60 per minute
            """;
}
