package io.fieldgate.transform.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.RandomValues;
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
            number -1 1      | -0                        | !number-shape
            number -1 1      | -0.0                      | !number-shape
            number -1 1      | -0.1                      | -0.1
            whole -1 1       | -0                        | !whole-shape
            number 34 43     | ٣٦                        | !number-shape
            number 34 43 1   | 36.8                      | 36.8
            number 34 43 1   | 36.80                     | 36.80
            number 34 43 1   | 36.81                     | !number-decimals
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
            passport-cn      | e12345678                 | E12345678
            passport-cn      | EA1234567                 | EA1234567
            passport-cn      | EI1234567                 | !passport-cn
            passport-cn      | PE1234567                 | PE1234567
            passport-cn      | S12345678                 | S12345678
            passport-cn      | E1234567                  | !passport-cn
            passport-foreign | L898902C3                 | L898902C3
            passport-foreign | L898902C36                | L898902C3
            passport-foreign | L898902C35                | !passport-check-digit
            passport-foreign | AB12<<<<<0                | !passport-foreign
            passport-foreign | ABC1                      | !passport-foreign
            hm-permit        | H1234567890               | H1234567890
            hm-permit        | H123456789                | !hm-permit
            tw-permit        | 12345678                  | 12345678
            tw-permit        | 12345678A                 | 12345678A
            tw-permit        | 123456789                 | !tw-permit
            exit-permit      | CA1234567                 | CA1234567
            exit-permit      | WA1234567                 | !exit-permit
            exit-permit      | L12345678                 | L12345678
            foreign-permanent | ABC123456789012          | ABC123456789012
            foreign-permanent | 911100200001010014       | 911100200001010014
            foreign-permanent | 911100200001010010       | !foreign-permanent
            hkmt-residence   | 81000019920315001X        | 81000019920315001X
            hkmt-residence   | 110101199003071233        | !hkmt-residence-region
            hkid             | A123456(3)                | A123456(3)
            hkid             | a1234563                  | A123456(3)
            hkid             | A123456(4)                | !hkid-check-digit
            hkid             | 1234567                   | !hkid-shape
            military-id      | 军字第1234567号           | 军字第1234567号
            military-id      | 字第1234567号             | !military-id
            driver-licence   | 123456789012              | 123456789012
            driver-licence   | 110101199003071233        | 110101199003071233
            driver-licence   | 110101199003071234        | !resident-id-check-digit
            social-security  | AB1234567                 | AB1234567
            social-security  | AB12                      | !social-security
            birth-cert       | A123456789                | A123456789
            bank-card        | 6222 0212 3456 7890 128   | 6222021234567890128
            bank-card        | 6222021234567890127       | !bank-card-check-digit
            bank-card        | 622202                    | !bank-card-shape
            usci             | 91350100M000100Y43        | 91350100M000100Y43
            usci             | 12110000E00000001M        | 12110000E00000001M
            usci             | 91110000MA00000240        | 91110000MA00000240
            usci             | 91110000MA00000241        | !usci
            usci             | 91110000IA00000240        | !usci
            vin              | 1M8GDM9AXKP042788         | 1M8GDM9AXKP042788
            vin              | 1M8GDM9A1KP042788         | !vin
            vin              | 1M8GDM9AXKP04278O         | !vin
            imei             | 490154203237518           | 490154203237518
            imei             | 490154203237519           | !imei
            device-id        | 490154203237518           | 490154203237518
            phone-fixed      | 0755-26000000             | 0755-26000000
            phone-fixed      | 01062345678               | 010-62345678
            phone-fixed      | 0755 26000000-123         | 0755-26000000-123
            phone-fixed      | 755-26000000              | !phone-fixed
            phone-intl       | +1 (555) 1234567          | !phone-intl
            phone-intl       | +1 555 123 4567           | +15551234567
            phone-intl       | 00442071234567            | +442071234567
            email            | User.Name@Example.COM     | User.Name@example.com
            email            | user@example              | !email
            email            | a..b@example.com          | !email
            email            | a@b@example.com           | !email
            account          | wx_user-01                | wx_user-01
            account          | wx 01                     | !account
            nationality      | chn                       | CHN
            nationality      | XYZ                       | !nationality
            ethnicity        | 01                        | 01
            ethnicity        | 59                        | !ethnicity
            postcode         | 518000                    | 518000
            postcode         | 918000                    | !postcode
            icd-10           | u07.1                     | U07.1
            icd-10           | 07.1                      | !icd-10
            trip-number      | g1234                     | G1234
            trip-number      | CA1234                    | CA1234
            trip-number      | 3U8888A                   | 3U8888A
            trip-number      | XY12                      | !trip-number
            seat             | 12-3F                     | 12-3F
            seat             | 05A                       | 05A
            seat             | 5                         | !seat
            plate-cn         | 京A·12345                 | 京A12345
            plate-cn         | 粤bd12345                 | 粤BD12345
            plate-cn         | 京A1234学                 | 京A1234学
            plate-cn         | 京A1234I                  | !plate-cn
            plate-cn         | 京A1234O                  | !plate-cn
            plate-cn         | 京O12345                  | !plate-cn
            plate-cn         | 东A12345                  | !plate-cn
            point            | 39.9042,116.4074          | 39.9042,116.4074
            point            | 39.9042, 116.4074, gcj02  | 39.9042,116.4074,GCJ02
            point            | 55,116                    | !point
            ip               | 192.0.2.1                 | 192.0.2.1
            ip               | 192.0.2.256               | !ip
            ip               | 192.0.02.1                | !ip
            ip               | 2001:db8::1               | 2001:DB8::1
            ip               | ::ffff:192.0.2.1          | ::FFFF:192.0.2.1
            ip               | 1:2:3:4:5:6:7             | !ip
            ip               | 1::2::3                   | !ip
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
        assertThat(judged("gb11643", new Value.Text("11010519491231002\u0007X")))
                .isEqualTo("!invisible-character");
        assertThat(judged("name 2 30", new Value.Text("张\u202E三"))).isEqualTo("!invisible-character");
        assertThat(judged("length 1 10", new Value.Text("a\uD800b"))).isEqualTo("!invisible-character");
    }

    /// The walk over the list: each entry has a name of its own, an example that binds, rule ids, and answers
    /// with no other rule.
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
