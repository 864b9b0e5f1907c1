package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client chose to write is not repeated: not in the log, where it would stand for ever, not in a header, not in
/// a problem.
class ClientTextTest {

    @TempDir
    private Path folder;

    private ProxyRig rig;

    @BeforeEach
    void open() {
        rig = new ProxyRig(folder);
        rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zhang_wei_hiv_positive",
                "wang.xiaoming",
                "a_138_001_380_00",
                "G123-456-78",
                "E12_345_678",
                "Li-Si-lives-at-17",
                "shoeSize"
            })
    void chosenName_isAPosition(String name) {
        String booking = ExchangeTest.BOOKING.replace("shoeSize", name);
        RawClient.Got got = Bookings.post(rig, "li", "", booking);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        assertThat(got.header("fieldgate-decision").orElseThrow())
                .contains("#4")
                .doesNotContain(name);
        assertThat(rig.leaves()).noneMatch(leaf -> leaf.contains(name));

        String declaration = Declaration.PLAIN.replaceFirst("\\{", "{\"" + name + "\":1,");
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got refused =
                    client.send(Declaration.request("li", declaration)).read();
            assertThat(refused.problem()).isEqualTo("undeclared");
            assertThat(refused.body()).contains("#1").doesNotContain(name);
        }
        assertThat(rig.leaves()).noneMatch(leaf -> leaf.contains(name));
        RawClient.Got asked = rig.json("guard", "GET", "/health-declare/api/declarations?" + name + "=1", "");
        assertThat(asked.body()).doesNotContain(name);
        assertThat(rig.leaves()).noneMatch(leaf -> leaf.contains(name));
    }

    /// Of the register, or what everybody calls such a field: the app team finds its mistake by it.
    @Test
    void knownName_isSaid() {
        RawClient.Got got = Bookings.post(rig, "li", "", ExchangeTest.BOOKING.replace("shoeSize", "wechat"));
        assertThat(got.header("fieldgate-decision").orElseThrow()).contains("\"wechat\"");
        assertThat(rig.leaves()).anyMatch(leaf -> leaf.contains("\"wechat\""));
    }
}
