package io.fieldgate.transform.form;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Regions;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts an address or a division code after its district, city or province. What leaves is a canonical name of
/// the table (or the shorter code), never a word of the address itself.
/// Errors: no district known → `address-district`. Source: GB/T 2260, table `cn-regions.csv`.
record CutAddress(int digits) implements Generalization {

    private static final String SAMPLE = "深圳市南山区科技园路1号";
    static final String DISTRICT = "address-district";
    private static final Map<String, Integer> LEVELS = Map.of("province", 2, "city", 4, "district", 6);

    static final Primitive NORMALISE = new Primitive(
            "cn-address-normalise",
            Effect.NORMALISE,
            SAMPLE,
            List.of(TextNormalization.KIND, TextNormalization.INVISIBLE, DISTRICT),
            CutAddress::normalise);

    static final Kind KIND = new ParametricTransform(
            "cut",
            "use: cut, after: district",
            Effect.GENERALISE,
            SAMPLE,
            List.of("after"),
            List.of(TextNormalization.KIND, TextNormalization.INVISIBLE, DISTRICT),
            CutAddress::bound);

    private static CutAddress bound(Map<String, List<String>> options) throws BadOption {
        Integer digits = LEVELS.get(Arguments.one("cut", options, "after"));
        if (digits == null) {
            throw new BadOption("`cut` cuts after: province, city or district.");
        }
        return new CutAddress(digits);
    }

    @Override
    public Outcome again(Value result) {
        return apply(result, null);
    }

    @Override
    public boolean isFinerThan(Transform other) {
        return other instanceof CutAddress cut && cut.digits <= digits;
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        String folded = TextNormalization.CODE.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(TextNormalization.INVISIBLE);
        }
        if (Ascii.areDigits(folded)) {
            return folded.length() >= digits ? TextCheck.fit(folded.substring(0, digits)) : TextCheck.unfit(DISTRICT);
        }
        Regions.Located located = Regions.locate(folded);
        String whole = located != null ? located.code() : named(folded);
        String code = whole.substring(0, Math.min(digits, whole.length()));
        return Regions.nameOf(code).map(TextCheck::fit).orElseGet(() -> TextCheck.unfit(DISTRICT));
    }

    /// The code of a name that says no more than was wanted: what this link, or one that cuts later, made.
    private String named(String text) {
        return Regions.codeOfName(text).filter(code -> code.length() >= digits).orElse("");
    }

    /// Writes province, prefecture and district in full before the rest of the address; drops spaces.
    private static Outcome normalise(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        String folded = TextNormalization.DASHED.fold(text.text());
        if (folded == null) {
            return TextCheck.unfit(TextNormalization.INVISIBLE);
        }
        Regions.Located located = Regions.locate(folded);
        if (located == null) {
            return TextCheck.unfit(DISTRICT);
        }
        return TextCheck.fit(Regions.nameOf(located.code()).orElseThrow() + folded.substring(located.end()));
    }
}
