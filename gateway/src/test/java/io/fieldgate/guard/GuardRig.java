package io.fieldgate.guard;

import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.AppLimits.Rate;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.AppPolicy.Accountable;
import io.fieldgate.policy.AppPolicy.Duties;
import io.fieldgate.policy.AppPolicy.Head;
import io.fieldgate.policy.AppPolicy.Undeclared;
import io.fieldgate.policy.AppPolicy.UnderFourteen;
import io.fieldgate.policy.Entries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A register with nothing but limits.
final class GuardRig {
    static final Instant START = Instant.parse("2020-02-20T02:00:00Z");

    static final AppLimits.Scale SCALE = new AppLimits.Scale(AppLimits.Scale.HALF, AppLimits.Scale.Then.ALERT);

    private GuardRig() {}

    static AppPolicy app(String name, Rate perClient, Optional<Rate> perPerson) {
        Head head =
                new Head(name, name, name + ".yaml", "A".repeat(43), "city", OptionalInt.empty(), OptionalInt.empty());
        Duties duties = new Duties(
                START.plus(Duration.ofDays(100)),
                Optional.empty(),
                Optional.empty(),
                new Accountable("commerce-bureau", "王某", "privacy@commerce.example", List.of(), List.of()),
                Map.of(),
                UnderFourteen.UNSAID,
                ZoneId.of("Asia/Shanghai"));
        return new AppPolicy(
                head,
                duties,
                new Entries(List.of()),
                List.of(),
                Undeclared.DROP,
                List.of(),
                List.of(),
                new AppLimits(1_024, OptionalInt.empty(), perClient, perPerson, SCALE));
    }
}
