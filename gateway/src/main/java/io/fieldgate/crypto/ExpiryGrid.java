package io.fieldgate.crypto;

import java.time.Instant;
import java.time.ZoneId;

/// Rounds deadlines down to the grid of expiry buckets: never late, at most one step early.
/// Steps: 15 min for lives below 4 h, 1 h up to 48 h, one day (cut at the zone's midnight) up to 400 d, 7 days above.
public final class ExpiryGrid {

    private ExpiryGrid() {}

    /// @return minute of death, minutes since 1970 UTC
    public static int deathMinute(Instant born, Instant deadline, ZoneId zone) {
        throw new IllegalStateException("not built");
    }
}
