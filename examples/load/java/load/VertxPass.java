package load;

import io.fieldgate.proxy.LoadSettings;
import io.fieldgate.proxy.http.ProxySettings;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Set;

/// A bare pass-through on the Vert.x of the gateway, with the gateway's listener and client settings: what a proxy
/// costs that reads a body and sends it on. A benchmark program; the product has no such mode.
/// java -Dcert=PEM -Dkey=PEM load.VertxPass PORT UPSTREAM_PORT (without the properties: plain HTTP)
public final class VertxPass extends AbstractVerticle {

    private final int port;
    private final int upstream;

    private VertxPass(int port, int upstream) {
        this.port = port;
        this.upstream = upstream;
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        vertx.deployVerticle(new VertxPass(Integer.parseInt(args[0]), Integer.parseInt(args[1])))
                .await();
        System.out.println("ready");
    }

    @Override
    public void start(Promise<Void> started) {
        HttpClient client = vertx.createHttpClient(
                client(upstream), new PoolOptions().setHttp1MaxSize(ProxySettings.Sizes.STANDARD.backendConnections()));
        vertx.createHttpServer(LoadSettings.server(port))
                .requestHandler(request -> request.body()
                        .onSuccess(body -> forward(client, request, body))
                        .onFailure(e -> fail(request)))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private static HttpClientOptions client(int upstream) {
        HttpClientOptions options =
                LoadSettings.client().setDefaultHost("127.0.0.1").setDefaultPort(upstream);
        String cert = System.getProperty("cert");
        return cert == null
                ? options
                : options.setSsl(true)
                        .setVerifyHost(true)
                        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                        .setTrustOptions(new PemTrustOptions().addCertPath(cert));
    }

    private static void forward(HttpClient client, HttpServerRequest request, Buffer body) {
        client.request(new RequestOptions().setMethod(request.method()).setURI(request.uri()))
                .compose(out -> {
                    out.putHeader("content-type", request.getHeader("content-type"));
                    return out.send(body);
                })
                .compose(in -> in.body().onSuccess(answer -> {
                    HttpServerResponse response = request.response().setStatusCode(in.statusCode());
                    response.putHeader("content-type", in.getHeader("content-type"));
                    response.end(answer);
                }))
                .onFailure(e -> fail(request));
    }

    private static void fail(HttpServerRequest request) {
        if (!request.response().ended()) {
            request.response().setStatusCode(502).end();
        }
    }
}
