package io.fieldgate.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.compile.GoldenPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessagesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "fieldgate");
    private static final Pattern LITERAL = Pattern.compile("\"(FG-[A-Z]{3}-[0-9]{2}\\.[a-z0-9-]*)\"");
    private static final Pattern PRINTED = Pattern.compile("\"(print\\.[a-z]+)\"");

    private final Messages english = Messages.in(Messages.Language.EN);
    private final Messages chinese = Messages.in(Messages.Language.ZH);

    @TempDir
    private Path temporary;

    @Test
    void bothLanguages_haveTheSameIdsAndPlaceholders() {
        assertThat(chinese.ids()).isEqualTo(english.ids());
        for (String id : english.ids()) {
            assertThat(placeholders(chinese.text(id, List.of())))
                    .as(id)
                    .isEqualTo(placeholders(english.text(id, List.of())));
        }
    }

    @Test
    void chinese_isChinese() {
        for (String id : chinese.ids()) {
            if (isSentence(id)) {
                assertThat(chinese.text(id, List.of()).codePoints().anyMatch(Character::isIdeographic))
                        .as(id)
                        .isTrue();
            }
        }
    }

    @Test
    void everySentence_hasAWayOutAndEndsLikeOne() {
        for (String id : english.ids()) {
            if (isSentence(id)) {
                assertThat(english.ids()).as(id).contains(id + ".help");
                assertThat(english.text(id, List.of()))
                        .as(id)
                        .matches(text -> text.endsWith(".") || text.endsWith("}"));
            }
        }
    }

    /// Every id the program writes has its sentence, and every sentence belongs to an id it writes.
    @Test
    void everyId_hasItsSentenceAndEverySentenceItsId() throws IOException {
        String code = code();
        Set<String> written = found(LITERAL, code);
        Set<String> prefixes = written.stream().filter(id -> id.endsWith(".")).collect(Collectors.toSet());
        written.removeAll(prefixes);
        assertThat(written).hasSizeGreaterThan(120);
        assertThat(english.ids()).containsAll(written);
        Set<String> unused = new TreeSet<>(english.ids());
        unused.removeIf(id ->
                !isSentence(id) || written.contains(id) || prefixes.stream().anyMatch(id::startsWith));
        assertThat(unused).isEmpty();
        Set<String> printed = found(PRINTED, code);
        assertThat(english.ids().stream().filter(id -> id.startsWith("print."))).containsExactlyElementsOf(printed);
    }

    /// A label for a second place stands in the catalogue exactly where a finding shows one.
    @Test
    void secondPlace_isLabelledWhereItIsShown() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : GoldenPolicies.names()) {
            Path own = Files.createDirectories(temporary.resolve(name));
            GoldenPolicies.findings(name, own).stream()
                    .filter(finding -> finding.other().isPresent())
                    .forEach(finding -> shown.add(finding.message() + ".other"));
        }
        for (String torn : List.of("a:\n  b: 1\n ]c: *x\n", "a:\n  b: 1\n ]c: @x\n")) { // what broke began a line above
            YamlSource.read("f", torn.getBytes(StandardCharsets.UTF_8)).diagnostics().stream()
                    .filter(finding -> finding.other().isPresent())
                    .forEach(finding -> shown.add(finding.message() + ".other"));
        }
        assertThat(english.ids().stream().filter(id -> id.endsWith(".other") && id.startsWith("FG-")))
                .containsExactlyElementsOf(shown);
    }

    @Test
    void help_standsUnderASentenceOnly() {
        for (String id : english.ids()) {
            if (id.endsWith(".help") && id.startsWith("FG-")) {
                assertThat(english.ids()).contains(id.substring(0, id.length() - ".help".length()));
            }
        }
    }

    @Test
    void text_fillsItsPlaceholders() {
        assertThat(english.text("FG-RET-02.ceiling", List.of("mobile", "P200D", "cn.mobile", "P180D")))
                .isEqualTo("`mobile` is kept for P200D; the ceiling of `cn.mobile` is P180D.");
    }

    /// The reference page says the sentences of the catalogue, each under its rule, and no others.
    @Test
    void page_saysTheCatalogue() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "lint-rules.md"));
        long lines = page.lines().filter(line -> line.startsWith("- says: ")).count();
        long sentences = english.ids().stream().filter(MessagesTest::isSentence).count();
        assertThat(lines).isEqualTo(sentences);
        for (String id : english.ids()) {
            if (isSentence(id)) {
                String heading = "## " + id.substring(0, id.indexOf('.')) + "\n";
                int from = page.indexOf(heading);
                int end = page.indexOf("\n## ", from);
                assertThat(from).as(id).isNotNegative();
                assertThat(page.substring(from, end < 0 ? page.length() : end))
                        .as(id)
                        .contains("- says: " + english.text(id, List.of()) + "\n")
                        .contains("- way out: " + english.text(id + ".help", List.of()) + "\n");
            }
        }
    }

    private static boolean isSentence(String id) {
        return id.startsWith("FG-") && !id.endsWith(".help") && !id.endsWith(".other");
    }

    private static String code() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            StringBuilder code = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
            return code.toString();
        }
    }

    private static Set<String> found(Pattern pattern, String code) {
        return pattern.matcher(code)
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Character> placeholders(String text) {
        Set<Character> found = new TreeSet<>();
        for (int i = 0; i + 2 < text.length(); i++) {
            if (text.charAt(i) == '{' && text.charAt(i + 2) == '}') {
                found.add(text.charAt(i + 1));
            }
        }
        return found;
    }
}
