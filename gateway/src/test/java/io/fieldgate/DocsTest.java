package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.cli.Main;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.policy.compile.RuleIds;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.ProxySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/// The pages against the program: links lead somewhere, and no page names what is not there. Both sides are read,
/// nothing is listed here twice.
final class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern VERB = Pattern.compile("(?:gateway/bin/)?fieldgate ((?:[a-z]|--).*)");
    private static final Pattern TYPE = Pattern.compile(
            "((?:[a-z.-]+/)+[A-Z][a-z][A-Za-z0-9]*|[A-Z][a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]*)+)(?:\\.java)?");

    private static final Pattern STATE = Pattern.compile("\\brecord ([A-Z]\\w+)\\(");

    /// Names of other houses that look like types of ours.
    private static final Set<String> ELSEWHERE =
            Set.of("HdrHistogram", "InstantSource", "RuntimeException", "SecureRandom");

    private static final Map<Path, String> PAGES = pages();

    private static Map<Path, String> pages() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            Map<Path, String> pages = new TreeMap<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> Stream.of("/target/", "/.", "/src/").noneMatch(path.toString()::contains))
                    .toList()) {
                pages.put(ROOT.relativize(file), Files.readString(file));
            }
            return pages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String page(String name) {
        return Optional.ofNullable(PAGES.get(Path.of(name))).orElseThrow();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(hit -> hit.group(1)).toList();
    }

    /// Every word in backticks outside blocks, with its page.
    private static List<String[]> quoted() {
        List<String[]> words = new ArrayList<>();
        PAGES.forEach((page, text) -> {
            String prose = Pattern.compile("(?ms)^ *```.*?^ *```").matcher(text).replaceAll("");
            found(QUOTED, prose).forEach(word -> words.add(new String[] {page.toString(), word}));
        });
        return words;
    }

    @Test
    void links_leadSomewhere() {
        Set<String> dead = new TreeSet<>();
        PAGES.forEach((page, text) -> {
            for (String link : found(LINK, text)) {
                if (!link.matches("[a-z]+:.*") && !leads(page, link)) {
                    dead.add(page + ": " + link);
                }
            }
        });
        assertThat(dead).isEmpty();
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : Optional.ofNullable(page.getParent())
                        .map(folder -> folder.resolve(parts[0]))
                        .orElse(Path.of(parts[0]))
                        .normalize();
        if (!Files.exists(ROOT.resolve(target))) {
            return false;
        }
        return parts.length == 1 || anchors(PAGES.getOrDefault(target, "")).contains(parts[1]);
    }

    /// As code hosts make them: lower case, blanks to hyphens, other marks dropped.
    private static Set<String> anchors(String text) {
        return text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /// First cells in backticks of the tables of a page's section.
    private static Set<String> rows(String page, String heading) {
        return page(page)
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Folders end in a slash, as in the table. Names that begin with a dot belong to tools.
    @Test
    void treeOfTheReadme_isTheTree_andNothingElseLiesAtTheTop() throws IOException {
        Set<String> written = rows("README.md", "## The tree");
        written.add("README.md");
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(ROOT)) {
            files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(name -> !name.equals("target/"))
                    .forEach(there::add);
        }
        assertThat(there).isEqualTo(written);
    }

    @Test
    void roomsOfTheArchitecturePage_areThoseOfThePlan() {
        Map<String, String> written = new TreeMap<>();
        page("docs/architecture.md")
                .lines()
                .filter(line -> line.matches("\\| \\d .*"))
                .forEach(line -> {
                    String[] cells = line.substring(2).split(" *\\| *", -1);
                    String imports = found(QUOTED, cells[3]).stream().sorted().collect(Collectors.joining(" "));
                    written.put(found(QUOTED, cells[1]).getFirst(), cells[0] + ": " + imports);
                });
        Map<String, String> built = new TreeMap<>();
        Rooms.PLAN
                .byName()
                .values()
                .forEach(room -> built.put(
                        room.name(),
                        room.floor() + ": " + room.imports().stream().sorted().collect(Collectors.joining(" "))));
        assertThat(written).isEqualTo(built);
    }

    @Test
    void settings_areThoseOfTheirPage_withDefaultAndMeaning() {
        String page = page("docs/reference/config.md");
        assertThat(rows("docs/reference/config.md", "# `gateway.yaml`"))
                .isEqualTo(SettingKey.STANDARD.stream()
                        .map(SettingKey::pattern)
                        .collect(Collectors.toCollection(TreeSet::new)));
        SettingKey.STANDARD.forEach(key -> assertThat(page)
                .contains("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                key.pattern(),
                                inBackticks(key.fallback()),
                                inBackticks(key.isOpen() ? "" : key.environmentName()),
                                key.meaning())));
    }

    private static String inBackticks(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    /// `data.drain` with its default in brackets, in any page.
    @Test
    void defaultsNamedAnywhere_areThoseOfTheProgram() {
        Pattern named = Pattern.compile("`([a-z.-]+)`\\s+\\(default `([^`\n]*)`");
        List<String> right = new ArrayList<>();
        PAGES.forEach((page, text) -> named.matcher(text)
                .results()
                .filter(hit -> SettingKey.of(hit.group(1)).isPresent())
                .forEach(hit -> {
                    assertThat(hit.group(2))
                            .as(page + ": " + hit.group(1))
                            .isEqualTo(SettingKey.of(hit.group(1)).orElseThrow().fallback());
                    right.add(hit.group(1));
                }));
        assertThat(right).contains("upstream.timeout", "clock.destroy-on-one");
    }

    @Test
    void wirePage_saysTheLimitsAndActionsOfTheProgram() {
        ProxySettings.Sizes sizes = ProxySettings.Sizes.STANDARD;
        ProxySettings.Waits waits = ProxySettings.Waits.STANDARD;
        String actions = Arrays.stream(FieldDecision.Act.values())
                .map(act -> act.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        assertThat(page("docs/reference/http.md"))
                .contains("| %d KiB · %d KiB |".formatted(sizes.targetBytes() / 1024, sizes.headBytes() / 1024))
                .contains("| %d s · %d s |"
                        .formatted(waits.head().toSeconds(), waits.body().toSeconds()))
                .contains(
                        "however its bytes come | %d s |".formatted(waits.idle().toSeconds()))
                .contains("opened, for %d s at most".formatted(waits.connect().toSeconds()))
                .contains("is whole: at most %d MiB".formatted(sizes.answerBytes() / 1_048_576))
                .contains("Actions: `" + actions + "`");
    }

    /// `data.listen` in any page is a setting.
    @Test
    void settingsNamedAnywhere_exist() {
        Set<String> sections = SettingKey.STANDARD.stream()
                .map(key -> key.pattern().split("\\.", 2)[0])
                .collect(Collectors.toSet());
        Set<String> rooms = Rooms.PLAN.byName().keySet();
        Set<String> unknown = new TreeSet<>();
        for (String[] word : quoted()) {
            boolean looksLikeOne = word[1].matches("[a-z-]+(\\.[a-z-]+)+")
                    && sections.contains(word[1].split("\\.", 2)[0])
                    && !word[1].matches(".*\\.(yaml|json|pem|md|log|key|policy)")
                    && !rooms.contains(word[1])
                    && !word[0].contains("leaf-format")
                    && !word[0].contains("metrics");
            if (looksLikeOne && SettingKey.of(word[1]).isEmpty()) {
                unknown.add(word[0] + ": " + word[1]);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void problemsNamedAnywhere_exist() {
        Pattern type = Pattern.compile("urn:fieldgate:problem:([a-z-]+)");
        Pattern status = Pattern.compile("\\b[45]\\d\\d `([a-z-]+)`");
        PAGES.forEach((page, text) -> Stream.of(type, status)
                .flatMap(pattern -> found(pattern, text).stream())
                .filter(name -> !name.equals("name"))
                .forEach(name ->
                        assertThat(Problem.named(name)).as(page + ": " + name).isPresent()));
    }

    @Test
    void rulesNamedAnywhere_exist() {
        Set<String> known = new TreeSet<>(RuleIds.all());
        known.add("FG-OPS-02"); // judged where addresses are: gateway.yaml
        PAGES.forEach((page, text) -> assertThat(known)
                .as(page.toString())
                .containsAll(without(found(Pattern.compile("\\b(FG-[A-Z]{3}-\\d\\d)\\b"), text), page)));
    }

    /// The rule that the page on adding things adds.
    private static List<String> without(List<String> rules, Path page) {
        return rules.stream()
                .filter(rule -> !page.endsWith("extend.md") || !rule.equals("FG-TTL-01"))
                .toList();
    }

    /// `fieldgate audit who --case` in any page: the verbs and the options exist.
    @Test
    void verbsAndOptionsNamedAnywhere_exist() {
        CommandSpec program = CommandSpec.forAnnotatedObject(Main.class);
        Set<String> unknown = new TreeSet<>();
        List<String[]> commands = quoted();
        PAGES.forEach((page, text) -> Pattern.compile("(?m)((?:gateway/bin/)?fieldgate [a-z-].*)$")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(line -> line.startsWith("gateway/bin"))
                .forEach(line -> commands.add(new String[] {page.toString(), line})));
        for (String[] word : commands) {
            var verb = VERB.matcher(word[1].replaceAll("[`.,;)]+( .*)?$", "").strip());
            if (verb.matches() && !word[0].endsWith("extend.md")) {
                complaint(program, verb.group(1)).ifPresent(why -> unknown.add(word[0] + ": " + word[1] + ": " + why));
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static Optional<String> complaint(CommandSpec program, String line) {
        CommandSpec at = program;
        boolean verbs = true;
        for (String word : line.split("[ |]+", -1)) {
            var next = at.subcommands().get(word);
            if (word.startsWith("--")) {
                String option = word.split("=", 2)[0];
                if (!at.optionsMap().containsKey(option)) {
                    return Optional.of("no option " + option);
                }
                verbs = false;
            } else if (verbs && next != null) {
                at = next.getCommandSpec();
            } else if (verbs
                    && word.matches("[a-z]+")
                    && at.positionalParameters().isEmpty()
                    && !word.equals("help")) {
                return Optional.of("no verb " + word);
            } else {
                verbs = false;
            }
        }
        return Optional.empty();
    }

    @Test
    void addressesNamedAnywhere_exist() throws IOException {
        String api = Files.readString(ROOT.resolve("gateway/src/main/java/io/fieldgate/admin/AdminApi.java"));
        Set<String> unknown = new TreeSet<>();
        for (String[] word : quoted()) {
            String path = word[1].replaceFirst("^(GET|POST|DELETE) ", "").replaceFirst("[?{<].*", "");
            boolean admin = path.matches("/(api/v1|healthz|readyz|metrics|log)(/.*)?");
            if (admin && !api.contains("\"" + path) && !api.contains(path.replaceFirst("/[^/]*$", "/*"))) {
                unknown.add(word[0] + ": " + word[1]);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void typesAndFilesNamedAnywhere_exist() throws IOException {
        Set<String> types = new TreeSet<>(); // of each file its path, and that path from every folder on
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".java") && !name.contains("/target/"))
                    .forEach(name -> types.addAll(tails(name.substring(0, name.length() - 5))));
        }
        page("docs/how-to/extend.md")
                .lines()
                .filter(line -> line.startsWith("```java gateway"))
                .map(line -> line.split(" ", -1)[1])
                .forEach(made -> types.addAll(tails(made.replace(".java", ""))));
        types.addAll(found(STATE, Files.readString(Path.of("src/main/java/io/fieldgate/proxy/ExchangeState.java"))));
        Set<String> unknown = new TreeSet<>();
        for (String[] word : quoted()) {
            var type = TYPE.matcher(word[1].replaceFirst("[.#][a-zA-Z_]+$", ""));
            boolean former = word[0].endsWith("rooms-by-idea.md"); // a table of names that are no more
            if (type.matches() && !former && !types.contains(type.group(1)) && !ELSEWHERE.contains(type.group(1))) {
                unknown.add(word[0] + ": " + word[1]);
            }
            boolean file = word[1].matches("(docs|gateway|policies|examples|keys-dev|\\.ci)/[A-Za-z0-9_./-]*");
            boolean example = word[0].endsWith("extend.md") || word[1].startsWith("policies/my-app");
            if (file && !example && !Files.exists(ROOT.resolve(word[1])) && !word[1].contains("target")) {
                unknown.add(word[0] + ": " + word[1]);
            }
        }
        assertThat(unknown).isEmpty();
    }

    /// `a/b/C`, `b/C` and `C` of `a/b/C`: what stands before a type is where it lies.
    private static List<String> tails(String path) {
        List<String> tails = new ArrayList<>(List.of(path));
        for (int cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) {
            tails.add(path.substring(cut + 1));
        }
        return tails;
    }

    /// A package's page says where to begin, and what it names in brackets lies there, in an alcove, or where the
    /// whole name says.
    @Test
    void packagePages_nameWhatThereIs() throws IOException {
        Path sources = ROOT.resolve("gateway/src/main/java");
        Set<String> types = new TreeSet<>();
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                String name = sources.relativize(file).toString().replace('\\', '/');
                types.add(name.substring(0, name.length() - ".java".length()).replace('/', '.'));
                if (name.endsWith("package-info.java")) {
                    pages.add(file);
                }
            });
        }
        Set<String> wrong = new TreeSet<>();
        for (Path page : pages) {
            String text = Files.readString(page);
            String home =
                    found(Pattern.compile("(?m)^package ([a-z.]+);"), text).getFirst();
            for (String name : found(Pattern.compile("\\[([a-z.]*[A-Z]\\w+)[\\w.#]*]"), text)) {
                boolean there = name.contains(".")
                        ? types.contains(name)
                        : types.stream().anyMatch(type -> type.startsWith(home + ".") && type.endsWith("." + name));
                if (!there) {
                    wrong.add(home + ": " + name);
                }
            }
            if (!text.contains("Read first:")) {
                wrong.add(home + ": does not say what to read first");
            }
        }
        assertThat(pages).hasSizeGreaterThan(30);
        assertThat(wrong).isEmpty();
    }

    /// A word that nobody uses explains nothing.
    @Test
    void terms_areWordsOfTheProgram() throws IOException {
        StringBuilder program = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT.resolve("gateway/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                program.append(Files.readString(file).toLowerCase(Locale.ROOT));
            }
        }
        List<String> words = page("docs/terms.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.matches("\\| (In Fieldgate|Word) .*"))
                .map(line -> line.split(" *\\| *", 3)[1].replaceAll(" \\(.*", ""))
                .flatMap(cell -> Stream.of(cell.split(", ", -1)))
                .toList();
        assertThat(words).hasSizeGreaterThan(40);
        assertThat(words).allSatisfy(word -> assertThat(program).contains(word.toLowerCase(Locale.ROOT)));
    }

    /// A check that looked at nothing would be green.
    @Test
    void pages_areSeen() {
        assertThat(PAGES).hasSizeGreaterThan(20);
        assertThat(quoted()).hasSizeGreaterThan(1000);
        Function<Pattern, Long> hits = pattern -> PAGES.values().stream()
                .mapToLong(text -> found(pattern, text).size())
                .sum();
        assertThat(hits.apply(LINK)).isGreaterThan(40);
        assertThat(Arrays.stream(Problem.values()).map(Problem::id)).contains("policy-not-active");
    }
}
