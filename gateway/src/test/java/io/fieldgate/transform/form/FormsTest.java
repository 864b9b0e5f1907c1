package io.fieldgate.transform.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.RandomValues;
import io.fieldgate.transform.Regions;
import io.fieldgate.transform.check.CheckDigits;
import io.fieldgate.transform.derive.AgeFromId;
import io.fieldgate.transform.derive.Ages;
import io.fieldgate.transform.derive.Derivation;
import io.fieldgate.transform.derive.Derivations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class FormsTest {

    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);

    @SuppressWarnings("unused") // read by @FieldSource
    private static final List<Transform.Kind> KINDS = Transforms.STANDARD;

    @SuppressWarnings("unused") // read by @FieldSource
    private static final List<Derivation.Kind> DERIVATIONS = Derivations.STANDARD;

    /// `use: ends, first: 2, last: 2` as it stands in examples.
    static Map<String, List<String>> options(String example) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        String rest = example;
        while (!rest.isEmpty()) {
            int colon = rest.indexOf(": ");
            boolean list = rest.charAt(colon + 2) == '[';
            int end = list ? rest.indexOf(']', colon) + 1 : rest.indexOf(", ", colon);
            end = end < 0 ? rest.length() : end;
            String words = rest.substring(colon + 2, end).replace("[", "").replace("]", "");
            options.put(rest.substring(0, colon), List.of(words.split(", ", -1)));
            rest = end == rest.length() ? "" : rest.substring(end + 2);
        }
        options.remove("use");
        return options;
    }

    static Form form(String... links) {
        List<Form.Link> bound = new ArrayList<>();
        for (String link : links) {
            String name = link.substring(5).split(", ", -1)[0];
            try {
                bound.add(Form.Link.of(Transforms.named(name).orElseThrow(), options(link)));
            } catch (BadOption e) {
                throw new AssertionError(e);
            }
        }
        return new Form("form", bound);
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fit(Value.Text text) -> text.text();
            case Outcome.Fit(Value.Bool bool) -> String.valueOf(bool.value());
            case Outcome.Fit(Value value) -> value.toString();
            case Outcome.Unfit(String rule) -> "!" + rule;
        };
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            use: ends, first: 2, last: 2 | 11010519491231002X | 11**************2X
            use: ends, first: 0, last: 4 | 11010519491231002X | **************002X
            use: ends, first: 0, last: 3 | 13800138000        | ********000
            use: ends, first: 2, last: 2 | abcd               | ****
            use: ends, first: 1, last: 0 | 𠮷野家             | 𠮷**
            use: cn-surname              | 王小明             | 王**
            use: cn-surname              | 王明               | 王**
            use: cn-surname              | 欧阳娜娜           | 欧阳**
            use: cn-surname              | 欧阳               | 欧**
            use: cn-surname              | 买买提·艾力        | 买**
            use: cn-surname              | 司马·懿            | 司**
            use: cn-surname              | John Smith         | J**
            use: cn-surname              | 𠮷野               | 𠮷**
            use: ladder, steps: [37.3, 38.5], names: [normal, fever, high] | 37.2 | normal
            use: ladder, steps: [37.3, 38.5], names: [normal, fever, high] | 37.29999999999999999999 | normal
            use: ladder, steps: [37.3, 38.5], names: [normal, fever, high] | 37.3 | fever
            use: ladder, steps: [37.3, 38.5], names: [normal, fever, high] | 38.50 | high
            use: ladder, steps: [37.3, 38.5], names: [normal, fever, high] | hot | !number-shape
            use: round-time, unit: month | 2020-02-20 | 2020-02
            use: round-time, unit: day | 2020-02-20T23:30:00-08:00 | 2020-02-20
            use: round-time, unit: year | 1985-11-08 | 1985
            use: round-time, unit: year-band, years: 10 | 1985-11-08 | 1980-1989
            use: round-time, unit: year-band, years: 5 | 1985-11-08 | 1985-1989
            use: round-time, unit: year | yesterday | !time-shape
            use: phone-ends, last: 2 | 0755-26000012 | 0755-******12
            use: phone-ends, last: 4 | +442071234567 | +44******4567
            use: phone-ends, last: 2 | +85221234567 | +852******67
            use: phone-ends, last: 4 | +1234 | +1***
            use: phone-ends, last: 2 | 13800138000 | !phone-shape
            use: phone-ends, last: 2 | +44 | !phone-shape
            use: email-domain | li.si@example.org | l****@example.org
            use: email-domain | l@example.org | *@example.org
            use: email-domain | example.org | !email
            use: ip-network | 192.0.2.17 | 192.0.2.0/24
            use: ip-network | 2001:DB8:12:34::1 | 2001:db8:12::/48
            use: ip-network | ::1 | ::/48
            use: ip-network | 2001:0db8::ffff:192.0.2.1 | 2001:db8::/48
            use: ip-network | 1::3:4:5:6:7:8 | 1:0:3::/48
            use: ip-network | ::2:3:4:5:6:7:8 | 0:2:3::/48
            use: ip-network | 192.0.2 | !ip
            use: icd-chapter | U07.1 | U00-U99
            use: icd-chapter | D49.9 | C00-D48
            use: icd-chapter | D50 | D50-D89
            use: icd-chapter | H60 | H60-H95
            use: icd-chapter | X59 | V01-Y98
            use: icd-chapter | V00 | V01-Y98
            use: icd-chapter | pneumonia | !icd-10
            use: discard | 1 | !form-discards
            use: identity | 1 | 1
            use: aead | 1 | !form-needs-key
            """)
    void link_makesText(String link, String text, String wanted) {
        assertThat(shown(form(link).apply(new Value.Text(text), null))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            广东省深圳市南山区科技园路1号 | 广东省深圳市南山区
            深圳市南山区科技园路1号       | 广东省深圳市南山区
            广东深圳南山区                | 广东省深圳市南山区
            北京市海淀区中关村大街27号    | 北京市海淀区
            北京海淀区中关村大街２７号    | 北京市海淀区
            北京市北京市朝阳区建国路      | 北京市朝阳区
            北京市市辖区朝阳区建国路      | 北京市朝阳区
            上海市 浦东新区 世纪大道 1 号 | 上海市浦东新区
            海淀区中关村大街              | 北京市海淀区
            湖北省武汉市江岸区            | 湖北省武汉市江岸区
            武汉市江汉区                  | 湖北省武汉市江汉区
            湖北省仙桃市干河街道          | 湖北省仙桃市
            广东省东莞市南城街道          | 广东省东莞市
            吉林省吉林市昌邑区            | 吉林省吉林市昌邑区
            吉林市昌邑区                  | 吉林省吉林市昌邑区
            浙江省杭州市江干区            | 浙江省杭州市江干区
            内蒙古呼和浩特市新城区        | 内蒙古自治区呼和浩特市新城区
            重庆市渝中区                  | 重庆市渝中区
            朝阳区建国路1号               | !address-district
            深圳市高新区1号               | !address-district
            某街某号                      | !address-district
            440305                        | 440305
            """)
    void cut_keepsTheDistrictOnly(String address, String wanted) {
        Form district = form("use: cut, after: district");
        assertThat(shown(district.apply(new Value.Text(address), null))).isEqualTo(wanted);
        if (!wanted.equals("440305")) {
            Form chain = form("use: cn-address-normalise", "use: cut, after: district");
            assertThat(shown(chain.apply(new Value.Text(address), null))).isEqualTo(wanted);
        }
    }

    @Test
    void cut_knowsItsLevels() {
        assertThat(shown(form("use: cut, after: city").apply(new Value.Text("深圳市南山区科技园"), null)))
                .isEqualTo("广东省深圳市");
        assertThat(shown(form("use: cut, after: province").apply(new Value.Text("深圳市南山区科技园"), null)))
                .isEqualTo("广东省");
        assertThat(shown(form("use: cut, after: city").apply(new Value.Text("北京市海淀区"), null)))
                .isEqualTo("北京市");
        assertThat(shown(form("use: cut, after: city").apply(new Value.Text("440305"), null)))
                .isEqualTo("4403");
    }

    /// What an app holds as a city or province is read back, and cut further.
    @Test
    void cut_readsItsOwnNames() {
        Form city = form("use: cut, after: city");
        Form province = form("use: cut, after: province");
        for (String name : List.of("广东省深圳市", "北京市", "广东省东莞市", "吉林省吉林市")) {
            assertThat(shown(city.show(new Value.Text(name), city))).isEqualTo(name);
        }
        for (String name : List.of("广东省", "北京市", "内蒙古自治区")) {
            assertThat(shown(province.show(new Value.Text(name), province))).isEqualTo(name);
        }
        assertThat(shown(city.show(new Value.Text("广东省深圳市"), province))).isEqualTo("广东省");
        assertThat(shown(city.show(new Value.Text("北京市"), province))).isEqualTo("北京市");
        assertThat(shown(city.show(new Value.Text("广东省"), city))).isEqualTo("!address-district");
        assertThat(shown(city.show(new Value.Text("广东省深圳市南山区科技园1号"), city))).isEqualTo("广东省深圳市");
        assertThat(shown(form("use: cut, after: district").apply(new Value.Text("广东省深圳市"), null)))
                .isEqualTo("!address-district");
    }

    @Test
    void isUnder_needsBothSidesKnown() {
        assertThat(Regions.isUnder("广东省深圳市南山区", "440305")).isTrue();
        assertThat(Regions.isUnder("广东省深圳市南山区", "440300")).isTrue();
        assertThat(Regions.isUnder("广东省深圳市南山区", "4403")).isTrue();
        assertThat(Regions.isUnder("广东省深圳市南山区", "440000")).isTrue();
        assertThat(Regions.isUnder("440305001", "440305")).isTrue();
        assertThat(Regions.isUnder("北京市东城区", "110100")).isTrue();
        assertThat(Regions.isUnder("广东省深圳市南山区", "440304")).isFalse();
        assertThat(Regions.isUnder("广东省深圳市", "440305")).isFalse();
        assertThat(Regions.isUnder("广东省深圳市南山区", "")).isFalse();
        assertThat(Regions.isUnder("广东省深圳市南山区", "00")).isFalse();
        assertThat(Regions.isUnder("广东省深圳市南山区", "4")).isFalse();
        assertThat(Regions.isUnder("广东省深圳市南山区", "999999")).isFalse();
        assertThat(Regions.isUnder("某某区", "440305")).isFalse();
        assertThat(Regions.isUnder("", "440305")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            age-from-id      | 110101200602211230 | under-14
            age-from-id      | 11010519491231002X | 60+
            age-from-id      | 110101199003071233 | 18-59
            age-from-id      | 2006-02-20         | 14-17
            age-from-id      | 2006-02-21         | under-14
            age-from-id      | nobody             | !age-unknown
            sex-from-id      | 110101199003071233 | 1
            sex-from-id      | 11010519491231002X | 2
            sex-from-id      | x                  | !resident-id-shape
            province-from-id | 420106198511081235 | 42
            at-least         | 37.3               | true
            at-least         | 37.29              | false
            at-least         | 38                 | true
            at-least         | warm               | !number-shape
            """)
    void derivation_computes(String name, String text, String wanted) throws BadOption {
        Derivation.Kind kind = Derivations.named(name).orElseThrow();
        String value = text.equals("110101200602211230") ? withCheck("11010120060221123") : text;
        assertThat(shown(kind.bind(options(kind.example())).derive(new Value.Text(value), TODAY)))
                .isEqualTo(wanted);
    }

    private static String withCheck(String body) {
        for (char c : "0123456789X".toCharArray()) {
            if (CheckDigits.isMod11Of18(body + c)) {
                return body + c;
            }
        }
        throw new AssertionError();
    }

    @Test
    void age_turnsOnTheFirstOfMarchOfOrdinaryYears() {
        Value leap = new Value.Text("2008-02-29");
        assertThat(Ages.of(leap, LocalDate.of(2022, 2, 28))).hasValue(13);
        assertThat(Ages.of(leap, LocalDate.of(2022, 3, 1))).hasValue(14);
        assertThat(Ages.of(new Value.Text("someone"), TODAY)).isEmpty();
    }

    @Test
    void age_mayBeStated() throws BadOption {
        Meaning age = new Meaning.Age();
        assertThat(isChild(age, new Value.Number("13"))).isTrue();
        assertThat(isChild(age, new Value.Text("14"))).isFalse();
        assertThat(isChild(age, new Value.Text("130"))).isFalse();
        assertThat(isChild(age, new Value.Text("young"))).isFalse();
        assertThat(isChild(new Meaning.ResidentId(true, 3_000), new Value.Text("110101199003071233")))
                .isFalse();
        assertThat(isChild(new Meaning.BirthDate(), new Value.Text("2010-01-01")))
                .isTrue();
        assertThat(isChild(new Meaning.Number(), new Value.Number("13"))).isFalse();
    }

    private static boolean isChild(Meaning meaning, Value value) {
        return Ages.isChild(List.of(meaning), value, TODAY);
    }

    /// The words of both functions count, and a band that could hold both sides is no child's.
    @Test
    void childBand_isWhatTheLadderSays() throws BadOption {
        List<String> names = List.of("infant", "child", "youth", "adult");
        Derivation parted = AgeFromId.KIND.bind(Map.of("steps", List.of("6", "14", "18"), "names", names));
        Meaning bands = parted.meanings().getFirst();
        assertThat(bands).isEqualTo(new Meaning.AgeBand(Set.copyOf(names), Set.of("infant", "child")));
        assertThat(isChild(bands, new Value.Text("child"))).isTrue();
        assertThat(isChild(bands, new Value.Text("under-14"))).isFalse();
        Derivation across = AgeFromId.KIND.bind(Map.of("steps", List.of("6", "15", "18"), "names", names));
        assertThat(across.meanings()).containsExactly(new Meaning.AgeBand(Set.copyOf(names), Set.of()));
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void kind_bindsItsExampleAndIsTotal(Transform.Kind kind) throws BadOption {
        assertThat(kind.example()).startsWith("use: " + kind.name());
        Transform link = kind.bind(options(kind.example()));
        Random random = new Random(3);
        for (int i = 0; i < 4_000; i++) {
            if (link.apply(RandomValues.next(random), null) instanceof Outcome.Unfit(String rule)) {
                assertThat(kind.rules()).contains(rule);
            }
        }
        assertThatThrownBy(() -> kind.bind(Map.of("colour", List.of("red")))).isInstanceOf(BadOption.class);
    }

    @ParameterizedTest
    @FieldSource("DERIVATIONS")
    void derivation_bindsItsExampleAndIsTotal(Derivation.Kind kind) throws BadOption {
        Derivation derivation = kind.bind(options(kind.example()));
        Random random = new Random(5);
        for (int i = 0; i < 4_000; i++) {
            if (derivation.derive(RandomValues.next(random), TODAY) instanceof Outcome.Unfit(String rule)) {
                assertThat(kind.rules()).contains(rule);
            }
        }
    }

    @Test
    void bind_refusesWhatCannotBe() {
        for (String bad : List.of(
                "use: ends, first: 2",
                "use: ends, first: -1, last: 2",
                "use: ladder, steps: [38, 37], names: [a, b, c]",
                "use: ladder, steps: [37], names: [a]",
                "use: cut, after: street",
                "use: phone-ends, last: 5",
                "use: phone-ends",
                "use: round-time, unit: month, years: 2",
                "use: siv, within: scope",
                "use: hmac, within: app")) {
            Transform.Kind kind =
                    Transforms.named(bad.substring(5).split(", ", -1)[0]).orElseThrow();
            assertThatThrownBy(() -> kind.bind(options(bad))).as(bad).isInstanceOf(BadOption.class);
        }
    }

    @Test
    void canShow_neverUndoesACoarserForm() {
        Form plain = form("use: identity");
        Form sealed = form("use: aead");
        Form ends22 = form("use: ends, first: 2, last: 2");
        Form ends02 = form("use: ends, first: 0, last: 2");
        Form district = form("use: cn-address-normalise", "use: cut, after: district");
        Form city = form("use: cut, after: city");
        Form pseudonym = form("use: hmac, within: scope");
        assertThat(sealed.canShow(plain)).isTrue();
        assertThat(plain.canShow(ends22)).isTrue();
        assertThat(ends22.canShow(ends02)).isTrue();
        assertThat(ends02.canShow(ends22)).isFalse();
        assertThat(ends22.canShow(plain)).isFalse();
        assertThat(district.canShow(city)).isTrue();
        assertThat(city.canShow(district)).isFalse();
        assertThat(pseudonym.canShow(pseudonym)).isTrue();
        assertThat(pseudonym.canShow(plain)).isFalse();
        assertThat(sealed.canShow(pseudonym)).isFalse();
        assertThat(plain.canShow(sealed)).isFalse();
        assertThat(form("use: discard").canShow(plain)).isFalse();
        Form sealedDistrict = form("use: cut, after: district", "use: aead");
        assertThat(sealedDistrict.canShow(form("use: cut, after: district"))).isTrue();
        assertThat(sealedDistrict.canShow(city)).isTrue();
        assertThat(sealedDistrict.canShow(plain)).isFalse();
        assertThat(form("use: cn-address-normalise", "use: aead").canShow(plain))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            use: identity                | -                            | PLAIN      | YES
            use: discard                 | -                            | DISCARD    | NO
            use: aead                    | -                            | SEAL       | BY_KEY
            use: siv, within: app        | -                            | TOKEN      | BY_KEY
            use: hmac, within: scope     | -                            | PSEUDONYM  | NO
            use: ends, first: 2, last: 2 | -                            | MASK       | NO
            use: cn-surname              | -                            | MASK       | NO
            use: phone-ends, last: 2     | -                            | MASK       | NO
            use: email-domain            | -                            | MASK       | NO
            use: cut, after: city        | -                            | GENERALISE | NO
            use: ip-network              | -                            | GENERALISE | NO
            use: cn-address-normalise    | -                            | NORMALISE  | NO
            use: cn-address-normalise    | use: cut, after: city        | GENERALISE | NO
            use: cn-address-normalise    | use: ends, first: 9, last: 0 | MASK       | NO
            use: cut, after: city        | use: ends, first: 1, last: 1 | MASK       | NO
            use: ends, first: 9, last: 0 | use: cut, after: city        | MASK       | NO
            use: cut, after: city        | use: cn-address-normalise    | GENERALISE | NO
            use: cut, after: city        | use: aead                    | SEAL       | NO
            use: cut, after: city        | use: siv, within: app        | TOKEN      | NO
            use: ends, first: 1, last: 1 | use: hmac, within: scope     | PSEUDONYM  | NO
            """)
    void effect_isDerivedFromTheLinks(String first, String second, Effect effect, Effect.Undo undo) {
        Form form = second.equals("-") ? form(first) : form(first, second);
        assertThat(form.effect()).isEqualTo(effect);
        assertThat(form.undo()).isEqualTo(undo);
    }

    @Test
    void unsealed_isWhatAKeyGivesBack() {
        Form city = form("use: cut, after: city");
        assertThat(form("use: cut, after: city", "use: aead").unsealed().map(Form::links))
                .contains(city.links());
        assertThat(city.unsealed().map(Form::links)).contains(city.links());
        assertThat(form("use: aead").unsealed()).isEmpty();
        assertThat(form("use: cn-address-normalise", "use: siv, within: app").unsealed())
                .isEmpty();
        assertThat(form("use: discard").unsealed()).isEmpty();
    }

    @Test
    void show_letsOnlyTheStoredFormThrough() {
        Form district = form("use: cn-address-normalise", "use: cut, after: district");
        assertThat(shown(district.show(new Value.Text("广东省深圳市南山区"), district))).isEqualTo("广东省深圳市南山区");
        assertThat(shown(district.show(new Value.Text("广东省深圳市南山区科技园1号"), district)))
                .isEqualTo("广东省深圳市南山区");
        assertThat(shown(district.show(new Value.Text("科技园1号"), district))).isEqualTo("!address-district");
        Form band = form("use: ladder, steps: [37.3, 38.5], names: [normal, fever, high]");
        assertThat(shown(band.show(new Value.Text("fever"), band))).isEqualTo("fever");
        assertThat(shown(band.show(new Value.Text("36.8"), band))).isEqualTo("!band-unknown");
        Form pseudonym = form("use: hmac, within: scope");
        assertThat(shown(pseudonym.show(new Value.Text("abcdefghijklmnopqrstuvwxyz"), pseudonym)))
                .isEqualTo("abcdefghijklmnopqrstuvwxyz");
        assertThat(shown(pseudonym.show(new Value.Text("11010519491231002X"), pseudonym)))
                .isEqualTo("!pseudonym-shape");
        Form month = form("use: round-time, unit: month");
        assertThat(shown(month.show(new Value.Text("2020-02"), month))).isEqualTo("2020-02");
        assertThat(shown(month.show(new Value.Text("2020-02-20"), month))).isEqualTo("!time-shape");
        assertThat(shown(form("use: aead").show(new Value.Text("2020-02-20"), month)))
                .isEqualTo("2020-02");
    }
}
