package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Chars;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// `region N …`: a division code with one of the listed numbers of digits: 2 province, 4 prefecture, 6 county,
/// 9 street, 12 community.
/// Only the province must be known: abolished codes below it stay valid. Source: GB/T 2260, GB/T 10114.
final class RegionCheck implements Check {

    private static final String SHAPE = "region-digits";
    private static final String UNKNOWN = "region-unknown";
    private static final Set<Integer> LEVELS = Set.of(2, 4, 6, 9, 12);

    static final Kind KIND = new Kind() {
        @Override
        public String name() {
            return "region";
        }

        @Override
        public String example() {
            return "region 6 9 12";
        }

        @Override
        public List<String> rules() {
            return List.of(SHAPE, UNKNOWN, TextNormalization.KIND, TextNormalization.INVISIBLE, "too-long");
        }

        @Override
        public Check bind(List<String> arguments) throws BadOption {
            if (arguments.isEmpty()) {
                throw new BadOption("`region` needs the numbers of digits it accepts, as in `" + example() + "`.");
            }
            for (String word : arguments) {
                if (!LEVELS.contains(Arguments.whole("region", word, 2, 12))) {
                    throw new BadOption("`region` accepts codes of 2, 4, 6, 9 or 12 digits, not `" + word + "`.");
                }
            }
            Set<Integer> levels = arguments.stream().map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
            TextCheck check =
                    new TextCheck("region", rules(), TextNormalization.CODE, (text, _) -> judge(text, levels));
            return new RegionCheck(check);
        }
    };

    private final TextCheck check;

    private RegionCheck(TextCheck check) {
        this.check = check;
    }

    private static Outcome judge(String code, Set<Integer> levels) {
        if (!levels.contains(code.length()) || !Chars.areDigits(code)) {
            return TextCheck.unfit(SHAPE);
        }
        return ResidentId.isProvince(Chars.pair(code, 0)) ? TextCheck.fit(code) : TextCheck.unfit(UNKNOWN);
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        return check.apply(value, today);
    }
}
