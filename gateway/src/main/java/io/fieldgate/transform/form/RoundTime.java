package io.fieldgate.transform.form;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Days;
import io.fieldgate.transform.Moments;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a day or moment coarser: `2020-02-20`, `2020-02`, `2020`, or a band of years `1980-1989`. A moment
/// counts as the day of its own offset.
record RoundTime(Unit unit, int years) implements Generalization {

    private static final String SHAPE = "time-shape";

    enum Unit {
        DAY,
        MONTH,
        YEAR,
        YEAR_BAND
    }

    static final Kind KIND = new ParametricTransform(
            "round-time",
            "use: round-time, unit: year-band, years: 10",
            Effect.GENERALISE,
            "2020-02-20",
            List.of("unit", "years"),
            List.of(SHAPE, TextNormalization.KIND),
            RoundTime::bound);

    private static RoundTime bound(Map<String, List<String>> options) throws BadOption {
        String word = Arguments.one("round-time", options, "unit");
        Unit unit = switch (word) {
            case "day" -> Unit.DAY;
            case "month" -> Unit.MONTH;
            case "year" -> Unit.YEAR;
            case "year-band" -> Unit.YEAR_BAND;
            default ->
                throw new BadOption("`unit` of `round-time` is day, month, year or year-band, not `" + word + "`.");
        };
        if (unit != Unit.YEAR_BAND && options.containsKey("years")) {
            throw new BadOption("`years` goes with `unit: year-band` only.");
        }
        return new RoundTime(
                unit,
                unit == Unit.YEAR_BAND
                        ? Arguments.whole("years", Arguments.one("round-time", options, "years"), 2, 100)
                        : 1);
    }

    /// A month, a year and a band are read back by their own spelling.
    @Override
    public Outcome again(Value result) {
        if (!(result instanceof Value.Text(String text))) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        boolean spelled = switch (unit) {
            case DAY -> Days.iso(text) != null;
            case MONTH -> text.length() == 7 && Days.iso(text + "-01") != null;
            case YEAR -> text.length() == 4 && Ascii.areDigits(text);
            case YEAR_BAND ->
                text.length() == 9
                        && text.charAt(4) == '-'
                        && Ascii.areDigits(text, 0, 4)
                        && Ascii.areDigits(text, 5, 9);
        };
        return spelled ? new Outcome.Fit(result) : TextCheck.unfit(SHAPE);
    }

    @Override
    public boolean isFinerThan(Transform other) {
        return unit == Unit.DAY && other instanceof RoundTime;
    }

    @Override
    public Outcome apply(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        LocalDate day = Days.iso(text.text());
        if (day == null) {
            day = Moments.day(text.text());
        }
        if (day == null) {
            return TextCheck.unfit(SHAPE);
        }
        int year = day.getYear();
        String spelled = day.toString(); // four digits of year, for Days and Moments read no others
        return TextCheck.fit(
                switch (unit) {
                    case DAY -> spelled;
                    case MONTH -> spelled.substring(0, 7);
                    case YEAR -> spelled.substring(0, 4);
                    case YEAR_BAND ->
                        fourDigits(year - year % years) + "-" + fourDigits(year - year % years + years - 1);
                });
    }

    private static String fourDigits(int year) {
        return year < 1000 ? Integer.toString(year + 10_000).substring(1) : Integer.toString(year);
    }
}
