package io.fieldgate.boot.config;

/// An address to listen on. @param port 0 = any free port
public record Listen(String host, int port) {
    /// Every address of the host.
    public boolean isWildcard() {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    }

    public boolean isLoopback() {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1") || host.equals("[::1]");
    }
}
