package io.fieldgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// How long a value may live, from collection.
/// @param life the period, or the ceiling (`at-most`) of the event form
/// @param daily the daily end: the next such local time strictly after collection ends the value
/// @param event the event form: declaring the event ends the value `then` later
public record RetentionPeriod(Duration life, Optional<DailyEnd> daily, Optional<EventEnd> event) {

    /// @param at 00:00 stands for "24:00", the first instant of the next local day
    public record DailyEnd(LocalTime at, ZoneId zone) {}

    /// @param then the period as written, such as `P7D`
    public record EventEnd(String event, String then) {}

    /// The earliest of all ends a value born now has; the campaign's end comes from the caller.
    public Instant deadline(Instant born, Optional<Instant> campaignEnd) {
        Instant end = born.plus(life);
        if (daily.isPresent()) {
            Instant day = nextDaily(born, daily.get());
            end = day.isBefore(end) ? day : end;
        }
        return campaignEnd.isPresent() && campaignEnd.get().isBefore(end) ? campaignEnd.get() : end;
    }

    private static Instant nextDaily(Instant born, DailyEnd daily) {
        ZonedDateTime local = born.atZone(daily.zone());
        ZonedDateTime end = local.toLocalDate().atTime(daily.at()).atZone(daily.zone());
        return end.toInstant().isAfter(born)
                ? end.toInstant()
                : local.toLocalDate()
                        .plusDays(1)
                        .atTime(daily.at())
                        .atZone(daily.zone())
                        .toInstant();
    }

    /// A life as people write it: whole days as `P14D`, else hours.
    public static String written(Duration life) {
        return life.toHours() % 24 == 0 ? "P" + life.toDays() + "D" : "PT" + life.toHours() + "H";
    }
}
