package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Every law finds the violation that is planted against it: a rule that matches nothing is a failing rule.
final class ArchitectureLawTest {
    private static final House CLEAN = planted("clean");

    @ParameterizedTest
    @CsvSource({
        "edges, document → policy",
        "cycles, Cycle detected",
        "plan, planted.plan.basement.Cellar",
        "libraries, policy uses javax.crypto.Mac",
        "libraries, cli uses org.assertj.core.data.Percentage",
        "purity, java.nio.file.Files.exists",
        "keys, planted.keys.crypto.Seeds",
        "keys, planted.keys.crypto.Salts",
        "regex, java.util.regex.Pattern",
        "regex, java.lang.String.replaceAll",
        "clocks, java.time.Instant.now()",
        "clocks, java.util.UUID.randomUUID()",
        "clocks, java.security.SecureRandom.<init>()",
        "defaults, java.lang.Character.isDigit(char)",
        "defaults, java.lang.String.toLowerCase()",
        "defaults, java.lang.String.<init>([B)",
        "console, java.lang.System.out",
        "names, planted.names.audit.LogHelper",
        "finals, planted.finals.audit.Open",
        "doors, 3 of 5 types",
        "uniquenames, Moment is planted.uniquenames.audit.Moment and planted.uniquenames.enforce.Moment",
    })
    void law_findsWhatIsPlanted(String law, String expected) {
        assertThat(law(law).findings(planted(law))).anyMatch(finding -> finding.contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "source; audit/Debt.java; // FIXME later",
                "source; audit/Debt.java; @SuppressWarnings(`unchecked`)",
                "logkeys; audit/Log.java; log.atInfo().addKeyValue(\"name\", name)",
                "nullmarked; state/Row.java; record Row() {}",
            })
    void law_findsWhatIsWritten(String law, String path, String line) {
        assertThat(law(law).findings(written(path, line))).isNotEmpty();
    }

    @Test
    void law_findsLongFile() {
        assertThat(law("size").findings(written("audit/Long.java", "line\n".repeat(451))))
                .isNotEmpty();
        assertThat(law("size").findings(written("audit/Long.java", "line\n".repeat(450))))
                .isEmpty();
    }

    /// Its neighbour has handlers of `Throwable` that the compiler made, and is no finding.
    @Test
    void widecatch_findsEachCatch_andNoneOfTheCompilers() {
        House house = planted("widecatch");
        assertThat(law("widecatch").findings(house))
                .singleElement()
                .asString()
                .startsWith("guard/Swallows.java")
                .contains("[11, 19, 27, 37, 47, 57, 60]");
        assertThat(Laws.wideCatches(house, Map.of("guard/Swallows.java", 6))).hasSize(1);
        assertThat(Laws.wideCatches(house, Map.of("guard/Swallows.java", 7))).isEmpty();
        assertThat(Laws.idleCatches(house, Map.of("guard/Swallows.java", 7))).isEmpty();
        assertThat(Laws.idleCatches(house, Map.of("guard/Swallows.java", 8, "guard/Gone.java", 1)))
                .hasSize(2);
    }

    @Test
    void closedset_findsEachArmThatTakesTheRest_andNoOther() {
        assertThat(law("closedset").findings(planted("closedset")))
                .extracting(finding -> finding.substring(0, finding.indexOf(' ')))
                .containsExactly(
                        "enforce/Leftovers.java:23",
                        "enforce/Leftovers.java:31",
                        "enforce/Leftovers.java:38",
                        "enforce/Leftovers.java:45",
                        "enforce/Leftovers.java:53");
    }

    @Test
    void primitivename_findsEachComparison_andNoOtherUse() {
        assertThat(law("primitivename").findings(planted("primitivename")))
                .extracting(finding -> finding.substring(0, finding.indexOf(',')))
                .containsExactly(
                        "enforce/Words.java:11 compares `aead`",
                        "enforce/Words.java:11 compares `siv`",
                        "enforce/Words.java:14 compares `aead`",
                        "enforce/Words.java:18 compares `person.age`",
                        "enforce/Words.java:22 compares `shred.intent`",
                        "enforce/Words.java:26 compares `siv`",
                        "enforce/Words.java:35 compares `hmac`",
                        "enforce/Words.java:35 compares `person.age`",
                        "enforce/Words.java:36 compares `discard`");
    }

    @Test
    void names_areReadWhereTheyAreDeclared() {
        assertThat(ClosedNames.ALL)
                .containsEntry("aead", "a primitive")
                .containsEntry("cn.resident-id", "a vocabulary type")
                .containsEntry("day.close", "a leaf kind")
                .doesNotContainKey("title");
    }

    @Test
    void closedSets_areNotGuessed() {
        Map<String, String> sources = Map.of("enforce/Act.java", "package planted.enforce; class Act { Strange x; }");
        assertThatThrownBy(() -> ClosedSets.in("planted", sources, "")).hasMessageContaining("Strange");
    }

    @Test
    void doors_areThoseThePlanNames() {
        House house = planted("doors");
        Rooms narrow = Rooms.of("""
                0 document :
                1 policy   : document
                """);
        assertThat(law("doors").findings(house.under(narrow))).isEmpty(); // two of five: 40 %
        assertThat(law("idledoors").findings(house.under(narrow))).isEmpty();
        Rooms narrower = Rooms.of("""
                0 document : | Two
                1 policy   : document
                """);
        assertThat(law("edges").findings(house.under(narrower)))
                .isNotEmpty()
                .allMatch(finding -> finding.contains("document.One"));
        assertThat(law("idledoors").findings(house.under(narrower)))
                .containsExactly("others → document.Two is permitted, and nobody uses it");
        assertThat(law("idledoors").findings(house))
                .contains("policy → transform is permitted, and nobody uses it")
                .doesNotContain("policy → document is permitted, and nobody uses it");
    }

    @Test
    void bigroom_wantsItsSentence() {
        String page = "/// What it is.\n///\n/// One room because all of it is one grammar.\npackage planted.audit;";
        assertThat(law("bigroom").findings(files(31, "/// What it is."))).hasSize(1);
        assertThat(law("bigroom").findings(files(31, page))).isEmpty();
        assertThat(law("bigroom").findings(files(30, "/// What it is."))).isEmpty();
    }

    private static House files(int count, String page) {
        var sources = new TreeMap<String, String>(Map.of("audit/package-info.java", page));
        IntStream.range(0, count).forEach(number -> sources.put("audit/Part%d.java".formatted(number), ""));
        return written(sources);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "idledoors; policy → transform is permitted",
                "idlelibraries; crypto.suite javax.crypto is permitted",
                "idlekeys; Subject is permitted",
                "idlenames; proxy identity is permitted",
                "idlecatches; has fewer wide catches than",
                "idlelogkeys; trace is permitted",
            })
    void law_findsWhatNobodyUses(String law, String expected) {
        assertThat(law(law).findings(CLEAN)).anyMatch(finding -> finding.contains(expected));
    }

    @Test
    void plan_isJudgedByItsRows() {
        assertThat(Rooms.of("0 audit : policy\n0 policy :").faults())
                .containsExactly("audit imports policy, which stands on no lower floor");
        assertThat(Rooms.of("1 audit : cellar").faults()).containsExactly("audit imports cellar, which has no row");
        assertThat(Rooms.of("0 audit : audit.log\n1 audit.log :").faults())
                .containsExactly("audit and audit.log are one room on two floors");
        assertThat(Rooms.of("0 audit : audit.log\n0 audit.log : audit.wal\n0 audit.wal : audit\n0 audit.tile : audit")
                        .faults())
                .containsExactly("a cycle of rows: [audit, audit.log, audit.wal]");
    }

    @ParameterizedTest
    @FieldSource("io.fieldgate.Laws#ALL")
    void law_findsNothingInCleanHouse(Laws.Law law) {
        assertThat(law.findings(CLEAN)).isEmpty();
    }

    @Test
    void law_isPlantedAgainst() throws IOException {
        String self = Files.readString(Path.of("src/test/java/io/fieldgate/ArchitectureLawTest.java"));
        assertThat(Laws.ALL).allMatch(law -> self.contains("\"" + law.name()));
        assertThat(Laws.IDLE).allMatch(law -> self.contains("\"" + law.name()));
    }

    private static Laws.Law law(String name) {
        return Laws.named(name.strip());
    }

    private static House planted(String law) {
        return House.read(Path.of("target", "test-classes"), Path.of("src", "test", "java"), "planted." + law);
    }

    private static House written(String path, String text) {
        return written(Map.of(path, text));
    }

    private static House written(Map<String, String> sources) {
        return new House(
                "planted",
                Rooms.PLAN,
                new ClassFileImporter().importClasses(List.of()),
                List.of(),
                sources,
                () -> new ClosedSets(List.of(), List.of()));
    }
}
