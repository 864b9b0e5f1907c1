package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `region N …`: a division code with one of the listed numbers of digits: 2 province, 4 prefecture, 6 county,
/// 9 street, 12 community.
/// Only the province must be known: abolished codes below it stay valid. Source: GB/T 2260, GB/T 10114.
final class RegionCheck {

    private static final String SHAPE = "region-digits";
    private static final String UNKNOWN = "region-unknown";
    private static final Set<Integer> LEVELS = Set.of(2, 4, 6, 9, 12);

    static final Check.Kind KIND = new ParametricCheck(
            "region",
            "region 6 9 12",
            List.of(SHAPE, UNKNOWN, TextNormalization.KIND, TextNormalization.INVISIBLE, "too-long"),
            RegionCheck::bound);

    private RegionCheck() {}

    private static Check bound(Check.Kind kind, List<String> words) throws BadOption {
        if (words.isEmpty()) {
            throw new BadOption("`region` needs the numbers of digits it accepts, as in `" + kind.example() + "`.");
        }
        Set<Integer> levels = new HashSet<>();
        for (String word : words) {
            int digits = Arguments.whole(kind.name(), word, 2, 12);
            if (!LEVELS.contains(digits)) {
                throw new BadOption("`region` accepts codes of 2, 4, 6, 9 or 12 digits, not `" + word + "`.");
            }
            levels.add(digits);
        }
        return new TextCheck(
                        kind.name(), List.of(SHAPE, UNKNOWN), TextNormalization.CODE, (text, _) -> judge(text, levels))
                .meaning(new Meaning.Place(Math.min(Collections.max(levels), Meaning.Place.EXACT.digits())));
    }

    private static Outcome judge(String code, Set<Integer> levels) {
        if (!levels.contains(code.length()) || !Ascii.areDigits(code)) {
            return TextCheck.unfit(SHAPE);
        }
        return ResidentId.isProvince(Ascii.pair(code, 0)) ? TextCheck.fit(code) : TextCheck.unfit(UNKNOWN);
    }
}
