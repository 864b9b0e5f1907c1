package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole exchanges over real sockets: what the app gets, what the caller gets, what the log says.
final class ExchangeTest {
    static final String UUID = "0e3f8b7a-5f60-4c3b-9d51-2f1f6f0c8a11";
    static final String BOOKING = "{\"idNo\":\"" + KnownCallers.LI + "\",\"mobile\":\"13800138000\",\"hukou\":\"x\",\"shoeSize\":\"quarante-deux\"}";

    @TempDir
    Path folder;

    ProxyRig rig;

    @BeforeEach
    void open() {
        rig = new ProxyRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private RawClient.Got book(String caller, String extra) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + UUID + "\",\"number\":17,\"secret\":\"" + KnownCallers.LI + "\"}"));
        String head = "POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + extra
                + "Content-Type: application/json\r\nContent-Length: " + BOOKING.length() + "\r\n\r\n";
        return rig.send(head + BOOKING);
    }

    @Test
    void takes_buildsWhatTheAppGetsAndWhatTheCallerGets() {
        RawClient.Got got = book("li", "");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        assertThat(got.body()).isEqualTo("{\"id\":\"" + UUID + "\",\"number\":17}");
        assertThat(got.header("fieldgate-decision").orElseThrow()).contains("dropped=(", "encrypted=(\"mobile\");n=1", "used=(");
        assertThat(got.header("cache-control")).contains("no-store");
        String request = rig.backend.received().getLast();
        assertThat(request).startsWith("POST /api/bookings HTTP/1.1\r\n").doesNotContain(KnownCallers.LI, "13800138000", "hukou", "quarante", "Bearer");
        assertThat(request).contains("Idempotency-Key: ", "Fieldgate-Trace: " + got.header("fieldgate-trace").orElseThrow());
        assertThat(String.join("\n", rig.leaves())).contains("\"kind\":\"intent\"", "\"kind\":\"outcome\"").doesNotContain(KnownCallers.LI, "13800138000");
    }
}
