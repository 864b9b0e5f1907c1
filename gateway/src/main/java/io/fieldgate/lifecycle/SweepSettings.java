package io.fieldgate.lifecycle;

import java.time.Duration;
import java.util.Map;

/// How destruction runs and what its certificates state.
/// @param node name of this node, acknowledges in the certificate
/// @param residual copy that may outlive a key → for how long, as `custodianSnapshots` → `PT24H`
/// @param callsPerSecond pace of `erases` calls per round
/// @param reconcileEvery how often key rows are compared with the custodian, in gate time
public record SweepSettings(String node, Map<String, String> residual, int callsPerSecond, Duration reconcileEvery) {

    public SweepSettings {
        residual = Map.copyOf(residual);
        if (callsPerSecond < 1) {
            throw new IllegalArgumentException("The pace of `erases` calls is at least 1 a second.");
        }
    }

    /// 50 calls a second, a comparison an hour.
    public static SweepSettings of(String node, Map<String, String> residual) {
        return new SweepSettings(node, residual, 50, Duration.ofHours(1));
    }
}
