package io.fieldgate.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// `limits:` of a register.
public record AppLimits(int bodyBytes, OptionalInt page, Rate perClient, Optional<Rate> perPerson) {
    /// At most `count` in any `window`.
    public record Rate(int count, Duration window) {

        /// Whether it lets more through than the ceiling: more at once, or more in the long run.
        public boolean isAbove(Rate ceiling) {
            return count > ceiling.count || count * ceiling.window.toSeconds() > ceiling.count * window.toSeconds();
        }
    }
}
