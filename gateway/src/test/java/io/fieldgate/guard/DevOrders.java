package io.fieldgate.guard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Orders of dev tokens that tests give, each for eight hours.
public final class DevOrders {
    private static final Duration LIFE = Duration.ofHours(8);

    private DevOrders() {}

    public static DevTokens.Order staff(String role, String org, String staff, String... purposes) {
        return new DevTokens.Order(role, org, List.of(purposes), staff, Optional.empty(), Map.of(), LIFE);
    }

    static DevTokens.Order subject(String value) {
        return new DevTokens.Order("subject", "", List.of(), "", Optional.of(value), Map.of(), LIFE);
    }
}
