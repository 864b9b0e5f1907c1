package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.UpstreamResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every rule id that a refusal can carry stands on the page: walked through the sources, by the ways in which one is
/// said. What checks, forms and recognisers say is walked by the rooms themselves.
final class RefusalRulesPageTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "fieldgate");
    private static final List<String> ROOMS = List.of("document", "enforce", "guard", "proxy", "proxy/http");
    private static final String ID = "\"([a-z0-9-]+)\"";

    /// A rule said where it is broken: in the call, behind the problem or place where there is one.
    private static final List<Pattern> SAID = List.of(
            Pattern.compile("(?:Malformed|Broken|Rejected|Bad|CutShort)\\(\\s*" + ID),
            Pattern.compile("Broken\\([^;\"]*\\? " + ID + " : "),
            Pattern.compile("Broken\\([^;\"]*\\? \"[^\"]*\" : " + ID),
            Pattern.compile("new Fault\\([^;\"]*?(?:\"[^\"]*\",\\s*)?" + ID + ",\\s"),
            Pattern.compile("(?:refused|Refusal\\.of|new Refusal|Refusal)\\(\\s*Problem\\.[A-Z_]+,\\s*" + ID));

    /// A rule kept under a name, in the files that are lists of rules.
    private static final Pattern NAMED = Pattern.compile("static final String [A-Z_0-9]+ = " + ID + ";");

    private static Set<String> ids() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String room : ROOMS) {
            try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    SAID.forEach(said -> collect(said.matcher(text), ids));
                    if (file.endsWith("JsonRules.java")) {
                        collect(NAMED.matcher(text), ids);
                    }
                    if (file.endsWith("OddVersions.java")) {
                        collect(Pattern.compile(" RULE = " + ID).matcher(text), ids);
                    }
                    if (file.endsWith("Framing.java")) {
                        collect(
                                Pattern.compile("(?:Optional\\.of\\(|[?:] )\\s*" + ID)
                                        .matcher(text),
                                ids);
                    }
                }
            }
        }
        for (UpstreamResult.Fate fate : UpstreamResult.Fate.values()) {
            ids.add(fate.rule());
        }
        return ids;
    }

    private static void collect(Matcher matcher, Set<String> ids) {
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
    }

    @Test
    void page_namesEveryRuleOfARefusal() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "rules.md"));
        Set<String> missing = ids();
        assertThat(missing)
                .hasSizeGreaterThan(70)
                .contains(
                        "json-part-missing",
                        "depth",
                        "header-twice",
                        "upgrade",
                        "version",
                        "token-expired",
                        "cut-off",
                        "truncated");
        missing.removeIf(rule -> page.contains("`" + rule + "`"));
        assertThat(missing).isEmpty();
    }

    @Test
    void page_namesTheLimitsOfReaders() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "rules.md"));
        assertThat(page).contains("over 32 levels", "over 64 characters", "over 64 parts");
    }
}
