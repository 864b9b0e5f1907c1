package io.fieldgate.admin;

import java.nio.file.Path;
import java.time.Duration;

/// Where the admin plane listens, and how long it waits.
/// @param port 0 for any free port @param certificate PEM chain @param key PEM PKCS#8
/// @param body from a request's head to the end of its body
public record AdminSettings(String host, int port, Path certificate, Path key, Duration body) {
    private static final Duration BODY = Duration.ofSeconds(30);

    /// 30 seconds for a body.
    public static AdminSettings of(String host, int port, Path certificate, Path key) {
        return new AdminSettings(host, port, certificate, key, BODY);
    }
}
