package io.fieldgate.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fieldgate.document.Ascii;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bearer tokens (RFC 7519) signed by one identity provider.
///
/// The library verifies the signature; everything else is judged here: algorithm (never `none`, never a shared
/// secret), issuer, audience, time, claims. A verified token is remembered for five minutes at most, its times
/// are judged at every use.
/// Times are the system's, not the gate's: a token is dated by its issuer.
/// Errors: see [Authenticator.Identified]; nothing is thrown on account of a token. [KeysUnavailable] where the keys of
/// a remote source are older than they may be. Thread rule: safe for many threads, not
/// for an event loop.
/// Source: RFC 7515, 7517, 7518, 7519, 8037, 8725.
public final class JwtAuthenticator implements Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_CHARS = 16_384;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);
    private static final Duration REFRESH_GAP = Duration.ofMinutes(1);

    /// A token whose signature held. Personal (it may name the subject): never printed.
    private record Verified(Instant from, Instant until, TokenClaims claims) {
        @Override
        public String toString() {
            return "Verified[redacted]";
        }
    }

    private final Vertx vertx;
    private final TokenRules rules;
    private final KeySetSource source;
    private final Supplier<RoleDirectory> roles;
    private final InstantSource systemTime;
    private final LongSupplier nanos;
    private final AtomicLong nextRefresh;
    private final Cache<String, Verified> remembered;
    private final Optional<Duration> keep;
    private volatile Reading reading; // replaced by whichever thread refreshes, one at a time

    /// The keys in use. @param at monotonic time of the last reading that succeeded
    /// @param complaint why the last reading failed, empty where it did not
    private record Reading(String text, TokenKeys keys, long at, Optional<String> complaint) {}

    private JwtAuthenticator(
            Vertx vertx,
            TokenRules rules,
            KeySetSource source,
            Supplier<RoleDirectory> roles,
            InstantSource systemTime,
            LongSupplier nanos,
            Optional<Duration> keep) {
        this.vertx = vertx;
        this.rules = rules;
        this.source = source;
        this.roles = roles;
        this.systemTime = systemTime;
        this.nanos = nanos;
        this.keep = keep;
        this.nextRefresh = new AtomicLong(nanos.getAsLong());
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .ticker(nanos::getAsLong)
                .build();
        this.reading = new Reading("", TokenKeys.none(), nanos.getAsLong(), Optional.empty());
    }

    /// Reads the key set at once and keeps it for as long as the process lives.
    /// @throws IllegalArgumentException when it holds no usable key
    /// @param roles the vocabulary's roles in force now; a role without an organisation fits any (the admin
    /// plane's own roles)
    /// @param systemTime the system's clock, never the gate's
    public static JwtAuthenticator open(
            Vertx vertx,
            TokenRules rules,
            KeySetSource source,
            Supplier<RoleDirectory> roles,
            InstantSource systemTime) {
        return open(vertx, rules, source, roles, systemTime, System::nanoTime);
    }

    static JwtAuthenticator open(
            Vertx vertx,
            TokenRules rules,
            KeySetSource source,
            Supplier<RoleDirectory> roles,
            InstantSource systemTime,
            LongSupplier nanos) {
        JwtAuthenticator identity =
                new JwtAuthenticator(vertx, rules, source, roles, systemTime, nanos, Optional.empty());
        String text = source.read();
        identity.reading = new Reading(text, TokenKeys.of(vertx, text), nanos.getAsLong(), Optional.empty());
        return identity;
    }

    /// Of a source that may be away, even now: its keys are used for `keep` after they were last read, then nothing
    /// verifies until it is back.
    public static JwtAuthenticator remote(
            Vertx vertx,
            TokenRules rules,
            KeySetSource source,
            Supplier<RoleDirectory> roles,
            InstantSource systemTime,
            Duration keep) {
        return remote(vertx, rules, source, roles, systemTime, keep, System::nanoTime);
    }

    static JwtAuthenticator remote(
            Vertx vertx,
            TokenRules rules,
            KeySetSource source,
            Supplier<RoleDirectory> roles,
            InstantSource systemTime,
            Duration keep,
            LongSupplier nanos) {
        JwtAuthenticator identity =
                new JwtAuthenticator(vertx, rules, source, roles, systemTime, nanos, Optional.of(keep));
        identity.refresh();
        return identity;
    }

    /// Reads the key set again; where it has changed, what was verified is forgotten.
    /// @return false when the old keys stay in use
    public synchronized boolean refresh() {
        Reading old = reading;
        try {
            String text = source.read();
            boolean same = !old.text().isEmpty() && text.equals(old.text()); // none is read before the first
            TokenKeys keys = same ? old.keys() : TokenKeys.of(vertx, text);
            reading = new Reading(text, keys, nanos.getAsLong(), Optional.empty());
            if (!same) {
                remembered.invalidateAll();
            }
            return true;
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            // the keys read before still verify; nothing new is let in
            reading = new Reading(old.text(), old.keys(), old.at(), Optional.of(String.valueOf(unusable.getMessage())));
            return false;
        }
    }

    /// Reads the key set again where the last reading failed or is older than this.
    public void refreshAfter(Duration age) {
        Reading now = reading;
        if (now.complaint().isPresent() || nanos.getAsLong() - now.at() >= age.toNanos()) {
            refresh();
        }
    }

    /// Why the last reading of the key set failed, empty while it did not.
    public Optional<String> complaint() {
        return reading.complaint();
    }

    /// Why no token can be verified now, empty while tokens can.
    public Optional<String> unready() {
        Reading now = reading;
        return isUsable(now)
                ? Optional.empty()
                : Optional.of(now.complaint().orElse("Its keys were read too long ago."));
    }

    private boolean isUsable(Reading now) {
        boolean young =
                keep.isEmpty() || nanos.getAsLong() - now.at() < keep.get().toNanos();
        return young && !now.text().isEmpty();
    }

    @Override
    public Identified identify(@Nullable String authorization, @Nullable String purpose) {
        if (authorization == null || authorization.isBlank()) {
            return new Identified.Anonymous();
        }
        Optional<String> token = bearer(authorization);
        if (token.isEmpty()) {
            return new Identified.Rejected("token-malformed");
        }
        if (!isUsable(reading) && !(isDue() && refresh())) {
            throw new KeysUnavailable("The keys of an identity provider cannot be read, so no token of it is taken.");
        }
        Verified known = remembered.getIfPresent(token.get());
        return known != null ? judge(known, purpose) : verify(token.get(), purpose);
    }

    private Identified verify(String token, @Nullable String purpose) {
        JsonObject header = header(token);
        if (header == null || !(header.getValue("alg") instanceof String algorithm) || header.containsKey("crit")) {
            return new Identified.Rejected("token-malformed");
        }
        TokenKeys keys = reading.keys();
        Optional<JsonObject> payload = keys.verify(token, algorithm);
        if (payload.isEmpty() && isNewKey(header) && refresh()) {
            keys = reading.keys();
            payload = keys.verify(token, algorithm);
        }
        if (payload.isEmpty()) {
            return new Identified.Rejected("token-signature");
        }
        return switch (TokenClaims.read(payload.get(), rules)) {
            case TokenClaims.Reading.Bad bad -> new Identified.Rejected(bad.rule());
            case TokenClaims.Reading.Good good -> {
                Verified fresh = new Verified(
                        good.from().minus(rules.leeway()), good.until().plus(rules.leeway()), good.claims());
                remembered.put(token, fresh);
                if (reading.keys() != keys) {
                    remembered.invalidate(token); // its key may have been withdrawn meanwhile
                }
                yield judge(fresh, purpose);
            }
        };
    }

    /// A provider that rolled its key over is asked again, at most once a minute whatever tokens come.
    private boolean isNewKey(JsonObject header) {
        return header.getValue("kid") instanceof String id && !reading.keys().knows(id) && isDue();
    }

    private boolean isDue() {
        long now = nanos.getAsLong();
        long due = nextRefresh.get();
        return now - due >= 0 && nextRefresh.compareAndSet(due, now + REFRESH_GAP.toNanos());
    }

    private Identified judge(Verified verified, @Nullable String purpose) {
        Instant now = systemTime.instant();
        if (now.isBefore(verified.from()) || !now.isBefore(verified.until())) {
            return new Identified.Rejected("token-expired");
        }
        TokenClaims who = verified.claims();
        RoleDirectory directory = roles.get();
        boolean onlyHimself = directory.known(who).equals(List.of(Role.SUBJECT));
        Set<String> allowed = new HashSet<>(who.purposes());
        if (who.maySubject()) {
            allowed.add(Role.OWN_DATA);
        }
        Optional<String> chosen = choose(onlyHimself, allowed, purpose);
        if (chosen.isEmpty()) {
            return new Identified.PurposeNotAllowed();
        }
        Optional<RoleDirectory.Chosen> role = directory.choose(who, chosen.get());
        return role.isEmpty()
                ? new Identified.Rejected("token-roles-ambiguous")
                : known(who, role.get().name(), chosen.get(), allowed);
    }

    private static Identified known(TokenClaims who, String role, String purpose, Set<String> allowed) {
        boolean self = role.equals(Role.SUBJECT);
        return new Identified.Known(new Caller(
                self ? "" : who.staff(),
                role,
                self ? "" : who.org(),
                purpose,
                allowed,
                who.texts(),
                self ? who.subject() : Optional.empty(),
                who.credential()));
    }

    /// @param onlyHimself he can act for himself alone
    private static Optional<String> choose(boolean onlyHimself, Set<String> allowed, @Nullable String purpose) {
        if (purpose != null) {
            return Optional.of(purpose).filter(allowed::contains);
        }
        if (onlyHimself) {
            return Optional.of(Role.OWN_DATA);
        }
        return allowed.size() == 1 ? allowed.stream().findFirst() : Optional.empty();
    }

    private static Optional<String> bearer(String authorization) {
        if (authorization.length() > MAX_CHARS || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length());
        int dots = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!(Ascii.isLetterOrDigit(c) || c == '-' || c == '_')) {
                return Optional.empty();
            }
        }
        return dots == 2 ? Optional.of(token) : Optional.empty();
    }

    private static @Nullable JsonObject header(String token) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
            return new JsonObject(new String(json, StandardCharsets.UTF_8));
        } catch (DecodeException | IllegalArgumentException unreadable) {
            return null; // not a token; the caller refuses it
        }
    }
}
