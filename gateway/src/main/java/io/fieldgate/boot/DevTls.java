package io.fieldgate.boot;

import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.crypto.pki.TlsContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/// TLS of the dev authority in `keys-dev/`, for example apps and clients on this machine.
public final class DevTls {
    private static final Duration LIFE = Duration.ofDays(30);

    private DevTls() {}

    /// A server certificate made now, for loopback names only.
    public static SSLContext server(Path keysDev) {
        return TlsContexts.server(leaf(keysDev, "fieldgate dev app"));
    }

    /// A client that trusts the dev authority.
    public static SSLContext client(Path keysDev) {
        return trusting(keysDev.resolve(DevPki.AUTHORITY_FILE));
    }

    static SSLContext trusting(Path authorities) {
        try {
            return TlsContexts.trusting(Files.readString(authorities));
        } catch (IOException unreadable) {
            throw new StartFailure("`" + authorities + "` cannot be read.", unreadable);
        }
    }

    /// Certificates are dated by the system's clock, never by the dev clock.
    static DevPki.Leaf leaf(Path keysDev, String name) {
        return DevPki.load(keysDev, new SecureRandom()).issue(name, Instant.now(), LIFE);
    }
}
