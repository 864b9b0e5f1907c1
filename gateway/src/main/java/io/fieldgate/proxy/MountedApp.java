package io.fieldgate.proxy;

import io.fieldgate.enforce.JointViews;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.http.Backend;
import io.fieldgate.proxy.http.Pages;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One app behind the gateway: its register, its keys, where it answers, and where its backend and services are.
/// @param services the address of the service of each role that is asked (`use: ask`)
/// @param joint what its views tell together
public record MountedApp(
        RegisterInForce register, Mount mount, Backend backend, Map<String, Backend> services, JointViews joint) {

    /// Where an app answers: at a host of its own, or below its name as first path segment. Exactly one of the
    /// two is not empty.
    /// @param host lower case, without port
    /// @param pages from which a browser may call it
    public record Mount(Optional<String> host, String prefix, Pages pages) {

        public Mount {
            if (host.isPresent() != prefix.isEmpty()) {
                throw new IllegalArgumentException("An app answers at a host or below a prefix, not both.");
            }
            if (prefix.indexOf('/') >= 0) {
                throw new IllegalArgumentException("A prefix is one path segment without slashes.");
            }
        }

        public static Mount prefix(String segment) {
            return new Mount(Optional.empty(), segment, Pages.OWN_ONLY);
        }

        public static Mount host(String name) {
            return new Mount(Optional.of(name.toLowerCase(Locale.ROOT)), "", Pages.OWN_ONLY);
        }

        /// The same place, for pages of these origins too: scheme and host, and nothing behind them.
        public Mount pagesAt(List<URI> origins) {
            return new Mount(host, prefix, Pages.at(origins));
        }
    }

    public MountedApp {
        services = Map.copyOf(services);
    }

    public MountedApp(RegisterInForce register, Mount mount, Backend backend, Map<String, Backend> services) {
        this(register, mount, backend, services, JointViews.of(register.policy()));
    }

    public String name() {
        return policy().name();
    }

    public AppPolicy policy() {
        return register.policy();
    }

    public AppKeys keys() {
        return register.keys();
    }
}
