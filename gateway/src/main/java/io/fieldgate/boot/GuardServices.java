package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.pki.TlsContexts;
import io.fieldgate.guard.ConcurrencyLimiter;
import io.fieldgate.guard.DualControl;
import io.fieldgate.guard.JwtAuthenticator;
import io.fieldgate.guard.KeySetSource;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.RoleDirectory;
import io.fieldgate.guard.SeenViews;
import io.fieldgate.guard.TokenRules;
import io.fieldgate.policy.PolicySnapshot;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// The room that judges callers, wired.
record GuardServices(
        MultiProviderAuthenticator identity,
        ConcurrencyLimiter admission,
        RateLimits rates,
        RevealMeter meter,
        SeenViews seen,
        DualControl acts) {

    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 60_000; // how often it is seen to whether keys must be read again

    static GuardServices open(Vertx vertx, GatewayConfig config, PolicySnapshot policies, NodeServices base) {
        RoleDirectory roles = RoleDirectory.of(policies, AdminRoles.ALL, AdminRoles.PURPOSE);
        Map<String, JwtAuthenticator> providers = new HashMap<>();
        for (GatewayConfig.Provider provider : config.providers()) {
            providers.put(provider.name(), open(vertx, provider, roles));
        }
        if (providers.isEmpty()) {
            throw new StartFailure(
                    "No identity provider is configured; write `identity.NAME.issuer`, `audience` and `jwks` in gateway.yaml.");
        }
        RevealMeter meter = RevealMeter.open(base.log(), base.state());
        base.log().settled(SETTLE); // the leaves of a process that died are under a head before they are counted
        meter.restore(base.log().reader(), policies.apps(), base.clock().latest());
        ConcurrencyLimiter admission =
                ConcurrencyLimiter.open(config.get(SettingKey.EXCHANGES), config.get(SettingKey.EXCHANGES_PER_APP));
        return new GuardServices(
                new MultiProviderAuthenticator(providers),
                admission,
                RateLimits.open(base.state(), base.clock()),
                meter,
                SeenViews.open(base.state()),
                DualControl.open(base.state(), base.log(), base.ids()));
    }

    private static JwtAuthenticator open(Vertx vertx, GatewayConfig.Provider provider, RoleDirectory roles) {
        try {
            TokenRules rules = TokenRules.of(provider.issuer(), provider.audience(), claims(provider.claims()));
            return switch (provider.keys()) {
                case GatewayConfig.KeySet.InFile(Path file) ->
                    JwtAuthenticator.open(vertx, rules, KeySetSource.file(file), () -> roles, Clock.systemUTC());
                case GatewayConfig.KeySet.AtAddress remote -> remote(vertx, rules, remote, roles);
            };
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new StartFailure(
                    "The key set of the identity provider `" + provider.name() + "` cannot be used: "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    private static TokenRules.ClaimNames claims(GatewayConfig.Claims set) {
        TokenRules.ClaimNames standard = TokenRules.ClaimNames.STANDARD;
        return new TokenRules.ClaimNames(
                set.role().map(TokenRules.Claim::new).orElse(standard.role()),
                set.org().map(TokenRules.Claim::new).orElse(standard.org()),
                set.purposes().map(TokenRules.Claim::new).orElse(standard.purposes()),
                set.staff().map(TokenRules.Claim::new).orElse(standard.staff()),
                set.subject().map(TokenRules.Claim::new).orElse(standard.subject()));
    }

    /// A provider that is away does not keep the gateway from starting: its tokens are refused until the keys
    /// are there.
    private static JwtAuthenticator remote(
            Vertx vertx, TokenRules rules, GatewayConfig.KeySet.AtAddress keys, RoleDirectory roles) {
        SSLContext tls = keys.trust().map(DevTls::trusting).orElseGet(TlsContexts::system);
        JwtAuthenticator identity = JwtAuthenticator.remote(
                vertx, rules, KeySetAddress.of(keys.address(), tls), () -> roles, Clock.systemUTC(), keys.keep());
        vertx.setPeriodic(
                LOOK_MILLIS,
                timer -> Thread.ofVirtual().name("key-set").start(() -> identity.refreshAfter(keys.refresh())));
        return identity;
    }
}
