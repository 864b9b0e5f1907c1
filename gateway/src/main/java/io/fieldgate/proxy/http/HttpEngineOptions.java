package io.fieldgate.proxy.http;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The HTTP engine's options: TLS 1.2 and 1.3, HTTP/1.1 and HTTP/2 by ALPN, no compression, no upgrade, bounded
/// heads.
public final class HttpEngineOptions {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final int STREAMS = 128; // of one HTTP/2 connection at a time
    private static final int LINE_REST = 32; // method, version and spaces of a request line

    private HttpEngineOptions() {}

    public static HttpServerOptions governed(ProxySettings settings, int port) {
        HttpServerOptions options = plain(settings, port);
        settings.listener()
                .tls()
                .ifPresent(pair -> options.setSsl(true)
                        .setUseAlpn(true)
                        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                        .setEnabledSecureTransportProtocols(PROTOCOLS)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(pair.chain().toString())
                                .setKeyPath(pair.key().toString())));
        return options;
    }

    public static HttpServerOptions plain(ProxySettings settings, int port) {
        ProxySettings.Sizes sizes = settings.sizes();
        return new HttpServerOptions()
                .setHost(settings.listener().host())
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setMaxInitialLineLength(sizes.targetBytes() + LINE_REST)
                .setMaxHeaderSize(sizes.headBytes())
                .setIdleTimeout((int) settings.waits().idle().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true)
                .setInitialSettings(
                        new Http2Settings().setMaxConcurrentStreams(STREAMS).setMaxHeaderListSize(sizes.headBytes()));
    }

    /// For each connection of a client, when it opens: every request line is answered by ourselves.
    public static void onConnection(HttpConnection connection) {
        OddVersions.refuse(connection);
    }

    /// Why the engine could not read this head: the rule of its refusal.
    public static String faultOf(HttpServerRequest unreadable) {
        return OddVersions.isOf(unreadable) ? OddVersions.RULE : "head";
    }
}
