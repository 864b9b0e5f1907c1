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
import java.util.List;
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

    /// One tap on the line, one where TLS ends: the first hears nothing, the second what the policy lets through.
    @Test
    void tap_hearsNothingThatIsSealed() throws Exception {
        Stage stage = Stage.in(folder).build();
        try (stage;
                Tap inside = Tap.inside(stage.app(DemoApp.Kind.HEALTH_DECLARE).url());
                Tap line = Tap.wire(inside.url())) {
            stage.with("apps.health-declare.upstream", line.url());
            stage.open();
            String id = stage.declare(Persons.FIRST);
            String path = "/health-declare/api/declarations/" + id;
            String shown =
                    stage.http().get(path, stage.citizen(Persons.FIRST.idNo())).body();
            assertThat(shown).contains(Persons.FIRST.name(), Persons.FIRST.mobile());
            assertThat(stage.http().get(path, stage.doctor("110101")).status()).isEqualTo(200);

            Sweep sweep = new Sweep().bytes("line", line.seen()).bytes("inside", inside.seen());
            byte[] face = Photo.unique(Photo.jpeg(Persons.FIRST.idNo().hashCode()));
            assertThat(sweep.hits(face)).isEmpty();
            for (String value : List.of(
                    Persons.FIRST.idNo(),
                    Persons.FIRST.name(),
                    Persons.FIRST.mobile(),
                    Persons.FIRST.address(),
                    "街道1号2单元")) {
                assertThat(sweep.hits(value)).as(value).isEmpty();
            }
            assertThat(sweep.hits("北京市东城区")).containsExactly("inside: UTF-8");
            assertThat(sweep.hits(id)).isNotEmpty().allMatch(hit -> hit.startsWith("inside: "));
            assertThat(line.seen().length).isGreaterThan(inside.seen().length);
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
