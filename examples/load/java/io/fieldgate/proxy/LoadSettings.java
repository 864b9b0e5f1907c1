package io.fieldgate.proxy;

import io.fieldgate.proxy.http.HttpEngineOptions;
import io.fieldgate.proxy.http.ProxySettings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.util.Optional;

/// The data plane's own listener settings, and its client settings for a bare pass-through, so that the pass-through
/// differs from the gateway in the work alone. Lies in this package because the listener settings are closed to
/// others.
public final class LoadSettings {

    private LoadSettings() {}

    /// One event loop; TLS where the properties `cert` and `key` name PEM files.
    public static ProxySettings proxy(int port) {
        Optional<ProxySettings.KeyPair> tls = Optional.ofNullable(System.getProperty("cert"))
                .map(cert -> new ProxySettings.KeyPair(Path.of(cert), Path.of(System.getProperty("key"))));
        return ProxySettings.of(new ProxySettings.Listener("127.0.0.1", port, tls))
                .withLoops(1);
    }

    public static HttpServerOptions server(int port) {
        return HttpEngineOptions.governed(proxy(port), port);
    }

    /// As `Upstream` sets them.
    public static HttpClientOptions client() {
        ProxySettings settings = proxy(0);
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setHttp2ClearTextUpgrade(false)
                .setMaxHeaderSize(settings.sizes().headBytes())
                .setConnectTimeout((int) settings.waits().connect().toMillis())
                .setTcpNoDelay(true);
    }
}
