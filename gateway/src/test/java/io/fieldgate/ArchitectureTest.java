package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Holds the program to its plan. `ArchitectureLawTest` shows that each law finds what it is written against.
final class ArchitectureTest {

    private static final House HOUSE =
            House.read(Path.of("target", "classes"), Path.of("src", "main", "java"), "io.fieldgate");

    @ParameterizedTest
    @FieldSource("io.fieldgate.Laws#ALL")
    void house_keepsItsLaw(Laws.Law law) {
        assertThat(law.findings(HOUSE)).as(law.toString()).isEmpty();
    }

    @Test
    void plan_hasOneDirection() {
        Rooms.PLAN
                .byName()
                .values()
                .forEach(room -> room.imports().forEach(imported -> {
                    Rooms.Room lower = Rooms.PLAN.byName().get(imported);
                    boolean alcove = Rooms.wholeOf(imported).equals(Rooms.wholeOf(room.name()));
                    assertThat(lower).as("%s imports %s", room.name(), imported).isNotNull();
                    assertThat(alcove || lower.floor() < room.floor())
                            .as("%s imports %s of a lower floor", room.name(), imported)
                            .isTrue();
                }));
    }

    @Test
    void house_isSeenWhole() {
        assertThat(HOUSE.topLevelTypes()).hasSizeGreaterThan(100);
        assertThat(HOUSE.sources().keySet().stream().map(HOUSE::roomOf).distinct())
                .contains("document", "state", "crypto", "transform", "audit", "policy", "enforce", "guard");
    }

    /// A type may be named by another room when it is public and its package stands in a row of another room.
    @Test
    void house_keepsItsDoorsClosed() {
        Set<String> entered = new TreeSet<>();
        Rooms.PLAN
                .byName()
                .values()
                .forEach(room -> room.imports().stream()
                        .filter(imported -> !Rooms.wholeOf(imported).equals(Rooms.wholeOf(room.name())))
                        .forEach(entered::add));
        List<JavaClass> types = HOUSE.topLevelTypes();
        long open = types.stream()
                .filter(type -> House.isOpen(type) && entered.contains(HOUSE.roomOf(type)))
                .count();
        System.out.printf("house: %d of %d top-level types may be named by another room%n", open, types.size());
        assertThat(100.0 * open / types.size()).isLessThanOrEqualTo(51.0);
    }

    @Test
    void files_staySmall() {
        long[] lines = HOUSE.sources().values().stream()
                .mapToLong(text -> text.lines().count())
                .sorted()
                .toArray();
        System.out.printf(
                "house: %d files, lines p50 %d, p90 %d, longest %d%n",
                lines.length, lines[lines.length / 2], lines[lines.length * 9 / 10], lines[lines.length - 1]);
        assertThat(lines[lines.length * 9 / 10]).isLessThanOrEqualTo(300);
    }

    @Test
    void dependencies_areAccountedFor() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "dependencies.md"));
        var artifact = Pattern.compile("<dependency><groupId>[^<]+</groupId><artifactId>([^<]+)</artifactId>");
        List<String> missing = artifact.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !page.contains("| `" + name + "` |"))
                .toList();
        assertThat(missing)
                .as("direct dependencies without a line in docs/dependencies.md")
                .isEmpty();
    }
}
