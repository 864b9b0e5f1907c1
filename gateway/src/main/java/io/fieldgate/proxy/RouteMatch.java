package io.fieldgate.proxy;

import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a request goes, read from its head alone.
sealed interface RouteMatch {

    /// To a route of a register.
    /// @param variables path variable → the raw segment that stood for it
    /// @param query what stands after `?`, undecoded
    record Routed(MountedApp site, Route route, Map<String, String> variables, String query) implements RouteMatch {
        public Routed {
            variables = Map.copyOf(variables);
        }

        @Override
        public String toString() {
            return "Routed[" + route.template() + "]";
        }
    }

    /// To the gateway itself, below `.fieldgate/` of an app.
    record Own(MountedApp site, OwnRoute route, String method) implements RouteMatch {}

    /// An OPTIONS request: the gateway answers it.
    /// @param sent the headers that have an effect at this path
    record Options(MountedApp site, List<String> allow, List<String> sent) implements RouteMatch {
        public Options {
            allow = List.copyOf(allow);
            sent = List.copyOf(sent);
        }
    }

    /// Nowhere. @param site the app, where it was found before the refusal
    record Nowhere(Refusal refusal, Optional<MountedApp> site, Optional<Route> route) implements RouteMatch {}
}
