package io.fieldgate.proxy;

import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One app behind the gateway: its register, its keys, where it answers, and where its backend and services are.
/// @param services the address of the service of each role that is asked (`use: ask`)
public record AppSite(AppPolicy policy, AppKeys keys, Mount mount, Backend backend, Map<String, Backend> services) {

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

    /// A server the gateway calls.
    /// @param address `https://host:port/base`, no query; `http` only where wiring allows it
    /// @param trust PEM file of the certificates to trust; empty = those of the runtime
    /// @param identity the gateway's own certificate towards this server
    public record Backend(URI address, Optional<Path> trust, Optional<ProxySettings.KeyPair> identity) {

        public Backend {
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (!web
                    || address.getHost() == null
                    || address.getRawQuery() != null
                    || address.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "A backend's address is http(s)://host:port/path without query or user.");
            }
        }

        public boolean isTls() {
            return "https".equals(address.getScheme());
        }

        int port() {
            int port = address.getPort();
            return port >= 0 ? port : isTls() ? 443 : 80;
        }

        /// The path below which everything lies, without a slash at the end.
        String base() {
            String path = address.getRawPath() == null ? "" : address.getRawPath();
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }

    public AppSite {
        services = Map.copyOf(services);
    }

    public String name() {
        return policy.name();
    }
}
