package io.fieldgate.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What `fieldgate retention status` shows: keys and records, held, due, overdue. Counts only.
/// @param apps app → its records
/// @param owing exchanges that ended before the state took their record's row; it is written once it can be
public record RetentionStatus(Clocks clocks, Keys keys, Map<String, Records> apps, int owing) {

    /// @param agree false stops collecting and destroying
    /// @param enough false where destroying waits for a second clock
    /// @param sources name → epoch seconds
    public record Clocks(Instant latest, Instant earliest, boolean agree, boolean enough, Map<String, Long> sources) {
        public Clocks {
            sources = Map.copyOf(sources);
        }
    }

    /// @param live keys that open values
    /// @param destroyed keys whose rows stay so that their names are never used again
    /// @param due past their minute and not destroyed yet
    /// @param overdue past it by more than five minutes
    /// @param lost live here, gone at the custodian: nothing under them opens until it is back
    /// @param overdueSeconds age of the oldest due key, 0 without one
    /// @param next the next death
    public record Keys(
            int live, int destroyed, int due, int overdue, int lost, long overdueSeconds, Optional<Instant> next) {}

    /// @param held records the app holds in readable form
    /// @param due past their minute and not confirmed yet
    /// @param overdue past it by more than 15 minutes
    /// @param unresolved stored by the app under an id nobody knows: a finding
    /// @param refused the app answered with something that promises nothing: a finding
    public record Records(int held, int due, int overdue, int unresolved, int refused) {
        static final Records NONE = new Records(0, 0, 0, 0, 0);
    }

    public RetentionStatus {
        apps = Map.copyOf(apps);
    }

    public int overdueRecords() {
        return apps.values().stream().mapToInt(Records::overdue).sum();
    }
}
