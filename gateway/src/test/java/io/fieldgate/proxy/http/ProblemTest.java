package io.fieldgate.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.enforce.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemTest {

    @ParameterizedTest
    @EnumSource(Problem.class)
    void problem_hasTextsInBothLanguagesAndASectionInTheReference(Problem problem) throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "reference", "problems.md"), UTF_8);
        for (Language language : Language.values()) {
            assertThat(ProblemTexts.title(problem, language))
                    .doesNotStartWith(problem.id() + ".")
                    .endsWith(language == Language.ENGLISH ? "." : "。");
            assertThat(ProblemTexts.detail(problem, language))
                    .doesNotStartWith(problem.id() + ".")
                    .endsWith(language == Language.ENGLISH ? "." : "。");
        }
        assertThat(reference).contains("\n### `" + problem.id() + "` · " + problem.status() + "\n");
        assertThat(Problem.named(problem.id())).contains(problem);
    }

    @Test
    void reference_namesNoProblemThatDoesNotExist() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "reference", "problems.md"), UTF_8);
        List<String> sections = reference
                .lines()
                .filter(line -> line.startsWith("### `"))
                .map(line -> line.substring(5, line.indexOf('`', 5)))
                .toList();
        assertThat(sections)
                .hasSameSizeAs(Problem.values())
                .doesNotHaveDuplicates()
                .allMatch(id -> Problem.named(id).isPresent());
    }

    @Test
    void json_namesPlaceRuleAndLine() {
        Refusal refusal = Refusal.at(
                Problem.UNFIT,
                List.of(new Fault("/person/idNo", "resident-id-check-digit", 63), new Fault("/#3", "undeclared", 0)));
        assertThat(new String(refusal.json("01TRACE", Language.ENGLISH), UTF_8)).isEqualTo("""
                        {"type":"urn:fieldgate:problem:unfit","title":"A value does not fit.","status":422,\
                        "detail":"A value misses a rule of its type, or a required value is not there.","trace":"01TRACE",\
                        "rule":"resident-id-check-digit","fields":[{"at":"/person/idNo","rule":"resident-id-check-digit","line":63},\
                        {"at":"/#3","rule":"undeclared"}]}""");
    }

    @Test
    void json_writesAtMostHundredFaults() {
        List<Fault> faults = IntStream.range(0, 150)
                .mapToObj(i -> new Fault("/#" + i, "undeclared", 0))
                .toList();
        String json = new String(Refusal.at(Problem.UNDECLARED, faults).json("T", Language.ENGLISH), UTF_8);
        assertThat(json).contains("\"/#99\"").doesNotContain("\"/#100\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null|ENGLISH",
                "''|ENGLISH",
                "zh-CN,zh;q=0.9,en;q=0.8|CHINESE",
                "en-GB|ENGLISH",
                "fr, ZH-Hans|CHINESE",
                "de|ENGLISH"
            })
    void language_isTheFirstKnownOne(String accepted, Language expected) {
        assertThat(Language.of(accepted)).isEqualTo(expected);
    }
}
