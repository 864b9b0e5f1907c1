package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page on libraries against the pom, the table of what may be used where, and what is used: of each artifact
/// the classes in its jar, and nothing listed here again.
final class DependenciesPageTest {
    private static final String ALL = "all";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|[^|\n]*\\|[^|\n]*\\|([^|\n]*)\\|[^|\n]*\\|");
    private static final Pattern ARTIFACT =
            Pattern.compile("<dependency><groupId>[^<]+</groupId><artifactId>([^<]+)</artifactId></dependency>");

    private static final House HOUSE =
            House.read(Path.of("target", "classes"), Path.of("src", "main", "java"), "io.fieldgate");

    /// @param used the rooms named before the word `later` @param later those behind it
    private record Use(Set<String> used, Set<String> later) {
        static Use of(String cell) {
            String[] halves = cell.split(", later ", 2);
            return new Use(rooms(halves[0]), halves.length > 1 ? rooms(halves[1]) : Set.of());
        }

        private static Set<String> rooms(String text) {
            return text.strip().equals(ALL)
                    ? Rooms.PLAN.byName().keySet()
                    : Pattern.compile("`([a-z.]+)`")
                            .matcher(text)
                            .results()
                            .map(hit -> hit.group(1))
                            .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, Use> page() throws IOException {
        Map<String, Use> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "dependencies.md")))
                .results()
                .forEach(row -> rows.put(row.group(1), Use.of(row.group(2))));
        return rows;
    }

    private static List<String> artifacts() throws IOException {
        return ARTIFACT.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(row -> row.group(1))
                .sorted()
                .toList();
    }

    /// The names of all classes in an artifact's jar.
    private static Set<String> classes(String artifact) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-[0-9][^/]*\\.jar");
        Path jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
        try (JarFile file = new JarFile(jar.toFile());
                Stream<String> entries = file.stream().map(entry -> entry.getName())) {
            return entries.filter(entry -> entry.endsWith(".class") && !entry.startsWith("META-INF"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void page_hasOneRowForEachArtifactOfThePom() throws IOException {
        assertThat(page().keySet()).hasSizeGreaterThan(10).containsExactlyInAnyOrderElementsOf(artifacts());
    }

    @Test
    void roomsOfThePage_areThoseOfTheTable() throws IOException {
        Map<String, Use> page = page();
        for (String artifact : artifacts()) {
            Set<String> permitted = new TreeSet<>();
            classes(artifact).forEach(type -> permitted.addAll(Libraries.rooms(type)));
            Use row = page.get(artifact);
            Set<String> named = new TreeSet<>(row.used());
            named.addAll(row.later());
            assertThat(named).as(artifact).isEqualTo(permitted);
        }
    }

    @Test
    void roomsOfThePage_useWhatTheyAreSaidToUse() throws IOException {
        Map<String, Set<String>> users = users();
        Map<String, Use> page = page();
        for (String artifact : artifacts()) {
            Set<String> using = new TreeSet<>();
            classes(artifact).forEach(type -> using.addAll(users.getOrDefault(type, Set.of())));
            assertThat(using).as(artifact).isEqualTo(page.get(artifact).used());
        }
    }

    /// The rooms that name a class of somebody else's, by that class.
    private static Map<String, Set<String>> users() {
        Map<String, Set<String>> users = new TreeMap<>();
        HOUSE.classes().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .forEach(dependency -> {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    users.computeIfAbsent(used.getName(), _ -> new TreeSet<>())
                            .add(HOUSE.roomOf(dependency.getOriginClass()));
                });
        return users;
    }
}
