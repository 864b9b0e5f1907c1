package io.fieldgate.guard;

import java.time.Duration;
import java.util.Set;

/// What a bearer token must say, and under which claims.
/// @param issuer the one accepted `iss`
/// @param audience must be in the token's `aud`
/// @param leeway how far the issuer's clock may be off
public record TokenRules(String issuer, String audience, ClaimNames claims, Duration leeway) {

    /// Names of the claims that say who a caller is.
    /// @param purposes a list of purposes, or one
    /// @param staff the staff id that stands in the log; never `sub`, which may be a personal identifier
    /// @param subject the caller's own identifying value, read for role `subject` only
    public record ClaimNames(String role, String org, String purposes, String staff, String subject) {

        public static final ClaimNames STANDARD = new ClaimNames("role", "org", "purposes", "staff", "sub");

        Set<String> all() {
            return Set.of(role, org, purposes, staff, subject);
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
        return new TokenRules(issuer, audience, ClaimNames.STANDARD, Duration.ofSeconds(30));
    }
}
