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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a verified token says about its bearer, with names that fit into a leaf. May name the subject: never printed.
/// @param roles the claim's texts, not yet roles of the vocabulary; at least one
/// @param staff @param org empty where the token has none, which only a person acting for himself may do
/// @param texts the other text claims
/// @param credential `jti:…`, empty where the token has no id a leaf may hold
record TokenClaims(
        String staff,
        Set<String> roles,
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

    /// Whether he may act for himself.
    boolean maySubject() {
        return roles.contains(Role.SUBJECT);
    }

    /// Whether he may act for an organisation.
    boolean isStaff() {
        return !org.isEmpty() && !staff.isEmpty();
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
        Set<String> roles = roles(names.role().in(token));
        boolean self = roles.contains(Role.SUBJECT);
        boolean selfOnly = self && roles.size() == 1;
        Optional<String> org = selfOnly ? Optional.of("") : id(names.org().in(token), self);
        Optional<String> staff = selfOnly ? Optional.of("") : id(names.staff().in(token), self);
        // an id that could be taken for a person's number names nothing in a leaf; the token still holds
        String credential = id(token.getValue("jti"))
                .map(id -> "jti:" + id)
                .filter(LeafText::isId)
                .orElse("");
        Object named = names.purposes().in(token);
        Optional<Set<String>> purposes = named == null ? Optional.of(Set.of()) : texts(named);
        if (roles.isEmpty()
                || org.isEmpty()
                || staff.isEmpty()
                || purposes.isEmpty()
                || !purposes.get().stream().allMatch(LeafText::isId)) {
            return Optional.empty();
        }
        Optional<String> subject = self && names.subject().in(token) instanceof String own && !own.isEmpty()
                ? Optional.of(own)
                : Optional.empty();
        return Optional.of(new TokenClaims(
                staff.get(), roles, org.get(), purposes.get(), others(token, names), subject, credential));
    }

    private static Map<String, String> others(JsonObject token, TokenRules.ClaimNames names) {
        Map<String, String> texts = new HashMap<>();
        Set<String> members = names.members();
        for (String name : token.fieldNames()) {
            if (!REGISTERED.contains(name)
                    && !members.contains(name)
                    && token.getValue(name) instanceof String text
                    && text.length() <= MAX_TEXT) {
                texts.put(name, text);
            }
        }
        return texts;
    }

    /// One role, or those of a list that may stand in a leaf; providers add roles of their own to each list.
    private static Set<String> roles(@Nullable Object value) {
        if (value instanceof String one) {
            return LeafText.isId(one) ? Set.of(one) : Set.of();
        }
        return texts(value).orElse(Set.of()).stream().filter(LeafText::isId).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> id(@Nullable Object value, boolean mayBeMissing) {
        return value == null && mayBeMissing ? Optional.of("") : id(value);
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
