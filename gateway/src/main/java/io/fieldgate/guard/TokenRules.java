package io.fieldgate.guard;

import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a bearer token must say, and under which claims.
/// @param issuer the one accepted `iss`
/// @param audience must be in the token's `aud`
/// @param leeway how far the issuer's clock may be off
public record TokenRules(String issuer, String audience, ClaimNames claims, Duration leeway) {

    /// Names of the claims that say who a caller is.
    /// @param purposes a list of purposes, or one
    /// @param staff the staff id that stands in the log; never `sub`, which may be a personal identifier
    /// @param subject the caller's own identifying value, read for role `subject` only
    /// @param role a role, or a list of roles
    public record ClaimNames(Claim role, Claim org, Claim purposes, Claim staff, Claim subject) {

        public static final ClaimNames STANDARD = new ClaimNames(
                new Claim("role"), new Claim("org"), new Claim("purposes"), new Claim("staff"), new Claim("sub"));

        /// The members of the token these stand in.
        Set<String> members() {
            return Stream.of(role, org, purposes, staff, subject)
                    .map(Claim::member)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /// Where a claim stands in a token: its name, or a JSON pointer (RFC 6901), which begins with `/`.
    public record Claim(String text) {

        /// @throws IllegalArgumentException when it is empty, or a pointer that cannot be read
        public Claim {
            if (text.isBlank()) {
                throw new IllegalArgumentException("A claim needs a name.");
            }
            if (isPointer(text)) {
                JsonPointer.from(text);
            }
        }

        private static boolean isPointer(String text) {
            return text.startsWith("/");
        }

        /// Its value; null where there is none.
        @Nullable
        Object in(JsonObject token) {
            return isPointer(text) ? JsonPointer.from(text).queryJson(token) : token.getValue(text);
        }

        /// The member of the token it stands in.
        String member() {
            if (!isPointer(text)) {
                return text;
            }
            int end = text.indexOf('/', 1);
            String first = end < 0 ? text.substring(1) : text.substring(1, end);
            return first.replace("~1", "/").replace("~0", "~");
        }
    }

    public TokenRules {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("An identity provider needs an issuer and an audience.");
        }
        if (leeway.isNegative() || leeway.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("The leeway for token times is 0 to 5 minutes.");
        }
    }

    /// Standard claim names and 30 s of leeway.
    public static TokenRules of(String issuer, String audience) {
        return of(issuer, audience, ClaimNames.STANDARD);
    }

    /// With 30 s of leeway.
    public static TokenRules of(String issuer, String audience, ClaimNames claims) {
        return new TokenRules(issuer, audience, claims, Duration.ofSeconds(30));
    }
}
