package io.fieldgate.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who asks, authenticated.
/// @param id staff id of the configured claim; empty for a citizen acting for himself
/// @param role name of the role, `subject` for the person himself
/// @param purpose the one purpose of this exchange, out of those the credential allows
/// @param claims the credential's other text claims (`region`), for `rows: own`
/// @param subject the caller's own identifying value: personal, never printed
/// @param credential `jti:…`
public record Caller(
        String id,
        String role,
        String org,
        String purpose,
        Set<String> purposes,
        Map<String, String> claims,
        Optional<String> subject,
        String credential) {

    private static final String UNIT = "unit"; // the claim

    public Caller {
        purposes = Set.copyOf(purposes);
        claims = Map.copyOf(claims);
    }

    /// The part of his organisation he works in, as his credential says; empty where it does not.
    public String unit() {
        return claims.getOrDefault(UNIT, "");
    }

    public boolean isSubject() {
        return role.equals(Role.SUBJECT);
    }

    @Override
    public String toString() {
        return "Caller[" + role + "]";
    }
}
