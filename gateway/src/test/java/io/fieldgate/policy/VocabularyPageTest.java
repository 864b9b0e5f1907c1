package io.fieldgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.bind.VocabularyBinder;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.YamlSource;
import io.fieldgate.transform.check.Checks;
import io.fieldgate.transform.derive.Derivations;
import io.fieldgate.transform.form.Transforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of the shipped vocabulary is made from the file: `-Dgolden.update=true` writes it anew and fails.
final class VocabularyPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "vocabulary.md");
    private static final Path FILE = Path.of("..", "policies", "vocabulary.yaml");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @Test
    void page_saysWhatTheFileSays() throws IOException {
        YamlSource.Parsed file = YamlSource.read("vocabulary.yaml", Files.readAllBytes(FILE));
        String made = page(file.root(), new VocabularyBinder(file, new Diagnostics()).bind());
        if (UPDATE) {
            Files.writeString(PAGE, made);
        }
        assertThat(UPDATE)
                .as("goldens were written anew; run without -Dgolden.update")
                .isFalse();
        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }

    private static String page(Node.Mapping vocabulary, Vocabulary shipped) {
        StringBuilder out = new StringBuilder("""
                # The shipped vocabulary

                What an app may ask for and in which forms, as `policies/vocabulary.yaml` says it; this page is made from that file. How the
                file is written: [policy.md](policy.md). Rules of values: [rules.md](rules.md). How to add a type: [extend.md](../how-to/extend.md).

                ## Types
                *App gets* are the forms a register may choose under `as:`, *shown* those under `reveal:`; a dash: none, nobody may.

                | Type | Title | Checks | App gets | Shown | At most |
                |---|---|---|---|---|---|
                """);
        for (Node.Member type : members(vocabulary, "types")) {
            out.append(row(
                    code(type.key().text()),
                    text(type.value(), "title"),
                    codes(type.value(), "check"),
                    codes(type.value(), "as"),
                    codes(type.value(), "show"),
                    code(text(type.value(), "keep-at-most"))));
        }
        out.append("""

                ## Forms
                | Form | Made by | Does | Can be turned back |
                |---|---|---|---|
                """);
        for (Node.Member form : members(vocabulary, "forms")) {
            String use = text(form.value(), "use");
            out.append(row(
                    code(form.key().text()),
                    code(use.isEmpty() ? chain(form.value()) : use),
                    word(shipped.form(form.key().text()).orElseThrow().effect()),
                    text(form.value(), "undo")));
        }
        out.append("""

                ## What forms are made of
                The word after `use:` or in a `chain:`.

                | Primitive | Example | Does | Can be turned back | Rules |
                |---|---|---|---|---|
                """);
        Transforms.STANDARD.forEach(kind -> out.append(row(
                code(kind.name()),
                code(kind.example()),
                word(kind.effect()),
                word(kind.effect().undo()),
                codes(kind.rules()))));
        out.append("""

                ## What types are checked by
                The words after `check:`; the rules a value can miss are explained in [rules.md](rules.md).

                | Check | Example | Rules |
                |---|---|---|
                """);
        Checks.STANDARD.forEach(kind -> out.append(row(code(kind.name()), code(kind.example()), codes(kind.rules()))));
        out.append("""

                ## What types are derived by
                The word after `use:` below `from:`.

                | Derivation | Example | Rules |
                |---|---|---|
                """);
        Derivations.STANDARD.forEach(
                kind -> out.append(row(code(kind.name()), code(kind.example()), codes(kind.rules()))));
        out.append("""

                ## Purposes, roles, scopes
                | Word | Is | Says |
                |---|---|---|
                """);
        members(vocabulary, "purposes")
                .forEach(purpose ->
                        out.append(row(code(purpose.key().text()), "purpose", text(purpose.value(), "title"))));
        members(vocabulary, "roles")
                .forEach(role ->
                        out.append(row(code(role.key().text()), "role", "of " + code(text(role.value(), "org")))));
        members(vocabulary, "scopes")
                .forEach(scope -> out.append(row(code(scope.key().text()), "scope", said(scope.value()))));
        return out.toString();
    }

    private static List<Node.Member> members(Node.Mapping vocabulary, String key) {
        return vocabulary
                .member(key)
                .map(Node.Member::value)
                .filter(Node.Mapping.class::isInstance)
                .map(found -> ((Node.Mapping) found).members())
                .orElse(List.of());
    }

    private static Optional<Node> member(Node node, String key) {
        return node instanceof Node.Mapping mapping ? mapping.member(key).map(Node.Member::value) : Optional.empty();
    }

    private static String text(Node node, String key) {
        return member(node, key).map(VocabularyPageTest::said).orElse("");
    }

    private static String said(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static String codes(Node node, String key) {
        return member(node, key)
                .map(found -> found instanceof Node.Sequence list ? list.items() : List.of(found))
                .orElse(List.of())
                .stream()
                .map(item -> code(said(item)))
                .collect(Collectors.joining(" "));
    }

    private static String codes(List<String> words) {
        return words.stream().distinct().map(VocabularyPageTest::code).collect(Collectors.joining(" "));
    }

    private static String chain(Node form) {
        return member(form, "chain")
                .map(found -> found instanceof Node.Sequence list ? list.items() : List.<Node>of())
                .orElse(List.of())
                .stream()
                .map(link -> link instanceof Node.Scalar scalar ? scalar.text() : text(link, "use"))
                .collect(Collectors.joining(", "));
    }

    private static String code(String word) {
        return word.isEmpty() || word.equals("none") ? "" : "`" + word + "`";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.isEmpty() ? "–" : cell).append(" |");
        }
        return row.append('\n').toString();
    }
}
