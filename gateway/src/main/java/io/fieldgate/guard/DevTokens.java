package io.fieldgate.guard;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The dev identity provider: signs tokens for `fieldgate dev token` with a key made at start. For loopback use only.
/// Thread rule: safe for many threads.
public final class DevTokens {
    private static final String ALGORITHM = "ES256";

    /// Whom to name in a token. Personal where it names a subject: never printed.
    /// @param role text of the role claim as the vocabulary has it, or `subject`
    /// @param staff staff id, empty for a subject
    /// @param subject the subject's own identifying value
    /// @param claims further text claims, such as `region`
    public record Order(
            String role,
            String org,
            List<String> purposes,
            String staff,
            Optional<String> subject,
            Map<String, String> claims,
            Duration life) {

        public Order {
            purposes = List.copyOf(purposes);
            claims = Map.copyOf(claims);
        }

        @Override
        public String toString() {
            return "Order[" + role + "]";
        }
    }

    /// Makes the random id of each token.
    @FunctionalInterface
    public interface TokenIds {
        String next();
    }

    private final JWTAuth library;
    private final TokenRules rules;
    private final InstantSource systemTime;
    private final TokenIds ids;

    private DevTokens(JWTAuth library, TokenRules rules, InstantSource systemTime, TokenIds ids) {
        this.library = library;
        this.rules = rules;
        this.systemTime = systemTime;
        this.ids = ids;
    }

    /// @param privateJwk an ES256 key as one JWK with its private part `d` (RFC 7518 §6.2)
    /// @param rules the issuer, audience and claim names the gateway expects
    public static DevTokens open(
            Vertx vertx, String privateJwk, TokenRules rules, InstantSource systemTime, TokenIds ids) {
        JsonObject key;
        try {
            key = new JsonObject(privateJwk).put("alg", ALGORITHM);
        } catch (DecodeException notJson) {
            throw new IllegalArgumentException("The dev token key is no JSON Web Key."); // its text is a secret
        }
        if (!"P-256".equals(key.getValue("crv")) || !key.containsKey("d")) {
            throw new IllegalArgumentException("The dev token key is no private key on P-256.");
        }
        JWTAuth library = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key));
        return new DevTokens(library, rules, systemTime, ids);
    }

    public String sign(Order order) {
        long now = systemTime.instant().getEpochSecond();
        TokenRules.ClaimNames names = rules.claims();
        JsonObject claims = new JsonObject();
        order.claims().forEach(claims::put);
        claims.put("iss", rules.issuer())
                .put("aud", rules.audience())
                .put("iat", now)
                .put("exp", now + order.life().toSeconds())
                .put("jti", ids.next())
                .put(names.role().text(), order.role());
        if (!order.purposes().isEmpty()) {
            claims.put(names.purposes().text(), new JsonArray(order.purposes()));
        }
        if (!order.org().isEmpty()) {
            claims.put(names.org().text(), order.org());
        }
        if (!order.staff().isEmpty()) {
            claims.put(names.staff().text(), order.staff());
        }
        order.subject().ifPresent(value -> claims.put(names.subject().text(), value));
        return library.generateToken(
                claims, new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
    }
}
