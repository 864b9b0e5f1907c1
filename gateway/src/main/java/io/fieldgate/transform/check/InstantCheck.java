package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Moments;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// `instant [DAYS]`: a moment with its offset, `2020-02-20T10:00:00+08:00`; with DAYS at most so many days away
/// from today.
/// The text stays as it was written. Source: RFC 3339 (the `T` spelling, seconds may be missing), see [Moments].
final class InstantCheck implements Check {

    private static final String SHAPE = "instant-shape";
    private static final String RANGE = "instant-range";

    static final Kind KIND = new ParametricCheck(
            "instant", "instant 60", List.of(SHAPE, RANGE, TextNormalization.KIND), InstantCheck::bound);

    private static InstantCheck bound(Kind kind, List<String> words) throws BadOption {
        if (words.isEmpty()) {
            return new InstantCheck(Integer.MAX_VALUE);
        }
        Arguments.count(kind.name(), words, 1, kind.example());
        return new InstantCheck(Arguments.whole(kind.name(), words.getFirst(), 1, 36_500));
    }

    private final int days;

    private InstantCheck(int days) {
        this.days = days;
    }

    @Override
    public List<Meaning> meanings() {
        return List.of(new Meaning.Moment());
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        LocalDate day = Moments.day(text.text());
        if (day == null) {
            return TextCheck.unfit(SHAPE);
        }
        long away = Math.abs(ChronoUnit.DAYS.between(today, day));
        return away > days ? TextCheck.unfit(RANGE) : new Outcome.Fit(value);
    }
}
