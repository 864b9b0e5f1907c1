package load;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Set;

/// The gateway's listener and client settings, so that the bare pass-through differs from it in the work alone.
final class Settings {

    static final int CONNECTIONS = 512;

    private Settings() {}

    static HttpServerOptions server(int port) {
        var options = new HttpServerOptions().setPort(port).setHost("127.0.0.1").setAcceptBacklog(1024);
        String cert = System.getProperty("cert");
        if (cert != null) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                    .setKeyCertOptions(
                            new PemKeyCertOptions().setCertPath(cert).setKeyPath(System.getProperty("key")));
        }
        return options;
    }

    static HttpClientOptions client() {
        var options = new HttpClientOptions().setKeepAlive(true);
        String cert = System.getProperty("cert");
        if (cert != null) {
            options.setSsl(true).setTrustOptions(new PemTrustOptions().addCertPath(cert));
        }
        return options;
    }
}
