package io.fieldgate.guard;

import io.fieldgate.audit.LeafText;
import io.fieldgate.policy.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a verified token says about its bearer, with names that fit into a leaf. May name the subject: never printed.
/// @param role the claim's text, not yet a role of the vocabulary
/// @param texts the other text claims
/// @param credential `jti:…`, empty where the token has no id a leaf may hold
record TokenClaims(
        String staff,
        String role,
        String org,
        Set<String> purposes,
        Map<String, String> texts,
        Optional<String> subject,
        String credential) {
    private static final Set<String> REGISTERED = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");
    private static final int MAX_TEXT = 200; // characters of one claim handed on
    private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z

    sealed interface Reading {
        record Good(Instant from, Instant until, TokenClaims claims) implements Reading {
            @Override
            public String toString() {
                return "Good[redacted]";
            }
        }

        record Bad(String rule) implements Reading {}
    }

    boolean isSubject() {
        return role.equals(Role.SUBJECT);
    }

    @Override
    public String toString() {
        return "TokenClaims[redacted]";
    }

    /// Issuer and audience, then times, then who it is. A staff member is named by id and organisation; a
    /// subject by neither.
    static Reading read(JsonObject token, TokenRules rules) {
        if (!rules.issuer().equals(token.getValue("iss"))) {
            return new Reading.Bad("token-issuer");
        }
        if (!texts(token.getValue("aud")).orElse(Set.of()).contains(rules.audience())) {
            return new Reading.Bad("token-audience");
        }
        Optional<Instant> until = time(token.getValue("exp"));
        Optional<Instant> from = token.containsKey("nbf") ? time(token.getValue("nbf")) : Optional.of(Instant.EPOCH);
        Optional<TokenClaims> claims = claims(token, rules.claims());
        if (until.isEmpty() || from.isEmpty() || claims.isEmpty()) {
            return new Reading.Bad("token-claims");
        }
        return new Reading.Good(from.get(), until.get(), claims.get());
    }

    private static Optional<TokenClaims> claims(JsonObject token, TokenRules.ClaimNames names) {
        boolean self = Role.SUBJECT.equals(token.getValue(names.role()));
        Optional<String> role = id(token.getValue(names.role()));
        Optional<String> org = self ? Optional.of("") : id(token.getValue(names.org()));
        Optional<String> staff = self ? Optional.of("") : id(token.getValue(names.staff()));
        // an id that could be taken for a person's number names nothing in a leaf; the token still holds
        String credential = id(token.getValue("jti"))
                .map(id -> "jti:" + id)
                .filter(LeafText::isId)
                .orElse("");
        Optional<Set<String>> purposes =
                token.containsKey(names.purposes()) ? texts(token.getValue(names.purposes())) : Optional.of(Set.of());
        if (role.isEmpty()
                || org.isEmpty()
                || staff.isEmpty()
                || purposes.isEmpty()
                || !purposes.get().stream().allMatch(LeafText::isId)) {
            return Optional.empty();
        }
        Optional<String> subject = self && token.getValue(names.subject()) instanceof String own && !own.isEmpty()
                ? Optional.of(own)
                : Optional.empty();
        return Optional.of(new TokenClaims(
                staff.get(), role.get(), org.get(), purposes.get(), others(token, names), subject, credential));
    }

    private static Map<String, String> others(JsonObject token, TokenRules.ClaimNames names) {
        Map<String, String> texts = new HashMap<>();
        for (String name : token.fieldNames()) {
            if (!REGISTERED.contains(name)
                    && !names.all().contains(name)
                    && token.getValue(name) instanceof String text
                    && text.length() <= MAX_TEXT) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    private static Optional<String> id(@Nullable Object value) {
        return value instanceof String text && LeafText.isId(text) ? Optional.of(text) : Optional.empty();
    }

    /// One text, or a list of texts; empty for anything else.
    private static Optional<Set<String>> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return Optional.of(Set.of(text));
        }
        if (!(value instanceof JsonArray list)) {
            return Optional.empty();
        }
        Set<String> texts = new HashSet<>();
        for (Object item : list) {
            if (!(item instanceof String text)) {
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static Optional<Instant> time(@Nullable Object value) {
        try {
            return value instanceof Number seconds && Math.abs(seconds.doubleValue()) <= LAST_SECOND
                    ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                    : Optional.empty();
        } catch (DateTimeException outOfRange) {
            return Optional.empty(); // a time nobody can mean; the token is refused
        }
    }
}
