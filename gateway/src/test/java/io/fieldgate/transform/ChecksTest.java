package io.fieldgate.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ChecksTest {

    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);

    @SuppressWarnings("unused") // read by @FieldSource
    private static final List<Check.Kind> KINDS = Checks.STANDARD;

    static Check bound(String line) {
        List<String> words = List.of(line.split(" ", -1));
        try {
            return Checks.named(words.getFirst()).orElseThrow().bind(words.subList(1, words.size()));
        } catch (BadOption e) {
            throw new AssertionError(e);
        }
    }

    static String judged(String check, Value value) {
        return switch (bound(check).apply(value, TODAY)) {
            case Outcome.Fit(Value.Text text) -> text.text();
            case Outcome.Fit(Value.Number number) -> "#" + number.literal();
            case Outcome.Fit(Value.Bool bool) -> "?" + bool.value();
            case Outcome.Fit(Value fit) -> fit.toString();
            case Outcome.Unfit(String rule) -> "!" + rule;
        };
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            gb11643          | 11010519491231002X        | 11010519491231002X
            gb11643          | 110101199003071233        | 110101199003071233
            gb11643          | 420106198511081235        | 420106198511081235
            gb11643          | 81000019920315001X        | 81000019920315001X
            gb11643          | 830000197506060016        | 830000197506060016
            gb11643          | 11010519491231002x        | 11010519491231002X
            gb11643          | １１０１０５１９４９１２３１００２ｘ | 11010519491231002X
            gb11643          | " 110105 19491231-002X "  | 11010519491231002X
            gb11643          | 110101199003071234        | !resident-id-check-digit
            gb11643          | 440106200102290013        | !resident-id-date
            gb11643          | 440106199913320014        | !resident-id-date
            gb11643          | 110101202103071230        | !resident-id-date
            gb11643          | 990101199003071233        | !resident-id-region
            gb11643          | 110105491231002           | !resident-id-15-digits
            gb11643          | ١١٠١٠٥١٩٤٩١٢٣١٠٠٢X        | !resident-id-shape
            gb11643          | 11010519491231002🙂       | !resident-id-shape
            gb11643          | 1101051949123100          | !resident-id-shape
            mobile-cn        | 13800138000               | 13800138000
            mobile-cn        | +86 138-0013-8000         | 13800138000
            mobile-cn        | 008613800138000           | 13800138000
            mobile-cn        | ８６１３８００１３８０００ | 13800138000
            mobile-cn        | 12800138000               | !mobile-shape
            mobile-cn        | 1380013800                | !mobile-shape
            name 2 30        | 张三                      | 张三
            name 2 30        | 买买提・艾力              | 买买提·艾力
            name 2 30        | "  Mary  Ann O’Neil "     | Mary Ann O'Neil
            name 2 30        | 𠮷田                      | 𠮷田
            name 2 30        | J. R. Smith               | J. R. Smith
            name 2 30        | Zoë                       | Zoë
            name 2 30        | 张                        | !name-length
            name 2 30        | 张3                       | !name-characters
            name 2 30        | 张🙂                      | !name-characters
            name 2 30        | ·张三                     | !name-characters
            name 2 30        | 张三·                     | !name-characters
            number 34 43     | 36.8                      | 36.8
            number 34 43     | ３６.８                   | 36.8
            number 34 43     | 43                        | 43
            number 34 43     | 43.000000000000000000001  | !number-range
            number 34 43     | 33.9999999999999999999999 | !number-range
            number 34 43     | 3.68e1                    | !number-shape
            number 34 43     | 036                       | !number-shape
            number 34 43     | 36.                       | !number-shape
            number 34 43     | NaN                       | !number-shape
            number 34 43     | ٣٦                        | !number-shape
            whole 0 130      | 130                       | 130
            whole 0 130      | 131                       | !number-range
            whole 0 130      | 1.0                       | !whole-shape
            length 4 200     | 朝阳区1号                 | 朝阳区1号
            length 4 200     | abc                       | !text-length
            length 2 9       | 👨‍👩‍👧家                  | 👨‍👩‍👧家
            one-of green red | green                     | green
            one-of green red | Green                     | !one-of
            region 6 9 12    | 440305                    | 440305
            region 6 9 12    | 440305001                 | 440305001
            region 6 9 12    | 4403                      | !region-digits
            region 4         | 4201                      | 4201
            region 6         | 990305                    | !region-unknown
            instant          | 2020-02-20T10:00:00+08:00 | 2020-02-20T10:00:00+08:00
            instant          | 2020-02-20T02:00:00.123Z  | 2020-02-20T02:00:00.123Z
            instant          | 2020-02-30T02:00:00Z      | !instant-shape
            instant          | 2020-02-20 10:00          | !instant-shape
            instant 60       | 2020-04-20T00:00:00Z      | 2020-04-20T00:00:00Z
            instant 60       | 2020-05-20T00:00:00Z      | !instant-range
            day              | 2020-02-29                | 2020-02-29
            day              | 2019-02-29                | !day
            day              | 20200220                  | !day
            birth-date       | 19900307                  | 1990-03-07
            birth-date       | 2020-02-21                | !birth-date-range
            birth-date       | 1889-02-20                | !birth-date-range
            uuid             | 550E8400-E29B-41D4-A716-446655440000 | 550e8400-e29b-41d4-a716-446655440000
            uuid             | 550e8400e29b41d4a716446655440000 | !uuid
            """)
    void check_judgesText(String check, String text, String wanted) {
        assertThat(judged(check, new Value.Text(text))).isEqualTo(wanted);
    }

    @Test
    void check_keepsTheKindOfNumbers() {
        assertThat(judged("number 34 43", new Value.Number("36.80"))).isEqualTo("#36.80");
        assertThat(judged("one-of 0 1 2 9", new Value.Number("1"))).isEqualTo("#1");
        assertThat(judged("one-of true", new Value.Bool(true))).isEqualTo("?true");
        assertThat(judged("gb11643", new Value.Number("110101199003071233"))).isEqualTo("110101199003071233");
        assertThat(judged("gb11643", new Value.Bool(true))).isEqualTo("!wrong-kind");
        assertThat(judged("name 2 30", new Value.Number("22"))).isEqualTo("!wrong-kind");
    }

    @Test
    void check_refusesWhatNobodySees() {
        assertThat(judged("gb11643", new Value.Text("11010519491231002\u200BX"))).isEqualTo("!invisible-character");
        assertThat(judged("name 2 30", new Value.Text("张\u202E三"))).isEqualTo("!invisible-character");
        assertThat(judged("length 1 10", new Value.Text("a\uD800b"))).isEqualTo("!invisible-character");
    }

    /// The walk over the list: each entry has a name of its own, an example that binds, rule ids, and answers with no other rule.
    @ParameterizedTest
    @FieldSource("KINDS")
    void kind_isTotalAndKeepsToItsRules(Check.Kind kind) {
        assertThat(Checks.STANDARD.stream().map(Check.Kind::name)).doesNotHaveDuplicates();
        assertThat(kind.example()).startsWith(kind.name());
        Check check = bound(kind.example());
        Random random = new Random(20200220);
        for (int i = 0; i < 4_000; i++) {
            Value value = RandomValues.next(random);
            if (check.apply(value, TODAY) instanceof Outcome.Unfit(String rule)) {
                assertThat(kind.rules()).contains(rule);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void kind_isStableUnderItself(Check.Kind kind) {
        Check check = bound(kind.example());
        Random random = new Random(7);
        for (int i = 0; i < 4_000; i++) {
            if (check.apply(RandomValues.next(random), TODAY) instanceof Outcome.Fit(Value once)) {
                assertThat(check.apply(once, TODAY)).isEqualTo(new Outcome.Fit(once));
            }
        }
    }
}
