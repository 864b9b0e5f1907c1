package io.fieldgate.examples;

import io.fieldgate.boot.TokenRequest;
import io.fieldgate.crypto.pki.DevTokenKeys;
import io.fieldgate.guard.DevTokens;
import io.fieldgate.guard.TokenRules;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Signs tokens of the dev identity provider of a gateway that runs in another process.
final class Tokens {
    private static final Map<String, String> CLAIMS =
            Map.of("gate-guard", "guard", "community-doctor", "doctor", "face-matcher", "service");
    private static final Vertx VERTX = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
    private static final AtomicLong IDS = new AtomicLong();

    private final DevTokens tokens;

    private Tokens(DevTokens tokens) {
        this.tokens = tokens;
    }

    /// @param provider folder of the provider's keys
    static Tokens of(Path provider) {
        String key = DevTokenKeys.loadOrCreate(provider, new SecureRandom()).privateJwk();
        TokenRules rules = TokenRules.of("https://dev.fieldgate.invalid", "fieldgate");
        return new Tokens(DevTokens.open(VERTX, key, rules, Clock.systemUTC(), () -> "scene-" + IDS.incrementAndGet()));
    }

    String sign(TokenRequest request) {
        return tokens.sign(new DevTokens.Order(
                CLAIMS.getOrDefault(request.role(), request.role()),
                request.org(),
                request.purposes(),
                request.staff(),
                request.subject(),
                request.claims(),
                Duration.ofHours(8)));
    }
}
