package io.fieldgate.cli;

import io.fieldgate.guard.Admission;
import io.fieldgate.guard.Identity;
import io.fieldgate.guard.JwtIdentity;
import io.fieldgate.guard.KeySetSource;
import io.fieldgate.guard.Rates;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.TokenRules;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.Role;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The room that judges callers, wired.
record GuardRooms(Identity identity, Admission admission, Rates rates, RevealMeter meter) {

    private static final Duration SETTLE = Duration.ofSeconds(5);

    static GuardRooms open(Vertx vertx, GatewayConfig config, PolicySnapshot policies, Foundation base) {
        List<Role> roles = new ArrayList<>(policies.roles().values());
        roles.addAll(AdminRoles.ALL);
        List<Identity> providers = new ArrayList<>();
        for (GatewayConfig.Provider provider : config.providers()) {
            providers.add(open(vertx, provider, roles));
        }
        if (providers.isEmpty()) {
            throw new StartFailure(
                    "No identity provider is configured; write `identity.NAME.issuer`, `audience` and `jwks` in gateway.yaml.");
        }
        RevealMeter meter = RevealMeter.open(base.log());
        base.log().settled(SETTLE); // the leaves of a process that died are under a head before they are counted
        meter.restore(base.log().reader(), policies.apps(), base.clock().latest());
        Admission admission = Admission.open(config.room("limits.exchanges"), config.room("limits.per-app"));
        return new GuardRooms(AnyIdentity.of(providers), admission, Rates.open(base.state(), base.clock()), meter);
    }

    private static Identity open(Vertx vertx, GatewayConfig.Provider provider, List<Role> roles) {
        try {
            TokenRules rules = TokenRules.of(provider.issuer(), provider.audience());
            return JwtIdentity.open(
                    vertx, rules, KeySetSource.file(Path.of(provider.jwks())), () -> roles, Clock.systemUTC());
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new StartFailure(
                    "The key set of the identity provider `" + provider.name() + "` cannot be used: "
                            + unusable.getMessage(),
                    unusable);
        }
    }
}
