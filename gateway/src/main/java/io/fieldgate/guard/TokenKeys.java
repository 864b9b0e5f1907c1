package io.fieldgate.guard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The signature half of a token check: public keys of a JWKS, asymmetric algorithms only. A key that could
/// sign (private parts) is stripped, a symmetric one left out; without any key nothing verifies, for the
/// library would take unsigned tokens then. Immutable. Thread rule: safe for many threads.
final class TokenKeys {
    /// The curve each elliptic algorithm belongs to.
    private static final Map<String, String> CURVES =
            Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521", "EdDSA", "Ed25519");

    private static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final Set<String> PRIVATE_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final int MIN_MODULUS_CHARS = 342; // 2048 bits in base64url

    private final Optional<JWTAuth> library;
    private final Set<String> algorithms;
    private final Set<String> ids;

    private TokenKeys(Optional<JWTAuth> library, Set<String> algorithms, Set<String> ids) {
        this.library = library;
        this.algorithms = Set.copyOf(algorithms);
        this.ids = Set.copyOf(ids);
    }

    static TokenKeys none() {
        return new TokenKeys(Optional.empty(), Set.of(), Set.of());
    }

    /// @throws IllegalArgumentException when the text is no JWKS document or holds no usable key
    static TokenKeys of(Vertx vertx, String jwks) {
        List<JsonObject> usable = new ArrayList<>();
        Set<String> algorithms = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (JsonObject key : keys(jwks)) {
            Optional<String> algorithm = algorithm(key);
            if (algorithm.isEmpty()) {
                continue;
            }
            JsonObject open = key.copy().put("alg", algorithm.get());
            PRIVATE_PARTS.forEach(open::remove);
            usable.add(open);
            algorithms.add(algorithm.get());
            if (key.getValue("kid") instanceof String id) {
                ids.add(id);
            }
        }
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("The key set holds no public key for ES, RS, PS or EdDSA signatures.");
        }
        // times are judged by the caller, against the system's clock that came in by constructor
        JWTAuthOptions options =
                new JWTAuthOptions().setJwks(usable).setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
        return new TokenKeys(Optional.of(library(vertx, options)), algorithms, ids);
    }

    private static JWTAuth library(Vertx vertx, JWTAuthOptions options) {
        try {
            return JWTAuth.create(vertx, options);
        } catch (RuntimeException unread) { // of any kind, its message may quote the text; the set is not taken
            throw new IllegalArgumentException("A key of the key set cannot be read.");
        }
    }

    boolean knows(String keyId) {
        return ids.contains(keyId);
    }

    /// The claims, when a key of this set signed the token by the algorithm its header names.
    Optional<JsonObject> verify(String token, String algorithm) {
        if (library.isEmpty() || !algorithms.contains(algorithm)) {
            return Optional.empty();
        }
        try {
            Future<User> user = library.get().authenticate(new TokenCredentials(token)); // complete when it returns
            return user.succeeded() && user.result().attributes().getValue("accessToken") instanceof JsonObject claims
                    ? Optional.of(claims)
                    : Optional.empty();
        } catch (RuntimeException unread) {
            return Optional.empty(); // the library throws on claims of a kind it does not expect; the token is refused
        }
    }

    private static List<JsonObject> keys(String jwks) {
        try {
            if (new JsonObject(jwks).getValue("keys") instanceof JsonArray keys) {
                return keys.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList();
            }
        } catch (DecodeException notJson) {
            throw new IllegalArgumentException("The key set is not JSON."); // the library's message may quote the text
        }
        throw new IllegalArgumentException("The key set has no list `keys`.");
    }

    /// The one algorithm a key serves; empty for keys this gateway does not use.
    private static Optional<String> algorithm(JsonObject key) {
        if (key.getValue("use") instanceof String use && !use.equals("sig")) {
            return Optional.empty();
        }
        Optional<String> said = key.getValue("alg") instanceof String alg ? Optional.of(alg) : Optional.empty();
        if ("RSA".equals(key.getValue("kty"))) {
            boolean strong = key.getValue("n") instanceof String n
                    && n.length() >= MIN_MODULUS_CHARS
                    && key.getValue("e") instanceof String;
            return strong ? Optional.of(said.orElse("RS256")).filter(RSA::contains) : Optional.empty();
        }
        boolean point = key.getValue("x") instanceof String
                && (key.getValue("y") instanceof String || "OKP".equals(key.getValue("kty")));
        if (point && ("EC".equals(key.getValue("kty")) || "OKP".equals(key.getValue("kty")))) {
            return CURVES.entrySet().stream()
                    .filter(row -> row.getValue().equals(key.getValue("crv")))
                    .map(Map.Entry::getKey)
                    .filter(alg -> said.isEmpty() || said.get().equals(alg))
                    .findFirst();
        }
        return Optional.empty();
    }
}
