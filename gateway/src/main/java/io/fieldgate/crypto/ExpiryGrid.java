package io.fieldgate.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// Rounds deadlines down to the grid of expiry buckets: never late, at most one step early.
/// Steps: 15 min for lives below 4 h, 1 h up to 48 h, one day (cut at the zone's midnight) up to 400 d, 7 days above.
/// Quarters and hours are counted from the zone's midnight, so a day's end is on every grid.
public final class ExpiryGrid {
    /// So long before its own end a value is not taken any more.
    public static final Duration LAST_MOMENTS = Duration.ofMinutes(2);

    private static final Duration QUARTERS_BELOW = Duration.ofHours(4);
    private static final Duration HOURS_UP_TO = Duration.ofDays(2);
    private static final Duration DAYS_UP_TO = Duration.ofDays(400);
    private static final int QUARTER_SECONDS = 900; // 15 min
    private static final int HOUR_SECONDS = 3_600;
    private static final int WEEK_DAYS = 7;

    private ExpiryGrid() {}

    /// @param born when the value was collected, by the earliest clock
    /// @param deadline no value may be readable at this instant
    /// @return minute of death, minutes since 1970 UTC
    public static int deathMinute(Instant born, Instant deadline, ZoneId zone) {
        Duration life = Duration.between(born, deadline);
        if (life.compareTo(QUARTERS_BELOW) < 0) {
            return step(deadline, zone, QUARTER_SECONDS);
        }
        if (life.compareTo(HOURS_UP_TO) <= 0) {
            return step(deadline, zone, HOUR_SECONDS);
        }
        LocalDate day = LocalDate.ofInstant(deadline, zone);
        if (life.compareTo(DAYS_UP_TO) > 0) {
            day = LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), WEEK_DAYS) * WEEK_DAYS);
        }
        return minute(day.atStartOfDay(zone).toEpochSecond());
    }

    /// Whether a value that dies in that minute dies within [#LAST_MOMENTS], or is dead.
    public static boolean isTooSoon(int deathMinute, Instant now) {
        return Instant.ofEpochSecond(deathMinute * 60L).isBefore(now.plus(LAST_MOMENTS));
    }

    private static int step(Instant deadline, ZoneId zone, int seconds) {
        int offset = zone.getRules().getOffset(deadline).getTotalSeconds();
        long local = deadline.getEpochSecond() + offset;
        return minute(Math.floorDiv(local, seconds) * (long) seconds - offset);
    }

    private static int minute(long epochSecond) {
        return Math.toIntExact(Math.floorDiv(epochSecond, 60L));
    }
}
