package io.fieldgate.proxy.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A server the gateway calls.
/// @param address `https://host:port/base`, no query; `http` only where wiring allows it
/// @param trust PEM file of the certificates to trust; empty = those of the runtime
/// @param identity the gateway's own certificate towards this server
public record Backend(URI address, Optional<Path> trust, Optional<ProxySettings.KeyPair> identity) {

    public Backend {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getRawQuery() != null || address.getRawUserInfo() != null) {
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
