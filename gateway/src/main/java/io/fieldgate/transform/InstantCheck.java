package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `instant [DAYS]`: a moment with its offset, `2020-02-20T10:00:00+08:00`; with DAYS at most so many days away
/// from today.
/// The text stays as it was written. Source: RFC 3339 (the `T` spelling, seconds may be missing).
final class InstantCheck implements Check {

    private static final String SHAPE = "instant-shape";
    private static final String RANGE = "instant-range";
    private static final int MAX_CHARS = 35; // 2020-02-20T10:00:00.123456789+08:00

    static final Kind KIND = new Kind() {
        @Override
        public String name() {
            return "instant";
        }

        @Override
        public String example() {
            return "instant 60";
        }

        @Override
        public List<String> rules() {
            return List.of(SHAPE, RANGE, Folding.KIND);
        }

        @Override
        public Check bind(List<String> arguments) throws BadOption {
            if (arguments.isEmpty()) {
                return new InstantCheck(Integer.MAX_VALUE);
            }
            Arguments.count("instant", arguments, 1, example());
            return new InstantCheck(Arguments.whole("instant", arguments.getFirst(), 1, 36_500));
        }
    };

    private final int days;

    private InstantCheck(int days) {
        this.days = days;
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        if (!(value instanceof Value.Text text)) {
            return TextCheck.unfit(Folding.KIND);
        }
        OffsetDateTime moment = parse(text.text());
        if (moment == null) {
            return TextCheck.unfit(SHAPE);
        }
        long away = Math.abs(ChronoUnit.DAYS.between(today, moment.toLocalDate()));
        return away > days ? TextCheck.unfit(RANGE) : new Outcome.Fit(value);
    }

    static @Nullable OffsetDateTime parse(String text) {
        if (text.length() > MAX_CHARS || text.length() < 17 || !Chars.areDigits(text, 0, 4) || text.charAt(10) != 'T') {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeParseException notOne) {
            return null; // its message quotes the text, so it goes no further
        }
    }
}
