package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.Standing;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a request passes before its body is read: head, time, caller, media type, limits of the caller.
final class AdmissionChecks {
    private final Router router;
    private final ExchangeParts parts;
    private final IdempotencyKeys idempotencyKeys;

    AdmissionChecks(MountTable mountTable, ExchangeParts parts, IdempotencyKeys idempotencyKeys) {
        this.router = new Router(mountTable);
        this.parts = parts;
        this.idempotencyKeys = idempotencyKeys;
    }

    RouteMatch headed(InboundRequest in, Progress progress) {
        RouteMatch routeMatch = router.read(in.head(), parts.lives().clock().latest());
        switch (routeMatch) {
            case RouteMatch.Routed routed -> {
                progress.at(routed.site(), routed.route());
                progress.bytes = routed.bytes();
            }
            case RouteMatch.Own own -> progress.at(own.site(), null);
            case RouteMatch.Refused refused ->
                refused.site()
                        .ifPresent(site -> progress.at(site, refused.route().orElse(null)));
            case RouteMatch.Options _ -> {}
        }
        return routeMatch;
    }

    /// @return why the request stops here
    Optional<Refusal> admit(InboundRequest in, RouteMatch.Routed routed, Progress progress) {
        AppPolicy app = routed.site().policy();
        Authenticator.Identified identified = identified(in);
        if (identified instanceof Authenticator.Identified.Known(Caller known)
                && CallerAuthorization.fitsInLeaf(known)) {
            progress.by(known); // whoever is refused from here on stands in the leaf
        }
        switch (CallerAuthorization.admit(app, routed.route(), identified)) {
            case CallerAuthorization.Admitted.Refused(Refusal refusal) -> {
                return Optional.of(refusal);
            }
            case CallerAuthorization.Admitted.Known(Caller caller) -> progress.by(caller);
        }
        boolean takes = routed.route().kind() == Route.Kind.TAKES;
        if (takes && !parts.lives().clock().agrees()) {
            return Optional.of(Refusal.later(Problem.CLOCKS_DISAGREE, 60));
        }
        Optional<Refusal> refusal = RequestReader.media(routed.route(), in.head(), in.mayHaveBody())
                .or(() -> repeated(in, routed, progress))
                .or(() -> perClient(in, app, progress.caller()));
        return refusal.isEmpty() && takes && app.limits().perPerson().isPresent()
                ? reserve(routed.site(), progress)
                : refusal;
    }

    /// On an idempotent route a key the client sent before names the same event again.
    private Optional<Refusal> repeated(InboundRequest in, RouteMatch.Routed routed, Progress progress) {
        String key = in.head().header("idempotency-key");
        if (key == null || !routed.route().traits().idempotent()) {
            return Optional.empty();
        }
        if (!IdempotencyKeys.isKey(key)) {
            return Optional.of(Refusal.of(Problem.MALFORMED, "idempotency-key"));
        }
        progress.repeats(
                key, idempotencyKeys.find(routed.site(), progress.caller(), key).orElse(null));
        return Optional.empty();
    }

    Optional<Refusal> admitOwn(InboundRequest in, RouteMatch.Own own, Progress progress) {
        return switch (identified(in)) {
            case Authenticator.Identified.Known(Caller caller)
            when CallerAuthorization.fitsInLeaf(caller) -> {
                progress.by(caller);
                yield perClient(in, own.site().policy(), caller);
            }
            case Authenticator.Identified.Known _ -> Optional.of(Refusal.of(Problem.NO_CALLER, "token-claims"));
            case Authenticator.Identified.Anonymous _ -> Optional.of(Refusal.of(Problem.NO_CALLER, "no-credential"));
            case Authenticator.Identified.Rejected(String rule) -> Optional.of(Refusal.of(Problem.NO_CALLER, rule));
            case Authenticator.Identified.PurposeNotAllowed _ -> Optional.of(Refusal.of(Problem.PURPOSE_NOT_ALLOWED));
        };
    }

    private Authenticator.Identified identified(InboundRequest in) {
        return parts.callers()
                .identity()
                .identify(in.head().header("authorization"), in.head().header("fieldgate-purpose"));
    }

    private Optional<Refusal> perClient(InboundRequest in, AppPolicy app, Caller caller) {
        Optional<Duration> wait = parts.callers().rates().perClient(app, client(in, caller));
        return wait.map(left -> new Refusal(
                Problem.OVER_LIMIT,
                "per-client",
                java.util.List.of(),
                (int) Math.max(1, left.toSeconds() + 1),
                java.util.List.of()));
    }

    /// The person, the staff member, or the address where nobody is named. A new token does not make a new client.
    private static String client(InboundRequest in, Caller caller) {
        if (caller.role().isEmpty()) {
            return "address " + in.client();
        }
        return caller.subject()
                .map(subject -> "person " + subject)
                .orElseGet(() -> "staff " + caller.org() + " " + caller.id());
    }

    /// One booking for the caller's own person in the window; a typed-in number never counts.
    private Optional<Refusal> reserve(MountedApp site, Progress progress) {
        Optional<SubjectRef> person = self(site, progress.caller());
        if (person.isEmpty()) {
            return Optional.empty();
        }
        if (!parts.callers().rates().reserve(site.policy(), person.get())) {
            if (progress.isDoneBefore()) {
                return Optional.empty(); // the same booking again: the app answers it by its key
            }
            return Optional.of(Refusal.of(Problem.ALREADY_BOOKED, "per-person"));
        }
        progress.reserved(person.get());
        return Optional.empty();
    }

    private Optional<SubjectRef> self(MountedApp site, Caller caller) {
        AppPolicy app = site.policy();
        if (caller.subject().isEmpty() || app.head().subject().isEmpty()) {
            return Optional.empty();
        }
        Instant now = parts.lives().clock().latest();
        Optional<String> normalized = app.entry(app.head().subject().getAsInt())
                .type()
                .normalText(
                        caller.subject().get(), now.atZone(app.duties().zone()).toLocalDate());
        if (normalized.isEmpty()) {
            return Optional.empty();
        }
        Standing standing = parts.lives().standings().of(app, site.keys(), normalized, now);
        return standing.subject().map(person -> {
            SubjectRef ref = person.ref();
            person.close();
            return ref;
        });
    }

    /// A booking that was not confirmed is given back.
    void release(Progress progress) {
        SubjectRef person = progress.booking();
        Scene scene = progress.scene();
        if (person != null && scene != null) {
            progress.reserved(null);
            parts.callers().rates().release(scene.site().policy(), person);
        }
    }
}
