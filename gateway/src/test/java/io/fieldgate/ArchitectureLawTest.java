package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Every law finds the violation that is planted against it: a rule that matches nothing is a failing rule.
final class ArchitectureLawTest {

    @ParameterizedTest
    @CsvSource({
        "edges, document → policy",
        "cycles, Cycle detected",
        "plan, planted.plan.basement.Cellar",
        "libraries, policy uses javax.crypto.Mac",
        "libraries, cli uses org.assertj.core.data.Percentage",
        "purity, java.nio.file.Files.exists",
        "keys, planted.keys.crypto.Seeds",
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
    })
    void law_findsWhatIsPlanted(String law, String expected) {
        assertThat(law(law).findings(planted(law))).anyMatch(finding -> finding.contains(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "widecatch; guard/Swallow.java; } catch (RuntimeException | Error | Throwable e) {",
                "widecatch; guard/Swallow.java; } catch (final Exception e) {",
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

    @ParameterizedTest
    @FieldSource("io.fieldgate.Laws#ALL")
    void law_findsNothingInCleanHouse(Laws.Law law) {
        assertThat(law.findings(planted("clean"))).isEmpty();
    }

    @Test
    void law_isPlantedAgainst() throws IOException {
        String self = Files.readString(Path.of("src/test/java/io/fieldgate/ArchitectureLawTest.java"));
        assertThat(Laws.ALL).allMatch(law -> self.contains("\"" + law.name()));
    }

    @Test
    void house_countsOpenDoors() {
        assertThat(planted("edges").publicPercent()).isEqualTo(100.0);
        assertThat(planted("names").publicPercent()).isZero();
    }

    private static Laws.Law law(String name) {
        return Laws.ALL.stream()
                .filter(law -> law.name().equals(name.strip()))
                .findFirst()
                .orElseThrow();
    }

    private static House planted(String law) {
        return House.read(Path.of("target", "test-classes"), Path.of("src", "test", "java"), "planted." + law);
    }

    private static House written(String path, String text) {
        return new House("planted", new ClassFileImporter().importClasses(List.of()), Map.of(path, text));
    }
}
