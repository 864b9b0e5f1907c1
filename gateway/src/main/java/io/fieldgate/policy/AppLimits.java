package io.fieldgate.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// `limits:` of a register, and the vocabulary's `meter`, which holds for every register.
public record AppLimits(int bodyBytes, OptionalInt page, Rate perClient, Optional<Rate> perPerson, Scale scale) {
    /// At most `count` in any `window`.
    public record Rate(int count, Duration window) {

        /// Whether it lets more through than the ceiling: more at once, or more in the long run.
        public boolean isAbove(Rate ceiling) {
            return count > ceiling.count || count * ceiling.window.toSeconds() > ceiling.count * window.toSeconds();
        }
    }

    /// What a reader, or all readers of a unit, may be shown in 24 hours and in 30 days, in points of 1/5,000.
    /// Source: 两高 2017 interpretation (法释〔2017〕10号), article 5: 50, 500, 5,000 persons; half of it
    /// for whoever has them by his duty.
    /// @param warnAt points at which `then` happens
    public record Scale(int warnAt, Then then) {
        public static final int WHOLE = 5_000;
        public static final int LIGHTEST = WHOLE / 5_000;
        public static final int HALF = WHOLE / 2;
        public static final Duration DAY = Duration.ofHours(24);
        public static final Duration MONTH = Duration.ofDays(30);

        /// Stands where a vocabulary says nothing that can be read; its apps are closed.
        public static final Scale STRICTEST = new Scale(1, Then.BLOCK);

        /// At the line, beside the alarm. Past the whole nothing is shown, whatever stands here.
        public enum Then {
            ALERT,
            STEP_UP,
            MASK,
            BLOCK
        }
    }
}
