package io.fieldgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.admin.Description.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of the admin plane says what `openapi.yaml` says, which is compared with the program elsewhere.
/// `-Dgolden.update=true` writes its table anew and fails.
class AdminPageTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final String HEAD = "| Address | Role | Body | Does |\n|---|---|---|---|\n";
    private static final String END = "\n\n## ";

    private final Description description = new Description(OpenApi.read());

    @Test
    void page_hasARowForEveryOperation() throws IOException {
        Path file = REFERENCE.resolve("admin.md");
        String page = Files.readString(file);
        int from = page.indexOf(HEAD) + HEAD.length();
        int to = page.indexOf(END, from) + 1;
        String table = String.join(
                "",
                description.operations().stream()
                        .filter(operation -> !operation.path().startsWith("/.fieldgate/"))
                        .map(this::row)
                        .toList());
        if (UPDATE) {
            Files.writeString(file, page.substring(0, from) + table + page.substring(to));
        }
        assertThat(UPDATE).as("a page is being written anew").isFalse();
        assertThat(page.substring(from, to)).isEqualTo(table);
    }

    private String row(Described operation) {
        List<String> body = description.members(operation).entrySet().stream()
                .map(member -> "`" + member.getKey() + "`" + (member.getValue() ? "" : "?"))
                .toList();
        return "| `%s %s` | %s | %s | %s |%n"
                .formatted(
                        operation.method(),
                        operation.path(),
                        description.role(operation).orElse("anyone"),
                        String.join(" ", body),
                        operation.node().get("summary"));
    }

    @Test
    void problems_areOnTheirPage() throws IOException {
        String page = Files.readString(REFERENCE.resolve("problems.md"));
        Set<String> named = new TreeSet<>();
        Matcher names = Pattern.compile("`([a-z]+(-[a-z]+)+|malformed|unfit|undeclared)`")
                .matcher(OpenApi.read().substring(OpenApi.read().indexOf("  responses:\n    Malformed")));
        while (names.find()) {
            named.add(names.group(1));
        }
        assertThat(named).hasSizeGreaterThan(12);
        assertThat(named).allSatisfy(name -> assertThat(page).contains("### `" + name + "` · "));
    }
}
