package io.fieldgate.proxy;

import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.http.Backend;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One app behind the gateway: its register, its keys, where it answers, and where its backend and services are.
/// @param services the address of the service of each role that is asked (`use: ask`)
public record MountedApp(RegisterInForce register, Mount mount, Backend backend, Map<String, Backend> services) {

    /// Where an app answers: at a host of its own, or below its name as first path segment. Exactly one of the
    /// two is not empty.
    /// @param host lower case, without port
    public record Mount(Optional<String> host, String prefix) {

        public Mount {
            if (host.isPresent() != prefix.isEmpty()) {
                throw new IllegalArgumentException("An app answers at a host or below a prefix, not both.");
            }
            if (prefix.indexOf('/') >= 0) {
                throw new IllegalArgumentException("A prefix is one path segment without slashes.");
            }
        }

        public static Mount prefix(String segment) {
            return new Mount(Optional.empty(), segment);
        }

        public static Mount host(String name) {
            return new Mount(Optional.of(name.toLowerCase(Locale.ROOT)), "");
        }
    }

    public MountedApp {
        services = Map.copyOf(services);
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
