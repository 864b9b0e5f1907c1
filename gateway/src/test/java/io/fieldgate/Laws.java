package io.fieldgate;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.fieldgate.crypto.HoldsKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The laws of the house. Each looks at a whole house and lists what breaks it, one sentence a finding.
final class Laws {

    /// @param name as the fixture that breaks it is called, `planted.<name>`
    record Law(String name, String sentence, Function<House, List<String>> check) {

        List<String> findings(House house) {
            return check.apply(house);
        }

        @Override
        public String toString() {
            return name + ": " + sentence;
        }
    }

    static final List<Law> ALL = List.of(
            new Law("edges", "a room imports only the rooms its row names", Laws::edges),
            new Law("cycles", "no cycles between packages", Laws::cycles),
            new Law("plan", "every package belongs to a room", Laws::plan),
            new Law("libraries", "a library is used only in the rooms its row names", Laws::libraries),
            new Law("purity", "pure rooms do no I/O and hold no threads", Laws::purity),
            new Law(
                    "keys",
                    "what holds keys is named where keys are worked with, and out of reach of the data plane",
                    Laws::keys),
            new Law("regex", "outside text never meets a regular expression", Laws::regex),
            new Law("clocks", "time, chance and place come in by constructor", Laws::clocks),
            new Law("defaults", "charset, locale and digits are written out", Laws::platformDefaults),
            new Law("console", "only cli prints, and only cli and boot end the process", Laws::console),
            new Law("names", "a name says what the thing is", Laws::names),
            new Law("finals", "a class is final unless it is sealed", Laws::finals),
            new Law("nullmarked", "every room is @NullMarked", Laws::nullMarked),
            new Law("doors", "another room may name at most 40 % of all types", Laws::doors),
            new Law("bigroom", "a package of more than 30 files says why it is one room", Laws::bigRooms),
            new Law("uniquenames", "a simple name is one type's", Laws::uniqueNames),
            new Law("closedset", "a switch over a closed set names all of it", Laws::closedSets),
            new Law("primitivename", "what belongs to a closed set is not told by its name", Laws::closedNames),
            new Law("widecatch", "wide catches only where a gate closes", Laws::wideCatches),
            new Law("source", "no debts, banners or unexplained suppressions", Laws::source),
            new Law("logkeys", "log keys come from the list", Laws::logKeys),
            new Law("size", "no file over 450 lines", Laws::size));

    /// What a list permits and nobody uses is a hole to come. Kept by the program only: a planted house uses little.
    static final List<Law> IDLE = List.of(
            new Law("idledoors", "every entry of a row of the plan is used", Laws::idleDoors),
            new Law("idlelibraries", "every entry of a row of a library is used", Laws::idleLibraries),
            new Law("idlekeys", "the data plane sees all that it may of the room of keys", Laws::idleKeys),
            new Law("idlenames", "a name that means something else is compared", Laws::idleNames),
            new Law("idlecatches", "a file catches wide as often as its row says", Laws::idleCatches),
            new Law("idlelogkeys", "every log key is logged", Laws::idleLogKeys));

    private static final Set<String> CLOCK_CALLS = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.Year.now()",
            "java.time.InstantSource.system()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.time.ZoneId.systemDefault()",
            "java.util.TimeZone.getDefault()",
            "java.lang.System.currentTimeMillis()",
            "java.util.Date.<init>()",
            "java.util.UUID.randomUUID()",
            "java.lang.Math.random()",
            "java.util.Random.<init>()",
            "java.security.SecureRandom.<init>()",
            "java.security.SecureRandom.getInstanceStrong()",
            "java.util.concurrent.ThreadLocalRandom.current()");

    private static final Set<String> DEFAULT_CALLS = Set.of(
            "java.nio.charset.Charset.defaultCharset()",
            "java.util.Locale.getDefault()",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.Character.isDigit(char)",
            "java.lang.Character.isDigit(int)");

    private static final Set<String> REGEX_CALLS =
            Set.of("java.lang.String.matches", "java.lang.String.replaceAll", "java.lang.String.replaceFirst");

    private static final Pattern BAD_NAME =
            Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Data|Info)|(Abstract|Base|Common)[A-Z].*");
    private static final Set<String> BAD_PACKAGES = Set.of("common", "util", "utils", "model", "core", "api", "impl");

    /// Names of closed sets that mean something else in a room.
    private static final Set<String> HOMONYMS = Set.of(
            "policy consent", // the legal basis
            "policy.register consent",
            "proxy identity", // the content coding of RFC 9110
            "proxy.http identity");

    private static final String REASON = "/// One room because ";

    private static final Set<String> LOG_KEY_LIST =
            Set.of("trace", "app", "route", "rule", "at", "node", "bucket", "count", "took", "error");

    private static final Pattern DEBT = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@author");
    private static final Pattern LOG_KEY = Pattern.compile("addKeyValue\\(\\s*\"([^\"]*)\"");

    private Laws() {}

    static Law named(String name) {
        return Stream.concat(ALL.stream(), IDLE.stream())
                .filter(law -> law.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> edges(House house) {
        return dependencies(house, (dependency, found) -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (house.contains(target)) {
                String from = house.roomOf(dependency.getOriginClass());
                String to = house.roomOf(target);
                if (!house.plan().permits(from, to, House.topLevelName(target))) {
                    found.add("%s → %s: %s".formatted(from, to, dependency.getDescription()));
                }
            }
        });
    }

    private static List<String> cycles(House house) {
        return SlicesRuleDefinition.slices()
                .matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(house.classes())
                .getFailureReport()
                .getDetails();
    }

    private static List<String> plan(House house) {
        return house.classes().stream()
                .filter(type -> house.roomOf(type).isEmpty())
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static List<String> libraries(House house) {
        return dependencies(house, (dependency, found) -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            String room = house.roomOf(dependency.getOriginClass());
            if (!house.contains(target) && !target.isPrimitive() && !Libraries.permits(room, target.getName())) {
                found.add("%s uses %s: %s".formatted(room, target.getName(), dependency.getDescription()));
            }
        });
    }

    private static List<String> purity(House house) {
        return dependencies(house, (dependency, found) -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (Rooms.PURE.contains(Rooms.wholeOf(house.roomOf(dependency.getOriginClass())))
                    && Libraries.isImpure(target.getName())) {
                found.add(dependency.getDescription());
            }
        });
    }

    private static List<String> keys(House house) {
        return dependencies(house, (dependency, found) -> {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            boolean unseen = lookAtKeys(house, dependency.getOriginClass(), target)
                    && !Rooms.CRYPTO_SEEN_BY_PROXY.contains(House.topLevelName(target));
            String from = Rooms.wholeOf(house.roomOf(dependency.getOriginClass()));
            boolean stranger = house.contains(target)
                    && target.isAnnotatedWith(HoldsKeys.class)
                    && !Rooms.WORK_WITH_KEYS.contains(from);
            if (unseen || stranger) {
                found.add(dependency.getDescription());
            }
        });
    }

    private static boolean lookAtKeys(House house, JavaClass from, JavaClass to) {
        return house.contains(to)
                && Rooms.wholeOf(house.roomOf(to)).equals("crypto")
                && Rooms.wholeOf(house.roomOf(from)).equals("proxy");
    }

    private static List<String> idleKeys(House house) {
        var seen = new HashSet<String>();
        house.uses((from, to) -> {
            if (lookAtKeys(house, from, to)) {
                seen.add(House.topLevelName(to));
            }
        });
        return missing(Rooms.CRYPTO_SEEN_BY_PROXY.stream(), seen);
    }

    private static List<String> regex(House house) {
        List<String> found = dependencies(house, (dependency, findings) -> {
            if (Rooms.NO_REGEX.contains(Rooms.wholeOf(house.roomOf(dependency.getOriginClass())))
                    && dependency.getTargetClass().getPackageName().equals("java.util.regex")) {
                findings.add(dependency.getDescription());
            }
        });
        accesses(house)
                .filter(access -> Rooms.NO_REGEX.contains(Rooms.wholeOf(house.roomOf(access.getOriginOwner()))))
                .filter(access ->
                        REGEX_CALLS.contains(access.getTarget().getOwner().getName() + "."
                                + access.getTarget().getName()))
                .forEach(access -> found.add(access.getDescription()));
        return found;
    }

    private static List<String> clocks(House house) {
        return calls(house, CLOCK_CALLS, Set.of("boot", "cli"));
    }

    private static List<String> platformDefaults(House house) {
        return calls(house, DEFAULT_CALLS, Set.of());
    }

    private static List<String> console(House house) {
        return accesses(house)
                .filter(access -> {
                    String room = house.roomOf(access.getOriginOwner());
                    String target = access.getTarget().getFullName();
                    boolean prints = target.equals("java.lang.System.out")
                            || target.equals("java.lang.System.err")
                            || target.equals("java.lang.Throwable.printStackTrace()");
                    boolean ends =
                            target.startsWith("java.lang.System.exit(") || target.startsWith("java.lang.Runtime.halt(");
                    return !room.equals("cli") && (prints || (ends && !room.equals("boot")));
                })
                .map(JavaAccess::getDescription)
                .toList();
    }

    private static List<String> names(House house) {
        return house.classes().stream()
                .filter(type -> BAD_NAME.matcher(type.getSimpleName()).matches()
                        || Stream.of(type.getPackageName().split("\\.")).anyMatch(BAD_PACKAGES::contains))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static List<String> finals(House house) {
        return house.classes().stream()
                .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
                .filter(type -> type.getSuperclass()
                        .map(parent -> !parent.toErasure().isEnum())
                        .orElse(true))
                .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static List<String> nullMarked(House house) {
        return house.sources().keySet().stream()
                .filter(path -> path.contains("/"))
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .distinct()
                .filter(folder -> !house.sources()
                        .getOrDefault(folder + "/package-info.java", "")
                        .contains("@NullMarked"))
                .toList();
    }

    private static List<String> doors(House house) {
        List<JavaClass> types = house.topLevelTypes();
        List<String> open = types.stream()
                .filter(house::isDoor)
                .map(JavaClass::getName)
                .sorted()
                .toList();
        return open.size() * 100 <= types.size() * 40
                ? List.of()
                : List.of("%d of %d types may be named by another room: %s".formatted(open.size(), types.size(), open));
    }

    private static List<String> idleDoors(House house) {
        var walked = new HashSet<String>();
        house.uses((from, to) -> {
            String room = house.roomOf(to);
            walked.add(house.roomOf(from) + " → " + room);
            if (!Rooms.wholeOf(house.roomOf(from)).equals(Rooms.wholeOf(room))) {
                walked.add("others → " + room + "." + House.topLevelName(to));
            }
        });
        return missing(
                house.plan().byName().values().stream()
                        .flatMap(room -> Stream.concat(
                                room.imports().stream().map(imported -> room.name() + " → " + imported),
                                room.doors().stream().map(door -> "others → " + room.name() + "." + door))),
                walked);
    }

    private static List<String> idleLibraries(House house) {
        var used = new HashSet<String>();
        dependencies(house, (dependency, _) -> {
            String room = house.roomOf(dependency.getOriginClass());
            Libraries.row(dependency.getTargetClass().getBaseComponentType().getName())
                    .ifPresent(row -> used.addAll(List.of(room + " " + row, "any " + row)));
        });
        return missing(Libraries.permissions(), used);
    }

    private static List<String> bigRooms(House house) {
        return house.packages().entrySet().stream()
                .filter(room -> room.getValue().size() > 30)
                .filter(room -> !house.sources()
                        .getOrDefault(room.getKey() + "/package-info.java", "")
                        .contains(REASON))
                .map(room -> "%s has %d files, and no sentence that begins `%s`"
                        .formatted(room.getKey(), room.getValue().size(), REASON.strip()))
                .toList();
    }

    private static List<String> uniqueNames(House house) {
        return house.topLevelTypes().stream()
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> name.getKey() + " is "
                        + name.getValue().stream()
                                .map(JavaClass::getName)
                                .sorted()
                                .collect(Collectors.joining(" and ")))
                .toList();
    }

    private static List<String> closedSets(House house) {
        return house.closedSets().get().defaults().stream()
                .map(arm -> "%s takes what is left of %s".formatted(arm, arm.word()))
                .toList();
    }

    private static List<String> closedNames(House house) {
        return namesCompared(house)
                .filter(text -> !HOMONYMS.contains(inRoom(house, text)))
                .map(text -> "%s compares `%s`, %s".formatted(text, text.word(), ClosedNames.ALL.get(text.word())))
                .toList();
    }

    private static List<String> idleNames(House house) {
        return missing(
                HOMONYMS.stream(),
                namesCompared(house).map(text -> inRoom(house, text)).collect(Collectors.toSet()));
    }

    private static Stream<ClosedSets.Place> namesCompared(House house) {
        return house.closedSets().get().texts().stream().filter(text -> ClosedNames.ALL.containsKey(text.word()));
    }

    private static String inRoom(House house, ClosedSets.Place text) {
        return house.roomOf(text.path()) + " " + text.word();
    }

    private static List<String> wideCatches(House house) {
        return wideCatches(house, WideCatches.LAWFUL);
    }

    /// @param lawful how many a file may have
    static List<String> wideCatches(House house, Map<String, Integer> lawful) {
        return WideCatches.in(house).entrySet().stream()
                .filter(file -> file.getValue().size() > lawful.getOrDefault(file.getKey(), 0))
                .map(file -> "%s catches wide in lines %s, and its row allows %d"
                        .formatted(file.getKey(), file.getValue(), lawful.getOrDefault(file.getKey(), 0)))
                .toList();
    }

    private static List<String> idleCatches(House house) {
        return idleCatches(house, WideCatches.LAWFUL);
    }

    static List<String> idleCatches(House house, Map<String, Integer> lawful) {
        Map<String, Set<Integer>> found = WideCatches.in(house);
        return lawful.entrySet().stream()
                .filter(row -> row.getValue()
                        > found.getOrDefault(row.getKey(), Set.of()).size())
                .map(row -> "%s has fewer wide catches than %d".formatted(row.getKey(), row.getValue()))
                .sorted()
                .toList();
    }

    private static List<String> source(House house) {
        return lines(house, (where, line, found) -> {
            boolean unexplained = line.contains("@SuppressWarnings") && !line.contains("// ");
            if (DEBT.matcher(line).find() || unexplained) {
                found.add(where + " " + line.strip());
            }
        });
    }

    private static List<String> logKeys(House house) {
        return lines(
                house,
                (where, line, found) -> keysOf(line)
                        .filter(key -> !LOG_KEY_LIST.contains(key))
                        .forEach(key -> found.add(where + " logs under the key " + key)));
    }

    private static List<String> idleLogKeys(House house) {
        return missing(
                LOG_KEY_LIST.stream(),
                lines(house, (_, line, found) -> keysOf(line).forEach(found::add)));
    }

    private static Stream<String> keysOf(String line) {
        return LOG_KEY.matcher(line).results().map(match -> match.group(1));
    }

    private static List<String> size(House house) {
        return house.sources().entrySet().stream()
                .filter(source -> source.getValue().lines().count() > 450)
                .map(source ->
                        source.getKey() + " has " + source.getValue().lines().count() + " lines")
                .toList();
    }

    private static List<String> missing(Stream<String> permitted, Collection<String> used) {
        return permitted
                .filter(permission -> !used.contains(permission))
                .map(permission -> permission + " is permitted, and nobody uses it")
                .sorted()
                .toList();
    }

    private static List<String> calls(House house, Set<String> forbidden, Set<String> exempt) {
        return accesses(house)
                .filter(access -> !exempt.contains(house.roomOf(access.getOriginOwner())))
                .filter(access -> forbidden.contains(access.getTarget().getFullName()))
                .map(JavaAccess::getDescription)
                .toList();
    }

    private static Stream<JavaAccess<?>> accesses(House house) {
        return house.classes().stream().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    private static List<String> dependencies(House house, BiConsumer<Dependency, List<String>> judge) {
        var found = new ArrayList<String>();
        house.classes().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .forEach(dependency -> judge.accept(dependency, found));
        return found;
    }

    private interface LineJudge {
        void judge(String where, String line, List<String> found);
    }

    private static List<String> lines(House house, LineJudge judge) {
        var found = new ArrayList<String>();
        house.sources().forEach((path, text) -> {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                judge.judge(path + ":" + number, line, found);
            }
        });
        return found;
    }
}
