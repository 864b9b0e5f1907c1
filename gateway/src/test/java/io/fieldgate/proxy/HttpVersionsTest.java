package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every request line is answered, with a problem that has a trace and says why, whatever version it names.
class HttpVersionsTest {

    @TempDir
    static Path folder;

    static ProxyRig rig;

    @BeforeAll
    static void open() {
        rig = new ProxyRig(folder, ProxyRig.settings().withPlainPort(0));
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nobody HTTP/1.1           | 404 | no-route",
                "GET /nobody HTTP/1.0           | 404 | no-route",
                "GET /nobody HTTP/1.2           | 400 | version",
                "GET /nobody HTTP/1.9           | 400 | version",
                "GET /nobody HTTP/2.0           | 400 | version",
                "GET /nobody HTTP/3.0           | 400 | version",
                "GET /nobody HTTP/0.9           | 400 | version",
                "PRI * HTTP/2.0                 | 400 | version",
                "GET /nobody HTTP/2             | 400 | head",
                "GET /nobody HTTP/11            | 400 | head",
                "GET /nobody HTTP/1.10          | 400 | version",
                "GET /nobody http/1.1           | 400 | version",
                "GET /nobody HTTPS/1.1          | 400 | version",
                "GET /nobody ICAP/1.0           | 400 | version",
                "GET /nobody                    | 400 | head",
                "GET                            | 400 | head",
                "GET /nobody HTTP/1.1 HTTP/1.1  | 400 | head",
            })
    void requestLine_isAnsweredByAProblem(String line, int status, String rule) {
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got got = client.send(line + "\r\nHost: gate\r\n\r\n").read();
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.head()).startsWith("HTTP/1.");
            assertThat(got.header("content-type").orElse("")).isEqualTo("application/problem+json");
            assertThat(got.header("fieldgate-trace")).isPresent();
            assertThat(got.body())
                    .contains(status == 404 ? "urn:fieldgate:problem:" + rule : "\"rule\":\"" + rule + "\"");
            if (status == 400) {
                assertThat(got.header("connection")).contains("close");
                assertThat(client.isEnded()).isTrue();
            }
        }
        assertThat(rig.backend.received()).isEmpty();
    }

    /// What follows such a head on its connection is no request, and no body of it is waited for.
    @Test
    void whatFollowsAnOddVersion_isNotRead() {
        try (RawClient client = new RawClient(rig.server.port())) {
            client.send("POST /mask-booking/api/bookings HTTP/1.2\r\nHost: gate\r\nContent-Length: 2000\r\n\r\n{}"
                    + "GET /nobody HTTP/1.1\r\nHost: gate\r\n\r\n");
            assertThat(client.read().body()).contains("\"rule\":\"version\"");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void portWithoutTls_saysWhereToGo_whateverTheVersion() {
        RawClient.Got got =
                RawClient.once(rig.server.plainPort().orElseThrow(), "GET /nobody HTTP/1.2\r\nHost: gate\r\n\r\n");
        assertThat(got.status()).isEqualTo(426);
        assertThat(got.problem()).isEqualTo("tls-required");
    }
}
