package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Prints the figures of the house; `-Dhouse=<folder of a compiled module>` those of another one:
/// `mvn test -pl gateway -Dtest=HouseFiguresTest -Dhouse=../elsewhere/gateway`.
final class HouseFiguresTest {

    @Test
    void figures_arePrinted() throws IOException {
        String elsewhere = System.getProperty("house", "");
        Path module = Path.of(elsewhere);
        House house = elsewhere.isEmpty()
                ? ArchitectureTest.HOUSE
                : HouseFigures.houseIn(module, Files.readString(module.resolve("target/classpath")));
        String figures = HouseFigures.of(house);
        System.out.println(figures);
        assertThat(figures).contains("| packages | ");
    }

    @Test
    void figures_areThoseOfAPlantedHouse() {
        House house = House.read(Path.of("target", "test-classes"), Path.of("src", "test", "java"), "planted.figures");
        assertThat(HouseFigures.of(house.under(Rooms.asUsed(house)))).isEqualTo("""
                | the house | |
                |---|---|
                | packages | 3 |
                | files of a package, median | 1 |
                | files of a package, most | 3 |
                | files of the largest knot | 2 |
                | files in knots | 2 |
                | types | 5 |
                | types another room may name, % | 40 |
                | types another room does name, % | 20 |
                | lines | 32 |
                | lines of code | 9 |
                | lines of the longest file | 11 |
                | `default` arms over closed sets | 0 |
                | names of closed sets compared as text | 1 |
                | simple names of several types | 0 |
                | wide catches | 0 |

                | package | files | others may name | do name | longest | largest knot |
                |---|---|---|---|---|---|
                | audit | 3 | 2 | 1 | 11 | 2 |
                | audit/tlog | 1 | 0 | 0 | 3 | 1 |
                | policy | 1 | 0 | 0 | 10 | 1 |

                - a knot in audit: Log Row
                """);
    }
}
