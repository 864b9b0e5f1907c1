package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.cli.DevTls;
import io.fieldgate.cli.Gateway;
import io.fieldgate.cli.StartFailure;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing personal crosses a wire in the clear.
class WireSceneTest {
    @TempDir
    private Path folder;

    @Test
    void plainHttp_isNotServed() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            URI data = stage.gateway().data();
            try (Socket socket = new Socket(data.getHost(), data.getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("200 OK");
            } catch (java.net.SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void oldTls_isRefused() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            URI data = stage.gateway().data();
            try (SSLSocket socket = (SSLSocket)
                    DevTls.client(Stage.KEYS).getSocketFactory().createSocket(data.getHost(), data.getPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @Test
    void httpUpstream_isRefusedAtStart() {
        Map<String, String> settings = Map.of(
                "folder", folder.resolve("gateway").toString(),
                "data.listen", "127.0.0.1:0",
                "admin.listen", "127.0.0.1:0",
                "apps.health-declare.upstream", "http://127.0.0.1:9999");
        assertThatThrownBy(() -> Gateway.dev(Stage.ROOT, settings, line -> {}).close())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("FG-OPS-02")
                .hasMessageContaining("apps.health-declare.upstream");
    }

    @Test
    void devMode_staysOnLoopback() {
        Map<String, String> settings =
                Map.of("folder", folder.resolve("gateway").toString(), "data.listen", "0.0.0.0:0");
        assertThatThrownBy(() -> Gateway.dev(Stage.ROOT, settings, line -> {}).close())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("loopback");
    }
}
