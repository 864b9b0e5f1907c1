package io.fieldgate.proxy.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How the data plane listens, how long it waits and how much it accepts.
/// @param plainPort port of a listener without TLS that answers 426 to everything and reads no body; empty for none
/// @param loops event loops to listen on, 1 to 64
public record ProxySettings(Listener listener, OptionalInt plainPort, int loops, Waits waits, Sizes sizes) {

    /// @param port 0 lets the system choose
    /// @param tls empty only for measuring programs: `serve` and `dev` always listen with TLS
    public record Listener(String host, int port, Optional<KeyPair> tls) {}

    /// A certificate chain and its private key, both PEM files. The program holds the paths only; the TLS
    /// engine reads them.
    public record KeyPair(Path chain, Path key) {}

    /// @param head from the beginning of a connection to the end of its first head
    /// @param body from its head to the end of a request body
    /// @param idle a connection without any byte in either direction, and from an answer to the end of the next
    /// head
    /// @param connect to the backend
    /// @param answer from sending a request to the end of the backend's answer
    /// @param permitRetry what `Retry-After` says where there was no permit
    public record Waits(
            Duration head, Duration body, Duration idle, Duration connect, Duration answer, Duration permitRetry) {
        public static final Waits STANDARD = new Waits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    /// @param targetBytes the request line
    /// @param headBytes all header lines together
    /// @param answerBytes a backend's answer body
    /// @param backendConnections kept alive to each backend, per event loop
    /// @param backendQueue exchanges that may wait for one of them, per event loop
    public record Sizes(int targetBytes, int headBytes, int answerBytes, int backendConnections, int backendQueue) {
        public static final Sizes STANDARD = new Sizes(
                8_192, // 8 KiB
                16_384, // 16 KiB
                4_194_304, // 4 MiB
                64, 1_024);
    }

    public ProxySettings {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("A data plane listens on 1 to 64 event loops.");
        }
    }

    public static ProxySettings of(Listener listener) {
        int loops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64);
        return new ProxySettings(listener, OptionalInt.empty(), loops, Waits.STANDARD, Sizes.STANDARD);
    }

    public ProxySettings withPlainPort(int port) {
        return new ProxySettings(listener, OptionalInt.of(port), loops, waits, sizes);
    }

    public ProxySettings withLoops(int count) {
        return new ProxySettings(listener, plainPort, count, waits, sizes);
    }

    public ProxySettings withWaits(Waits other) {
        return new ProxySettings(listener, plainPort, loops, other, sizes);
    }
}
