package io.fieldgate.proxy;

import io.fieldgate.guard.Authenticator;
import io.fieldgate.policy.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An identity provider with a fixed table: the bearer token is a name in it, or says who is meant. Signatures are the
/// guard's own tests.
final class KnownCallers implements Authenticator {
    static final String LI = "11010519491231002X"; // the sample number of GB 11643
    static final String WANG = "110101199003071233";
    static final String CHILD = "110101201203071238"; // seven years old

    private static final String WRITTEN = "as:";
    private static final String PERSON = "person:";
    private static final Map<String, Caller> TABLE = Map.ofEntries(
            subject("li", LI),
            subject("wang", WANG),
            Map.entry("li-again", person(LI, "")), // another token, without an id
            Map.entry("wang-again", person(WANG, "")),
            subject("child", CHILD),
            subject("account", "8f1c2d3e-opaque"),
            Map.entry(
                    "nameless",
                    new Caller("", "subject", "", "own-data", Set.of("own-data"), Map.of(), Optional.empty(), "")),
            staff("guard", "gate-guard", "community-office", "entry-registration"),
            staff("guard-marketing", "gate-guard", "community-office", "marketing"),
            staff("doctor", "community-doctor", "district-hospital", "medical-follow-up"),
            staff("doctor-elsewhere", "community-doctor", "district-hospital", "medical-follow-up", "310101"),
            ofUnit("north", "north"),
            ofUnit("north-too", "north"),
            ofUnit("south", "south"),
            ofUnit("accused", "91350100M000100Y43"),
            ofUnit("assigned", "12110000E00000001M"),
            Map.entry("south-elsewhere", of("staff-other", "clerk", "pharmacy-group", "supply.mask", "south")),
            post("post-1", "east"),
            post("post-2", "east"),
            post("post-3", "east"),
            post("post-4", "east"),
            post("post-5", "east"),
            post("post-west", "west"),
            twoRoles("both-clerk", "staff-both", "clerk"),
            twoRoles("both-courier", "staff-both", "courier"),
            twoRoles("other-courier", "staff-other-courier", "courier"),
            staff("clerk", "clerk", "pharmacy-group", "supply.mask"),
            staff("clerk-marketing", "clerk", "pharmacy-group", "marketing"),
            staff("stranger", "clerk", "nowhere", "entry-registration"));

    /// @param id one staff id may have several roles
    private static Map.Entry<String, Caller> twoRoles(String name, String id, String role) {
        return Map.entry(name, of(id, role, "pharmacy-group", "medical-follow-up", "shop"));
    }

    private static Map.Entry<String, Caller> ofUnit(String name, String unit) {
        return Map.entry(name, of("staff-" + name, "community-doctor", "district-hospital", "medical-follow-up", unit));
    }

    private static Caller of(String id, String role, String org, String purpose, String unit) {
        Map<String, String> claims = Map.of("region", "110105", "unit", unit);
        return new Caller(id, role, org, purpose, Set.of(purpose), claims, Optional.empty(), "jti:" + id);
    }

    private static Map.Entry<String, Caller> subject(String name, String id) {
        return Map.entry(name, person(id, "jti:" + name));
    }

    private static Caller person(String id, String credential) {
        return new Caller("", "subject", "", "own-data", Set.of("own-data"), Map.of(), Optional.of(id), credential);
    }

    /// A guard who checks health codes. @param unit the claim of that name
    private static Map.Entry<String, Caller> post(String name, String unit) {
        return Map.entry(
                name,
                new Caller(
                        name,
                        "gate-guard",
                        "community-office",
                        "epi.status.self",
                        Set.of("epi.status.self"),
                        Map.of("unit", unit),
                        Optional.empty(),
                        "jti:" + name));
    }

    /// A resident number of a person born in 1949.
    static String numbered(int number) {
        String seventeen = "11010519491231" + "%03d".formatted(number);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum = (sum + seventeen.charAt(i) - '0') * 2 % 11;
        }
        return seventeen + "10X98765432".charAt(sum % 11);
    }

    /// A caller written out in the token: `as:ID:ROLE:ORG:PURPOSE`, and `:CLAIM=VALUE` as often as wanted.
    private static Caller written(String token) {
        String[] parts = token.split(":", -1);
        Map<String, String> claims = new HashMap<>();
        for (int i = 5; i < parts.length; i++) {
            String[] claim = parts[i].split("=", 2);
            claims.put(claim[0], claim[1]);
        }
        return new Caller(
                parts[1], parts[2], parts[3], parts[4], Set.of(parts[4]), claims, Optional.empty(), "jti:" + parts[1]);
    }

    private static Map.Entry<String, Caller> staff(String name, String role, String org, String purpose) {
        return staff(name, role, org, purpose, "110105");
    }

    private static Map.Entry<String, Caller> staff(
            String name, String role, String org, String purpose, String region) {
        Map<String, String> claims = Map.of("region", region);
        return Map.entry(
                name,
                new Caller(
                        "staff-" + name, role, org, purpose, Set.of(purpose), claims, Optional.empty(), "jti:" + name));
    }

    @Override
    public Identified identify(@Nullable String authorization, @Nullable String purpose) {
        if (authorization == null) {
            return new Identified.Anonymous();
        }
        String name = authorization.replace("Bearer ", "");
        if (name.startsWith(PERSON)) {
            return new Identified.Known(person(name.substring(PERSON.length()), ""));
        }
        Caller caller = name.startsWith(WRITTEN) ? written(name) : TABLE.get(name);
        return caller == null ? new Identified.Rejected("token-signature") : new Identified.Known(caller);
    }
}
