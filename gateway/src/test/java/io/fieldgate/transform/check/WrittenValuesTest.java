package io.fieldgate.transform.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Regions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How people, pickers and devices write values, and what is stored: the table of `docs/reference/values.md`.
final class WrittenValuesTest {
    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);

    /// @param text `{hex}` is a character nobody sees
    private static String read(String check, String text) throws BadOption {
        List<String> words = Arrays.asList(check.split(" ", -1));
        Check bound = Checks.named(words.getFirst()).orElseThrow().bind(words.subList(1, words.size()));
        String written = text.replace("{202D}", "\u202D")
                .replace("{202C}", "\u202C")
                .replace("{200B}", "\u200B")
                .replace("{FEFF}", "\uFEFF");
        return switch (bound.apply(new Value.Text(written), TODAY)) {
            case Outcome.Fit(Value.Text(String stored)) -> stored;
            case Outcome.Fit(Value other) -> String.valueOf(other);
            case Outcome.Unfit(String rule) -> "- " + rule;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            mobile-cn | {202D}13800138000{202C} | 13800138000
            mobile-cn | 138{200B}0013{200B}8000 | 13800138000
            mobile-cn | +86 138-0013-8000 | 13800138000
            mobile-cn | １３８ ００１３ ８０００ | 13800138000
            mobile-cn | 138.0013.8000 | - mobile-shape
            gb11643 | {FEFF}11010519491231002x | 11010519491231002X
            gb11643 | 110105 19491231 002X | 11010519491231002X
            name 2 30 | 买买提·吐尔逊 | 买买提·吐尔逊
            name 2 30 | 买买提•吐尔逊 | 买买提·吐尔逊
            name 2 30 | 买买提・吐尔逊 | 买买提·吐尔逊
            name 2 30 | 买买提･吐尔逊 | 买买提·吐尔逊
            name 2 30 | 买买提‧吐尔逊 | 买买提·吐尔逊
            name 2 30 | 买买提⋅吐尔逊 | 买买提·吐尔逊
            name 2 30 | 張偉 | 張偉
            name 2 30 | O’Brien | O'Brien
            name 2 30 | Maria Fernanda de los Angeles Gonzalez | - name-length
            name 2 30 | 张{200B}三 | - invisible-character
            day | 2020-02-03 | 2020-02-03
            day | 2020/2/3 | 2020-02-03
            day | 2020.02.03 | 2020-02-03
            day | 2020年2月3日 | 2020-02-03
            day | 2020-2-30 | - day
            day | 3/2/2020 | - day
            day | 20200203 | - day
            birth-date | 1990/3/7 | 1990-03-07
            birth-date | 19900307 | 1990-03-07
            birth-date | 1990年03月07日 | 1990-03-07
            birth-date | 90-3-7 | - day-shape
            """)
    void value_isStoredInOneSpelling(String check, String written, String stored) throws BadOption {
        assertThat(read(check, written)).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "北京市朝阳区建国路88号 | 110105",
                "中国北京市朝阳区建国路88号 | 110105",
                "中华人民共和国广东省深圳市南山区科技园路1号 | 440305",
                "中国 | -",
                "廣東省深圳市南山區科技園路1號 | -",
            })
    void address_mayBeginWithTheCountry(String written, String code) {
        assertThat(Regions.codeOfAddress(written).orElse(null)).isEqualTo(code);
    }

    @Test
    void base64_mayBeADataUrlAndWrapped() throws BadOption {
        Check bytes = Checks.named("bytes").orElseThrow().bind(List.of("64KB"));
        for (String text : List.of(
                "AAECAwQF",
                "data:image/png;base64,AAECAwQF",
                "data:;base64,AAECAwQF",
                "AAEC\r\nAwQF\r\n",
                "AAEC\nAwQF")) {
            assertThat(bytes.apply(new Value.Text(text), TODAY)).as(text).isInstanceOf(Outcome.Fit.class);
        }
        for (String text : List.of("data:image/png,AAEC", "AAEC AwQF", "data:image/png;base64,A*")) {
            assertThat(bytes.apply(new Value.Text(text), TODAY)).as(text).isInstanceOf(Outcome.Unfit.class);
        }
    }
}
