package io.fieldgate.policy.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fieldgate.policy.Meaning;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.compile.GoldenPolicies;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.compile.VocabularyTypes;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that parses is ignored: every key changes what is compiled, or is refused by a message, or belongs
/// to a later version and is refused as such.
final class KeysTest {
    private static final String ANY_INVARIANT = "      level: sensitive\n      life-over: P60D\n";

    @TempDir
    private Path temporary;

    @TestFactory
    List<DynamicTest> enforcedKey_doesSomething() {
        List<DynamicTest> tests = new ArrayList<>();
        for (List<String> row : VocabularyTypes.rows(KeyEdits.ENFORCED)) {
            tests.add(DynamicTest.dynamicTest(
                    row.getFirst() + " " + row.get(3), () -> judge(row.get(1), row.get(2), row.get(3), row.get(4))));
        }
        return tests;
    }

    @Test
    void everyKey_hasItsEdit() {
        Set<String> edited = new TreeSet<>();
        VocabularyTypes.rows(KeyEdits.ENFORCED).forEach(row -> edited.add(row.getFirst()));
        Set<String> enforced = new TreeSet<>();
        for (PolicyKeys.Key key : PolicyKeys.ALL) {
            if (key.isEnforced()) {
                enforced.add(key.block() + "." + key.name());
            }
        }
        assertThat(edited).isEqualTo(enforced).hasSizeGreaterThan(120);
    }

    @Test
    void row_isReadColumnByColumn() {
        assertThat(PolicyKeys.read("FIELD.by | WORD app us | optional | The app's own value: only in answers."))
                .containsExactly(new PolicyKeys.Key(
                        PolicyKeys.Block.FIELD,
                        "by",
                        PolicyKeys.Kind.WORD,
                        PolicyKeys.Need.OPTIONAL,
                        PolicyKeys.THIS_VERSION,
                        List.of("app", "us"),
                        "The app's own value: only in answers."));
        assertThat(PolicyKeys.read("FIELD.pad | NUMBER | later | Hides the length."))
                .noneMatch(PolicyKeys.Key::isEnforced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "FIELD.by | WORD app | optional",
                "FIELD.by | WORD app | optional | A value. | More.",
                "FIELD.by|WORD app|optional|A value.",
                "FEELD.by | WORD app | optional | A value.",
                "FIELD | WORD app | optional | A value.",
                "FIELD.By | WORD app | optional | A value.",
                "FIELD.by.app | WORD app | optional | A value.",
                "FIELD.by | WARD app | optional | A value.",
                "FIELD.by | WORD App | optional | A value.",
                "FIELD.by | NAME app | optional | A value.",
                "FIELD.by | WORD app | sometimes | A value.",
                "FIELD.by | WORD app | Required | A value.",
                "FIELD.by | WORD app | optional | A value",
                "FIELD.by | WORD app | optional | .",
            })
    void row_thatIsMalformed_isNamed(String row) {
        String table = "FIELD.at | PLACES | optional | A place.\n" + row + "\nFIELD.put | PLACE | optional | Another.";
        assertThatIllegalStateException()
                .isThrownBy(() -> PolicyKeys.read(table))
                .withMessageStartingWith("The row `" + row + "` of the policy keys: ");
    }

    @Test
    void key_hasOneRow() {
        String row = "FIELD.at | PLACES | optional | A place.\n";
        assertThatIllegalStateException()
                .isThrownBy(() -> PolicyKeys.read(row + "CARRY.at | PLACE | optional | A place.\n" + row))
                .withMessageContaining("two rows of `FIELD.at`");
    }

    @TestFactory
    List<DynamicTest> laterKey_isRefusedAsLater() {
        List<DynamicTest> tests = new ArrayList<>();
        for (PolicyKeys.Key key : PolicyKeys.ALL) {
            if (!key.isEnforced()) {
                List<String> room = row(KeyEdits.ROOM, key.block().name());
                String instead = room.get(3).replace("{key}", key.name());
                tests.add(DynamicTest.dynamicTest(
                        key.block() + "." + key.name(), () -> judge(room.get(1), room.get(2), instead, later(key))));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(13);
        return tests;
    }

    /// What is a safeguard is never left out alone: the view, the field or the route goes with it.
    private static String later(PolicyKeys.Key key) {
        String part = switch (key.block() + "." + key.name()) {
            case "REVEAL.evidence" -> "view";
            case "FIELD.pad", "FIELD.erasure" -> "field";
            case "ROUTE.only" -> "route";
            default -> "key";
        };
        return "FG-SYN-09." + part;
    }

    @TestFactory
    List<DynamicTest> laterWord_isRefusedAsLater() {
        List<DynamicTest> tests = new ArrayList<>();
        for (UnsupportedWords.Word later : UnsupportedWords.ALL) {
            List<String> room = row(KeyEdits.WORDS, later.block() + "." + later.key());
            for (String word : later.words()) {
                String instead = room.get(3).replace("{word}", word);
                tests.add(DynamicTest.dynamicTest(
                        room.getFirst() + " " + word,
                        () -> judge(room.get(1), room.get(2), instead, "FG-SYN-09.word")));
            }
        }
        for (String origin : List.of("header:", "cookie:")) {
            tests.add(DynamicTest.dynamicTest(
                    origin, () -> judge("other", "at: query:page", "at: " + origin + "page", "FG-SYN-09.place")));
        }
        return tests;
    }

    private static List<String> row(String table, String name) {
        return VocabularyTypes.rows(table).stream()
                .filter(row -> row.getFirst().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no row."));
    }

    private void judge(String file, String written, String instead, String outcome) throws IOException {
        Path after = GoldenPolicies.withBase(Files.createTempDirectory(temporary, "edit"));
        Path edited = after.resolve(file + ".yaml");
        String base = Files.readString(edited);
        String old = written.equals("@") ? ANY_INVARIANT : text(written);
        String text = written.equals("@") ? "      " + text(instead) + "\n" : text(instead);
        assertThat(base).contains(old);
        Files.writeString(
                edited, base.substring(0, base.indexOf(old)) + text + base.substring(base.indexOf(old) + old.length()));
        PolicySnapshot changed = PolicyFiles.load(after, GoldenPolicies.NOW, Lints.STANDARD);
        String printed = GoldenPolicies.print(changed.diagnostics(), after);
        if (!outcome.equals("meaning")) {
            assertThat(changed.diagnostics())
                    .as(printed)
                    .extracting(Diagnostic::message)
                    .contains(outcome);
            assertThat(changed.diagnostics())
                    .as(printed)
                    .filteredOn(found -> found.message().equals(outcome))
                    .anyMatch(Diagnostic::blocks);
            return;
        }
        assertThat(changed.diagnostics()).as(printed).noneMatch(Diagnostic::blocks);
        PolicySnapshot plain = PolicyFiles.load(GoldenPolicies.BASE, GoldenPolicies.NOW, Lints.STANDARD);
        assertThat(Meaning.of(changed)).isNotEqualTo(Meaning.of(plain));
    }

    /// `⏎` is a line end, `·` a space at an edge, where the table would cut it.
    private static String text(String written) {
        return written.replace("⏎", "\n").replace('·', ' ');
    }

    @Test
    void meaning_isTheSameForTheSameFiles() throws IOException {
        Path policies = GoldenPolicies.withBase(temporary);
        List<String> once = Meaning.of(PolicyFiles.load(policies, GoldenPolicies.NOW, Lints.STANDARD));
        try (Stream<Path> files = Files.list(policies)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "# a comment\n" + Files.readString(file));
            }
        }
        assertThat(Meaning.of(PolicyFiles.load(policies, GoldenPolicies.NOW, Lints.STANDARD)))
                .isEqualTo(once);
    }
}
