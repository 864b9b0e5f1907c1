package io.fieldgate.proxy;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Limits;
import io.fieldgate.document.PathReader;
import io.fieldgate.document.ReadResult;
import io.fieldgate.document.Shape;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Framing;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.RequestHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a request's head strictly: one framing, a known method, a path that has one reading, the app, the
/// route, and whether the time for it has passed. Pure: no clock, no I/O.
final class Router {

    /// The first segment below an app that belongs to the gateway itself.
    static final String OWN = ".fieldgate";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final List<String> HEADERS = List.of("Authorization", "Content-Type", "Fieldgate-Purpose");
    private static final Shape NOTHING = Shape.root().build();

    private final MountTable mountTable;

    Router(MountTable mountTable) {
        this.mountTable = mountTable;
    }

    /// @param now by the latest clock
    RouteMatch read(RequestHead head, Instant now) {
        if (!METHODS.contains(head.method())) {
            return refused(Refusal.allowing(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")));
        }
        Optional<String> fault = Framing.fault(head);
        if (fault.isPresent()) {
            return refused(Refusal.of(Problem.MALFORMED, fault.get()));
        }
        String target = head.target();
        int mark = target.indexOf('?');
        Optional<List<String>> segments = segments(mark < 0 ? target : target.substring(0, mark));
        if (segments.isEmpty()) {
            return refused(Refusal.of(Problem.MALFORMED, "path"));
        }
        return find(head, segments.get(), mark < 0 ? "" : target.substring(mark + 1), now);
    }

    private RouteMatch find(RequestHead head, List<String> path, String query, Instant now) {
        MountTable.Found found = mountTable.atHost(head.authority());
        List<String> rest = path;
        if (found == null) {
            found = path.isEmpty() ? null : mountTable.atPrefix(path.getFirst());
            rest = path.isEmpty() ? path : path.subList(1, path.size());
        }
        return switch (found) {
            case null -> refused(Refusal.of(Problem.NO_ROUTE));
            case MountTable.Found.Shut _ -> refused(Refusal.later(Problem.POLICY_NOT_ACTIVE, 60));
            case MountTable.Found.Open(MountedApp site) -> inside(site, head, rest, query, now);
        };
    }

    private static RouteMatch inside(MountedApp site, RequestHead head, List<String> path, String query, Instant now) {
        if (!path.isEmpty() && path.getFirst().equals(OWN)) {
            return own(site, head.method(), path.subList(1, path.size()));
        }
        String method = head.method().equals("HEAD") ? "GET" : head.method();
        List<Route> here = new ArrayList<>();
        for (Route route : site.policy().routes()) {
            if (fits(route.target().segments(), path)) {
                here.add(route);
            }
        }
        if (here.isEmpty()) {
            return refused(site, Refusal.of(Problem.NO_ROUTE));
        }
        if (method.equals("OPTIONS")) {
            return new RouteMatch.Options(site, allowed(here), sent(here));
        }
        Optional<Route> route = best(here, method);
        if (route.isEmpty()) {
            return refused(site, Refusal.allowing(allowed(here)));
        }
        Optional<Refusal> over = over(site.policy(), route.get(), now);
        if (over.isPresent()) {
            return new RouteMatch.Nowhere(over.get(), Optional.of(site), route);
        }
        return new RouteMatch.Routed(site, route.get(), variables(route.get(), path), query);
    }

    private static RouteMatch own(MountedApp site, String method, List<String> path) {
        for (OwnRoute route : OwnRoutes.STANDARD) {
            if (path.equals(List.of(route.name()))) {
                if (method.equals("OPTIONS")) {
                    return new RouteMatch.Options(site, route.methods(), HEADERS);
                }
                return route.methods().contains(method)
                        ? new RouteMatch.Own(site, route, method)
                        : refused(site, Refusal.allowing(route.methods()));
            }
        }
        return refused(site, Refusal.of(Problem.NO_ROUTE));
    }

    /// Whether the time of the route is over: the campaign, the last day of collecting, an assessment owed for
    /// too long.
    private static Optional<Refusal> over(AppPolicy app, Route route, Instant now) {
        boolean takes = route.kind() == Route.Kind.TAKES; // a record that is there may be corrected until its end
        if (app.campaignEnd().isPresent()
                && !now.isBefore(app.campaignEnd().get())
                && route.kind() != Route.Kind.ERASES) {
            return Optional.of(Refusal.of(takes ? Problem.CAMPAIGN_ENDED : Problem.GONE));
        }
        if (takes && !now.isBefore(app.duties().sunset())) {
            return Optional.of(Refusal.of(Problem.SUNSET_PASSED));
        }
        Optional<Instant> due = app.duties().assessmentDue();
        if (takes && due.isPresent() && !now.isBefore(due.get())) {
            return Optional.of(
                    new Refusal(Problem.POLICY_NOT_ACTIVE, "assessment-overdue", List.of(), 3_600, List.of()));
        }
        return Optional.empty();
    }

    /// The raw segments of an origin-form path; empty where it has more than one reading.
    private static Optional<List<String>> segments(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return Optional.empty(); // absolute, authority and asterisk forms too
        }
        if (path.length() == 1) {
            return Optional.of(List.of());
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        for (String segment : segments) {
            if (!isClear(segment)) {
                return Optional.empty();
            }
        }
        return Optional.of(segments);
    }

    private static boolean isClear(String segment) {
        boolean plain = !segment.isEmpty() && !segment.equals(".") && !segment.equals("..") && areUnreserved(segment);
        return plain || PathReader.read(Map.of("segment", segment), NOTHING, Limits.DEFAULT) instanceof ReadResult.Read;
    }

    private static boolean areUnreserved(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (!isUnreserved(segment.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int c) {
        return Ascii.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0;
    }

    private static boolean fits(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!isVariable(template.get(i)) && !template.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// A literal beats a variable, the first difference decides.
    private static Optional<Route> best(List<Route> routes, String method) {
        Route best = null;
        for (Route route : routes) {
            boolean better = best == null
                    || isMoreLiteral(route.target().segments(), best.target().segments());
            if (better && route.target().method().equals(method)) {
                best = route;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isMoreLiteral(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            if (isVariable(one.get(i)) != isVariable(other.get(i))) {
                return isVariable(other.get(i));
            }
        }
        return false;
    }

    private static Map<String, String> variables(Route route, List<String> path) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = route.target().segments().get(i);
            if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return variables;
    }

    static boolean isVariable(String segment) {
        return segment.length() > 2 && segment.charAt(0) == '{' && segment.endsWith("}");
    }

    private static List<String> allowed(List<Route> routes) {
        Set<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Route route : routes) {
            methods.add(route.target().method());
            if (route.target().method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return new ArrayList<>(methods);
    }

    private static List<String> sent(List<Route> routes) {
        List<String> headers = new ArrayList<>(HEADERS);
        if (routes.stream().anyMatch(route -> route.traits().idempotent())) {
            headers.add("Idempotency-Key");
        }
        return headers;
    }

    private static RouteMatch refused(Refusal refusal) {
        return new RouteMatch.Nowhere(refusal, Optional.empty(), Optional.empty());
    }

    private static RouteMatch refused(MountedApp site, Refusal refusal) {
        return new RouteMatch.Nowhere(refusal, Optional.of(site), Optional.empty());
    }
}
