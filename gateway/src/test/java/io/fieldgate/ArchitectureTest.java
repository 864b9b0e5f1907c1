package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Holds the program to its plan. `ArchitectureLawTest` shows that each law finds what it is written against.
final class ArchitectureTest {

    static final House HOUSE = House.read(Path.of("target", "classes"), Path.of("src", "main", "java"), "io.fieldgate");

    @ParameterizedTest
    @FieldSource({"io.fieldgate.Laws#ALL", "io.fieldgate.Laws#IDLE"})
    void house_keepsItsLaw(Laws.Law law) {
        assertThat(law.findings(HOUSE)).as(law.toString()).isEmpty();
    }

    @Test
    void plan_hasOneDirection() {
        assertThat(Rooms.PLAN.faults()).isEmpty();
    }

    @Test
    void house_isSeenWhole() {
        assertThat(HOUSE.topLevelTypes()).hasSizeGreaterThan(100);
        assertThat(HOUSE.sources().keySet().stream().map(HOUSE::roomOf).distinct())
                .contains("document", "state", "crypto", "transform", "audit", "policy", "enforce", "guard");
    }

    /// A type may be named by another room when it is public and its package stands in a row of another room.
    @Test
    void files_staySmall() {
        long[] lines = HOUSE.sources().values().stream()
                .mapToLong(text -> text.lines().count())
                .sorted()
                .toArray();
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
