package io.fieldgate.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// `limits:` of a register.
public record AppLimits(int bodyBytes, OptionalInt page, Rate perClient, Optional<Rate> perPerson) {
    /// At most `count` in any `window`.
    public record Rate(int count, Duration window) {}
}
