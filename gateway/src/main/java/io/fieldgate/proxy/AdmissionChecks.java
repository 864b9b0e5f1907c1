package io.fieldgate.proxy;

import io.fieldgate.guard.Authenticator;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Admitted;
import io.fieldgate.proxy.ExchangeState.Identified;
import io.fieldgate.proxy.ExchangeState.OwnAddress;
import io.fieldgate.proxy.ExchangeState.OwnAdmitted;
import io.fieldgate.proxy.ExchangeState.Received;
import io.fieldgate.proxy.ExchangeState.Routed;
import io.fieldgate.proxy.ExchangeState.Unrouted;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a request passes before its body is read: head, time, caller, media type, limits of the caller.
final class AdmissionChecks {
    private static final int CLOCKS_RETRY_SECONDS = 60;

    private final Router router;
    private final ExchangeParts parts;

    AdmissionChecks(MountTable mountTable, ExchangeParts parts) {
        this.router = new Router(mountTable);
        this.parts = parts;
    }

    /// Where the request goes, by its head alone.
    ExchangeState route(Received received) {
        return switch (router.read(received.in().head(), received.time().latest())) {
            case RouteMatch.Routed routed ->
                fromAPage(
                        routed.site(),
                        new Routed(
                                received,
                                received.scene(routed.site(), routed.route().template()),
                                routed));
            case RouteMatch.Own own ->
                fromAPage(
                        own.site(),
                        new OwnAddress(received, received.scene(own.site(), ""), own.route(), own.method()));
            case RouteMatch.Options(MountedApp site, List<String> allow, List<String> sent) ->
                new ExchangeState.Answered(
                        received,
                        Response.of(site.mount().pages().options(received.in().head(), allow, sent)));
            case RouteMatch.Nowhere nowhere ->
                new ExchangeState.Refused(at(received, nowhere), Step.refused(nowhere.refusal()));
        };
    }

    /// What a page elsewhere makes somebody's browser send goes no further, whoever may call and whatever is open.
    private static ExchangeState fromAPage(MountedApp site, ExchangeState.Open found) {
        return site.mount()
                .pages()
                .fault(found.received().in().head())
                .<ExchangeState>map(rule -> new ExchangeState.Refused(found, Step.refused(Problem.FOREIGN_PAGE, rule)))
                .orElse(found);
    }

    private static ExchangeState.Open at(Received received, RouteMatch.Nowhere nowhere) {
        if (nowhere.site().isEmpty()) {
            return received;
        }
        String template = nowhere.route().map(Route::template).orElse("");
        return new Unrouted(received, received.scene(nowhere.site().get(), template), nowhere.route());
    }

    /// Who calls, and whether he may use this route. Whoever is refused stands in the leaf where it can name him.
    ExchangeState identify(Routed routed) {
        Authenticator.Identified credential = credential(routed.received().in());
        Scene nobody = routed.scene();
        Scene named = credential instanceof Authenticator.Identified.Known(Caller known)
                        && CallerAuthorization.fitsInLeaf(known)
                ? nobody.by(known)
                : nobody;
        return CallerAuthorization.admit(nobody.site().policy(), routed.route(), credential)
                .from(new Identified(routed, named), caller -> new Identified(routed, nobody.by(caller)));
    }

    /// Everything else that is judged before the body is read.
    ExchangeState admit(Identified identified) {
        InboundRequest in = identified.received().in();
        boolean takes = identified.route().kind().collects();
        if (takes && !identified.received().time().agrees()) {
            return new ExchangeState.Refused(
                    identified, Step.refused(Refusal.later(Problem.CLOCKS_DISAGREE, CLOCKS_RETRY_SECONDS)));
        }
        return RequestReader.media(identified.route(), in.head(), in.mayHaveBody())
                .then(_ -> clientKey(identified))
                .then(key -> perClient(identified.scene(), in).map(_ -> key))
                .from(identified, key -> new Admitted(identified, key));
    }

    /// On an idempotent route a key the client sent before names the same event again.
    private Step<IdempotencyKeys.ClientKey> clientKey(Identified identified) {
        InboundRequest in = identified.received().in();
        String header = in.head().header("idempotency-key");
        if (header == null || !identified.route().traits().idempotent()) {
            return Step.go(IdempotencyKeys.ClientKey.NONE);
        }
        String key = IdempotencyKeys.bare(header);
        if (!IdempotencyKeys.isKey(key)) {
            return Step.refused(Problem.MALFORMED, "idempotency-key");
        }
        Scene scene = identified.scene();
        return Step.go(IdempotencyKeys.of(scene.site(), client(in, scene.caller()), key));
    }

    /// At one of the gateway's own addresses somebody must be known.
    ExchangeState admitOwn(OwnAddress address) {
        InboundRequest in = address.received().in();
        Step<Caller> known = switch (credential(in)) {
            case Authenticator.Identified.Known(Caller caller) ->
                CallerAuthorization.fitsInLeaf(caller)
                        ? Step.go(caller)
                        : Step.refused(Problem.NO_CALLER, "token-claims");
            case Authenticator.Identified.Anonymous _ -> Step.refused(Problem.NO_CALLER, "no-credential");
            case Authenticator.Identified.Rejected(String rule) -> Step.refused(Problem.NO_CALLER, rule);
            case Authenticator.Identified.PurposeNotAllowed _ -> Step.refused(Problem.PURPOSE_NOT_ALLOWED);
        };
        return known.from(address, caller -> {
            OwnAdmitted admitted = new OwnAdmitted(address, address.scene().by(caller));
            return perClient(admitted.scene(), in).from(admitted, _ -> admitted);
        });
    }

    private Authenticator.Identified credential(InboundRequest in) {
        return parts.callers()
                .identity()
                .identify(in.head().header("authorization"), in.head().header("fieldgate-purpose"));
    }

    private Step<Caller> perClient(Scene scene, InboundRequest in) {
        Caller caller = scene.caller();
        Optional<Duration> wait = parts.callers().rates().perClient(scene.site().policy(), client(in, caller));
        return wait.isEmpty()
                ? Step.go(caller)
                : Step.refused(new Refusal(
                        Problem.OVER_LIMIT,
                        "per-client",
                        List.of(),
                        (int) Math.max(1, wait.get().toSeconds() + 1),
                        List.of()));
    }

    /// The person, the staff member, or the address where nobody is named. A new token does not make a new client.
    static String client(InboundRequest in, Caller caller) {
        if (caller.subject().isPresent()) {
            return "person " + caller.subject().get();
        }
        return caller.id().isEmpty() ? "address " + in.client() : "staff " + caller.org() + " " + caller.id();
    }
}
