package io.fieldgate.policy;

import java.nio.file.Path;
import java.time.Instant;

/// Reads a `policies/` folder into one snapshot: parse, bind, lint, compile. All errors at once.
public final class PolicyFiles {

    private PolicyFiles() {}

    /// A broken app file closes that app; a broken vocabulary, campaigns or invariants file closes all.
    /// @param now the instant against which dates (sunset, assessment, processors) are judged
    public static PolicySnapshot load(Path folder, Instant now) {
        throw new IllegalStateException("not built");
    }
}
