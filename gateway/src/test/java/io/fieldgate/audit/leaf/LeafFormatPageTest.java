package io.fieldgate.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LeafText;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/reference/leaf-format.md` and the code, both ways: what one has, the other has.
final class LeafFormatPageTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final List<String> page;

    LeafFormatPageTest() throws IOException {
        page = Files.readAllLines(Path.of("..", "docs", "reference", "leaf-format.md"));
    }

    /// Cells of the table below a heading, without its head.
    private List<String[]> table(String heading) {
        return page.stream()
                .skip(page.indexOf("## " + heading) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.substring(2).split(" *\\| *", -1))
                .toList();
    }

    private static Set<String> quoted(String cell) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = QUOTED.matcher(cell);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    @Test
    void kinds_areThoseOfTheSchema_withTheirMembers() {
        Map<String, List<Set<String>>> written = new TreeMap<>();
        table("Kinds")
                .forEach(row -> written.put(quoted(row[0]).iterator().next(), List.of(quoted(row[2]), quoted(row[3]))));
        Map<String, List<Set<String>>> built = new TreeMap<>();
        for (LeafKind kind : LeafKind.values()) {
            built.put(kind.word(), List.of(kind.always(), kind.sometimes()));
        }
        assertThat(written).isEqualTo(built);
    }

    @Test
    void members_areThoseOfTheLeaves_withTheirTypes() {
        Map<String, String> written = new TreeMap<>();
        table("Members").forEach(row -> written.put(quoted(row[0]).iterator().next(), row[1]));
        Set<String> met = new TreeSet<>();
        for (byte[] leaf : LeafVectors.leaves()) {
            walk("", Leaf.parse(0, leaf).value(), written, met);
        }
        assertThat(written.keySet()).isEqualTo(met);
    }

    private static void walk(String path, Value value, Map<String, String> written, Set<String> met) {
        switch (value) {
            case Value.Mapping(Map<String, Value> members) ->
                members.forEach((name, member) -> {
                    String exact = path.isEmpty() ? name : path + "." + name;
                    String place = written.containsKey(exact) ? exact : path + ".*";
                    see(place, member, written, met);
                    walk(place, member, written, met);
                });
            case Value.Sequence(List<Value> items) ->
                items.forEach(item -> {
                    see(path + "[]", item, written, met);
                    walk(path + "[]", item, written, met);
                });
            case Value.Text _, Value.Number _, Value.Bool _, Value.Null _, Value.Blob _ -> {
                // has no members
            }
        }
    }

    private static void see(String place, Value value, Map<String, String> written, Set<String> met) {
        String type = switch (value) {
            case Value.Text _ -> "text";
            case Value.Number _ -> "number";
            case Value.Bool _ -> "true";
            case Value.Sequence _ -> "list";
            case Value.Mapping _ -> "object";
            case Value.Null _, Value.Blob _ -> "nothing a leaf has";
        };
        assertThat(written).as("members of the page").containsKey(place);
        assertThat(written.getOrDefault(place, "").split(" or ", -1)).as(place).contains(type);
        met.add(place);
    }

    @Test
    void shapes_fitWhatThePageSaysTheyFit() {
        Map<String, Predicate<String>> shapes = Map.of(
                "id", LeafText::isId,
                "name", text -> fits(() -> LeafText.declaredName("x", text)),
                "code", LeafText::isCode,
                "case", LeafText::isCaseNumber);
        List<String[]> rows = table("Shapes");
        assertThat(rows.stream().map(row -> row[0])).containsAll(shapes.keySet());
        for (String[] row : rows) {
            Predicate<String> shape = shapes.getOrDefault(row[0], text -> other(row[0], text));
            assertThat(quoted(row[2])).as(row[0]).isNotEmpty().allMatch(shape);
            assertThat(quoted(row[3])).as(row[0]).isNotEmpty().noneMatch(text -> shape.test(text.replace("⏎", "\n")));
        }
        Set<String> used = new TreeSet<>();
        table("Members").forEach(row -> used.add(row[2]));
        used.removeIf(String::isEmpty);
        assertThat(rows.stream().map(row -> row[0])).containsExactlyInAnyOrderElementsOf(used);
    }

    private static boolean other(String shape, String text) {
        return switch (shape) {
            case "route" -> fits(() -> LeafText.routeOrNone(text));
            case "policy text" -> fits(() -> LeafText.policyText("x", text));
            case "canary" -> fits(() -> LeafText.canaryOrNone(text));
            case "base64url 16" -> fits(() -> LeafText.base64urlOrNone("x", text, 16));
            case "base64url 32" -> fits(() -> LeafText.base64urlOrNone("x", text, 32));
            default -> throw new AssertionError("The page has a shape the code does not have: " + shape);
        };
    }

    private static boolean fits(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }
}
