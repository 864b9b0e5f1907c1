package io.fieldgate;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What can be counted about a house, to compare it with another one.
///
/// - Another room *may* name a type that is public and whose package stands in a row of that room, and *does* name it
///   where one of its classes depends on it. `audit` and `audit.tlog` are one room here, as for the law of doors.
/// - A *knot* is a set of files of one package each of which needs all the others.
/// - *Code* is a line that is more than blanks, braces, a comment, an `import` or a `package`.
final class HouseFigures {
    private static final Pattern NO_CODE = Pattern.compile("[\\s{}();]*|\\s*(//|/\\*|\\*|import |package ).*");

    private final House house;

    /// package: file: the files beside it that it needs
    private final Map<String, Map<String, Set<String>>> files = new TreeMap<>();

    private final Set<String> named = new HashSet<>();

    private HouseFigures(House house) {
        this.house = house;
        house.topLevelTypes()
                .forEach(type -> files.computeIfAbsent(type.getPackageName(), _ -> new TreeMap<>())
                        .put(type.getSimpleName(), new TreeSet<>()));
        house.uses((from, to) -> {
            String file = House.topLevelName(to);
            if (from.getPackageName().equals(to.getPackageName())) {
                files.get(from.getPackageName()).get(House.topLevelName(from)).add(file);
            } else if (!Rooms.wholeOf(house.roomOf(from)).equals(Rooms.wholeOf(house.roomOf(to)))) {
                named.add(to.getPackageName() + "." + file);
            }
        });
    }

    /// A compiled Maven module as a house whose plan is what its packages name.
    ///
    /// @param libraries what the module was compiled with; the build of the gateway leaves it in `target/classpath`
    static House houseIn(Path module, String libraries) {
        House house = House.read(
                module.resolve("target/classes"), module.resolve("src/main/java"), "io.fieldgate", libraries);
        return house.under(Rooms.asUsed(house));
    }

    /// Two tables, the house and its packages, and the knots.
    static String of(House house) {
        var figures = new HouseFigures(house);
        return figures.whole() + "\n" + figures.byPackage() + "\n" + figures.knots();
    }

    private String whole() {
        List<Integer> sizes = files.values().stream().map(Map::size).sorted().toList();
        List<Set<String>> knots = files.values().stream()
                .flatMap(within -> Knots.of(within).stream())
                .toList();
        int types = house.topLevelTypes().size();
        long doors = house.topLevelTypes().stream().filter(house::isDoor).count();
        Collection<String> texts = house.sources().values();
        var table = new StringBuilder("| the house | |\n|---|---|\n");
        row(table, "packages", sizes.size());
        row(table, "files of a package, median", sizes.get(sizes.size() / 2));
        row(table, "files of a package, most", sizes.getLast());
        row(table, "files of the largest knot", largest(knots));
        row(table, "files in knots", knots.stream().mapToInt(Set::size).sum());
        row(table, "types", types);
        row(table, "types another room may name, %", percent(doors, types));
        row(table, "types another room does name, %", percent(named.size(), types));
        row(
                table,
                "lines",
                texts.stream().mapToLong(text -> text.lines().count()).sum());
        row(table, "lines of code", texts.stream().mapToLong(HouseFigures::code).sum());
        row(table, "lines of the longest file", longest(texts));
        row(table, "`default` arms over closed sets", findings("closedset"));
        row(table, "names of closed sets compared as text", findings("primitivename"));
        row(table, "simple names of several types", findings("uniquenames"));
        row(
                table,
                "wide catches",
                WideCatches.in(house).values().stream().mapToInt(Set::size).sum());
        return table.toString();
    }

    private int findings(String law) {
        return Laws.named(law).findings(house).size();
    }

    private String byPackage() {
        Map<String, List<JavaClass>> types =
                house.topLevelTypes().stream().collect(Collectors.groupingBy(JavaClass::getPackageName));
        var table = new StringBuilder("| package | files | others may name | do name | longest | largest knot |\n");
        table.append("|---|---|---|---|---|---|\n");
        files.forEach((name, within) -> {
            String folder = name.substring(house.root().length() + 1).replace('.', '/');
            row(
                    table,
                    folder,
                    within.size(),
                    types.get(name).stream().filter(house::isDoor).count(),
                    types.get(name).stream()
                            .filter(type -> named.contains(type.getName()))
                            .count(),
                    longest(house.packages().get(folder).stream()
                            .map(house.sources()::get)
                            .toList()),
                    largest(Knots.of(within)));
        });
        return table.toString();
    }

    private String knots() {
        var list = new StringBuilder();
        files.forEach((name, within) -> Knots.of(within)
                .forEach(knot -> list.append("- a knot in %s: %s\n"
                        .formatted(name.substring(house.root().length() + 1), String.join(" ", knot)))));
        return list.toString();
    }

    private static void row(StringBuilder table, Object... cells) {
        table.append("| ");
        for (Object cell : cells) {
            table.append(cell).append(" | ");
        }
        table.setCharAt(table.length() - 1, '\n');
    }

    private static long percent(long part, long whole) {
        return Math.round(100.0 * part / whole);
    }

    private static int largest(Collection<Set<String>> knots) {
        return knots.stream().mapToInt(Set::size).max().orElse(1);
    }

    private static long longest(Collection<String> texts) {
        return texts.stream().mapToLong(text -> text.lines().count()).max().orElse(0);
    }

    private static long code(String text) {
        return text.lines().filter(line -> !NO_CODE.matcher(line).matches()).count();
    }
}
