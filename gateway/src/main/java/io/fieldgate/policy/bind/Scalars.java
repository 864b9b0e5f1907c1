package io.fieldgate.policy.bind;

import io.fieldgate.document.Ascii;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.RetentionPeriod;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/// Words of policy files with a grammar of their own. All total: text that does not fit gives empty.
/// Source: policy register, grammar (`period`, `rate`, sizes; months and years have no fixed length and are refused).
public final class Scalars {
    private static final int TEN_THOUSAND = 10_000; // of a share with four decimals

    private static final int MAX_DIGITS = 6;
    private static final Map<String, Duration> UNITS =
            Map.of("minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1), "day", Duration.ofDays(1));
    private static final Set<String> FILLERS = Set.of(
            "todo",
            "tbd",
            "tba",
            "n/a",
            "none",
            "nobody",
            "nothing",
            "null",
            "unknown",
            "pending",
            "later",
            "see above",
            "example",
            "test",
            "needed",
            "necessary",
            "required",
            "business needs",
            "x",
            "xx",
            "xxx",
            "无",
            "没有",
            "暂无",
            "待定",
            "待补",
            "待补充",
            "不详",
            "未知",
            "同上",
            "见上",
            "略",
            "测试",
            "业务需要",
            "工作需要");

    private Scalars() {}

    /// `P14D`, `P2W`, `PT24H`.
    public static Optional<Duration> period(String text) {
        if (text.startsWith("PT") && text.endsWith("H")) {
            return positive(text.substring(2, text.length() - 1)).map(Duration::ofHours);
        }
        if (text.startsWith("P") && text.endsWith("D")) {
            return positive(text.substring(1, text.length() - 1)).map(Duration::ofDays);
        }
        if (text.startsWith("P") && text.endsWith("W")) {
            return positive(text.substring(1, text.length() - 1)).map(weeks -> Duration.ofDays(7L * weeks));
        }
        return Optional.empty();
    }

    /// A life as people say it: whole days as `P14D`, else hours.
    public static String period(Duration period) {
        return RetentionPeriod.written(period);
    }

    /// A rate as files write it.
    public static String rate(AppLimits.Rate rate) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            if (unit.getValue().equals(rate.window())) {
                return rate.count() + " per " + unit.getKey();
            }
        }
        return rate.count() + " per " + period(rate.window());
    }

    /// `640KB`, `1MB`: bytes, by 1,024 and 1,048,576.
    public static OptionalInt size(String text) {
        int unit = text.endsWith("KB") ? 1_024 : text.endsWith("MB") ? 1_048_576 : 0;
        if (unit == 0) {
            return OptionalInt.empty();
        }
        Optional<Integer> count = positive(text.substring(0, text.length() - 2));
        boolean fits = count.isPresent() && (long) count.get() * unit <= Integer.MAX_VALUE;
        return fits ? OptionalInt.of(count.orElseThrow() * unit) : OptionalInt.empty();
    }

    /// `10 per minute`, `500 people per day`, `1 per P3D`.
    public static Optional<AppLimits.Rate> rate(String text) {
        List<String> words = words(text);
        boolean people = words.size() == 4 && words.get(1).equals("people");
        if ((!people && words.size() != 3) || !words.get(people ? 2 : 1).equals("per")) {
            return Optional.empty();
        }
        Optional<Integer> count = positive(words.getFirst());
        Optional<Duration> window = window(words.getLast());
        return count.isPresent() && window.isPresent()
                ? Optional.of(new AppLimits.Rate(count.get(), window.get()))
                : Optional.empty();
    }

    /// `0.5`, `0.25`, `0.1`: a share of the legal scale, above 0 and 0.5 at most, in its points.
    static Optional<Integer> pointsOfScale(String text) {
        boolean shape = text.length() >= 3
                && text.length() <= 6
                && text.startsWith("0.")
                && text.substring(2).chars().allMatch(Ascii::isDigit);
        if (!shape) {
            return Optional.empty();
        }
        int tenThousandths = Integer.parseInt((text.substring(2) + "0000").substring(0, 4));
        int points = tenThousandths * AppLimits.Scale.WHOLE / TEN_THOUSAND;
        boolean fits = points > 0
                && points <= AppLimits.Scale.HALF
                && tenThousandths * AppLimits.Scale.WHOLE % TEN_THOUSAND == 0;
        return fits ? Optional.of(points) : Optional.empty();
    }

    private static Optional<Duration> window(String word) {
        return Optional.ofNullable(UNITS.get(word)).or(() -> period(word));
    }

    /// `2020-12-31`.
    public static Optional<LocalDate> day(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        Optional<Integer> year = digits(text.substring(0, 4));
        Optional<Integer> month = digits(text.substring(5, 7));
        Optional<Integer> dayOfMonth = digits(text.substring(8));
        if (year.isEmpty() || month.isEmpty() || dayOfMonth.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(year.get(), month.get(), dayOfMonth.get()));
        } catch (DateTimeException noSuchDay) { // 30 February
            return Optional.empty();
        }
    }

    /// `24:00 Asia/Shanghai`; 24:00 is the first instant of the next local day.
    public static Optional<RetentionPeriod.DailyEnd> daily(String text) {
        List<String> words = words(text);
        if (words.size() != 2
                || words.getFirst().length() != 5
                || words.getFirst().charAt(2) != ':') {
            return Optional.empty();
        }
        Optional<Integer> hour = digits(words.getFirst().substring(0, 2));
        Optional<Integer> minute = digits(words.getFirst().substring(3));
        Optional<ZoneId> zone = zone(words.get(1));
        if (hour.isEmpty()
                || minute.isEmpty()
                || zone.isEmpty()
                || hour.get() > 24
                || minute.get() > 59
                || (hour.get() == 24 && minute.get() > 0)) {
            return Optional.empty();
        }
        return Optional.of(new RetentionPeriod.DailyEnd(LocalTime.of(hour.get() % 24, minute.get()), zone.get()));
    }

    /// A region of the time-zone data, or `UTC`.
    public static Optional<ZoneId> zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
    }

    /// `7000000000`, `10^11`, `37.3`.
    public static OptionalDouble number(String text) {
        int power = text.indexOf('^');
        if (power > 0) {
            Optional<Integer> base = positive(text.substring(0, power));
            Optional<Integer> exponent = positive(text.substring(power + 1));
            return base.isPresent() && exponent.isPresent() && exponent.get() <= 18
                    ? OptionalDouble.of(Math.pow(base.get(), exponent.get()))
                    : OptionalDouble.empty();
        }
        boolean plain =
                !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> Ascii.isDigit(c) || c == '.');
        boolean dotted = text.indexOf('.') != text.lastIndexOf('.') || text.startsWith(".") || text.endsWith(".");
        return plain && !dotted ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /// A whole number above zero of at most six digits.
    public static Optional<Integer> positive(String text) {
        return digits(text).filter(number -> number > 0);
    }

    private static Optional<Integer> digits(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(Ascii::isDigit);
        return digits ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /// `[a-z][a-z0-9.-]{0,62}`.
    public static boolean isName(String text) {
        return text.length() <= 63
                && startsLower(text)
                && text.chars().allMatch(c -> Ascii.isLower(c) || Ascii.isDigit(c) || c == '.' || c == '-');
    }

    /// `[a-z][A-Za-z0-9_]{0,39}`.
    public static boolean isEntry(String text) {
        return text.length() <= 40
                && startsLower(text)
                && text.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || c == '_');
    }

    private static boolean startsLower(String text) {
        return !text.isEmpty() && Ascii.isLower(text.charAt(0));
    }

    /// Whether a text stands where something should be said, and says nothing.
    /// @param characters the least a text without Chinese characters has; with them `han` of these are enough
    public static boolean isFiller(String text, int characters, int han) {
        String said = text.strip().toLowerCase(Locale.ROOT);
        long ideographs = said.codePoints().filter(Character::isIdeographic).count();
        boolean tooShort = ideographs == 0 ? said.codePointCount(0, said.length()) < characters : ideographs < han;
        return tooShort || FILLERS.contains(said) || said.startsWith("todo");
    }

    /// Split at single or repeated spaces.
    public static List<String> words(String text) {
        List<String> words = new java.util.ArrayList<>();
        for (int start = 0, i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }
}
