package io.fieldgate.proxy;

import io.fieldgate.audit.LeafText;
import io.fieldgate.guard.Authenticator;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Problem;
import java.util.Optional;

/// Who may call which kind of route. Decides nothing about fields.
/// `takes` and `erases`: whoever stands in the route's `by`, staff for a purpose of the register; `open` needs nobody.
/// That their organisation collects or uses the data is judged with the file (FG-ACC-06).
/// `gives`: whoever a reveal block is written for.
final class CallerAuthorization {

    private CallerAuthorization() {}

    /// A known caller, nobody (where the route is open), or why not.
    static Step<Caller> admit(AppPolicy app, Route route, Authenticator.Identified identified) {
        return switch (identified) {
            case Authenticator.Identified.Anonymous _ ->
                route.traits().open() ? Step.go(Scene.NOBODY) : Step.refused(Problem.NO_CALLER, "no-credential");
            case Authenticator.Identified.Rejected(String rule) -> Step.refused(Problem.NO_CALLER, rule);
            case Authenticator.Identified.PurposeNotAllowed _ -> Step.refused(Problem.PURPOSE_NOT_ALLOWED);
            case Authenticator.Identified.Known(Caller caller) -> judge(app, route, caller);
        };
    }

    /// Where a leaf cannot name somebody, nothing happens in his name.
    static boolean fitsInLeaf(Caller caller) {
        return isIdOrNone(caller.id())
                && isIdOrNone(caller.org())
                && isIdOrNone(caller.role())
                && isIdOrNone(caller.credential())
                && isIdOrNone(caller.purpose());
    }

    private static boolean isIdOrNone(String text) {
        return text.isEmpty() || LeafText.isId(text);
    }

    private static Step<Caller> judge(AppPolicy app, Route route, Caller caller) {
        if (!fitsInLeaf(caller)) {
            return Step.refused(Problem.NO_CALLER, "token-claims");
        }
        if (route.traits().open()) {
            return Step.go(caller);
        }
        return switch (route.kind()) {
            case TAKES, CHANGES, ERASES -> writing(route, caller);
            case GIVES -> seeing(app, route, caller);
        };
    }

    private static Step<Caller> writing(Route route, Caller caller) {
        Route.Writers writers = route.traits().writers();
        if (caller.isSubject() ? !writers.subject() : !writers.allows(caller)) {
            return Step.refused(Problem.ROLE_NOT_ALLOWED);
        }
        if (caller.isSubject()) {
            return Step.go(caller);
        }
        return route.traits().purposes().contains(caller.purpose())
                ? Step.go(caller)
                : Step.refused(Problem.PURPOSE_NOT_ALLOWED);
    }

    private static Step<Caller> seeing(AppPolicy app, Route route, Caller caller) {
        Optional<RevealRule> rule = app.revealTo(caller.role(), caller.purpose(), route);
        if (rule.isPresent()) {
            String org = rule.get().role().org();
            return org.isEmpty() || org.equals(caller.org()) ? Step.go(caller) : Step.refused(Problem.ROLE_NOT_ALLOWED);
        }
        boolean known =
                app.reveal().stream().anyMatch(each -> each.role().name().equals(caller.role()) && each.isOn(route));
        return Step.refused(known ? Problem.PURPOSE_NOT_ALLOWED : Problem.ROLE_NOT_ALLOWED);
    }
}
