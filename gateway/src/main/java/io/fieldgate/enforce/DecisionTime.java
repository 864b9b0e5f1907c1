package io.fieldgate.enforce;

import io.fieldgate.crypto.TrustedClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The time of one exchange, handed in: the judge has no clock.
/// @param born the earliest clock: deadlines count from it
/// @param latest the latest clock: nothing past its death by it is shown
/// @param today the local day in the policy's zone
public record DecisionTime(Instant born, Instant latest, LocalDate today) {

    /// @param zone the policy's
    public static DecisionTime of(TrustedClock.Reading reading, ZoneId zone) {
        return new DecisionTime(
                reading.earliest(),
                reading.latest(),
                reading.latest().atZone(zone).toLocalDate());
    }
}
