package io.fieldgate.boot;

import io.fieldgate.policy.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a dev token shall say. A dev token is as good as its key: throw-away, loopback only.
/// @param subject the person's own identifying value, for role `subject`
/// @param claims further text claims, such as `region`
public record TokenRequest(
        String role,
        String org,
        List<String> purposes,
        Optional<String> subject,
        String staff,
        Map<String, String> claims) {

    public TokenRequest {
        purposes = List.copyOf(purposes);
        claims = Map.copyOf(claims);
    }

    public static TokenRequest staff(String role, String org, String purpose) {
        return new TokenRequest(role, org, List.of(purpose), Optional.empty(), "staff-" + role, Map.of());
    }

    /// A citizen acting for himself.
    public static TokenRequest subject(String value) {
        return new TokenRequest(Role.SUBJECT, "", List.of(Role.OWN_DATA), Optional.of(value), "", Map.of());
    }

    public TokenRequest with(String claim, String value) {
        Map<String, String> more = new LinkedHashMap<>(claims);
        more.put(claim, value);
        return new TokenRequest(role, org, purposes, subject, staff, more);
    }

    public TokenRequest as(String person) {
        return new TokenRequest(role, org, purposes, subject, person, claims);
    }

    @Override
    public String toString() {
        return "TokenRequest[" + role + "]";
    }
}
