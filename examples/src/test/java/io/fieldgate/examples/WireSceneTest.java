package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.boot.Gateway;
import io.fieldgate.boot.config.StartFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing personal crosses a wire in the clear.
class WireSceneTest {
    private static final int HANDSHAKE = 22; // RFC 5246, 6.2.1; an alert is 21

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
            } catch (SocketException reset) {
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
            byte[] photo = Photo.jpeg(Persons.FIRST.idNo().hashCode());
            assertThat(sweep.hits(Photo.unique(photo))).isEmpty();
            assertThat(sweep.hits(Photo.unique(Photo.anew(photo)))).isEmpty();
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

    /// The JDK knows the old versions and refuses them itself; it is told not to, so that only the gateway does.
    @Test
    void oldTls_isRefused() throws Exception {
        Path lax = Files.writeString(folder.resolve("lax.security"), "jdk.tls.disabledAlgorithms=\n");
        try (Stage stage =
                Stage.in(folder).apart("-Djava.security.properties=" + lax).start()) {
            for (URI plane : List.of(stage.gateway().data(), stage.gateway().admin())) {
                assertThat(hello(plane, 3)).as("TLS 1.2").isEqualTo(HANDSHAKE);
                for (int old = 0; old < 3; old++) {
                    assertThat(hello(plane, old)).as("3.%d", old).isNotEqualTo(HANDSHAKE);
                }
            }
        }
    }

    /// Greets with one version and reads how the other side begins. @return a record's type, or -1
    private static int hello(URI plane, int minor) throws IOException {
        byte[] body = HexFormat.of()
                .parseHex("03%02x".formatted(minor) + "5a".repeat(32) + "00"
                        + "0008" + "c02b" + "c009" + "c00a" + "002f" + "0100" // suites with ECDSA, no compression
                        + "001a" // P-256 and P-384, points as they are, ECDSA with SHA-256 and SHA-1
                        + "000a00060004" + "00170018" + "000b00020100" + "000d00060004" + "04030203");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) HANDSHAKE, 3, 1, 0, (byte) (body.length + 4)});
        all.writeBytes(new byte[] {1, 0, 0, (byte) body.length});
        all.writeBytes(body);
        try (Socket socket = new Socket(plane.getHost(), plane.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(all.toByteArray());
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
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
