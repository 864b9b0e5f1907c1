package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One key, one event, of one caller: whichever token he has, and nobody else's.
class IdempotencyKeysTest {
    private static final String KEY = "Idempotency-Key: try-1\r\n";

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

    /// The keys the app got, in order.
    private List<String> events() {
        return rig.backend.received().stream()
                .map(text -> text.substring(text.indexOf("Idempotency-Key: ") + 17))
                .map(text -> text.substring(0, text.indexOf('\r')))
                .toList();
    }

    @Test
    void keyInQuotes_isTheSameKey() {
        assertThat(Bookings.book(rig, "li", KEY).status()).isEqualTo(201);
        assertThat(Bookings.book(rig, "li", "Idempotency-Key: \"try-1\"\r\n").status())
                .isEqualTo(201);
        assertThat(events()).hasSize(2);
        assertThat(events().get(0)).isEqualTo(events().get(1));
    }

    @Test
    void newTokenOfTheSamePerson_isTheSameCaller() {
        assertThat(Bookings.book(rig, "li", KEY).status()).isEqualTo(201);
        assertThat(Bookings.book(rig, "li-again", KEY).status()).isEqualTo(201);
        assertThat(events().get(0)).isEqualTo(events().get(1));
    }

    /// Two tokens without an id are not one caller.
    @Test
    void sameKeyOfAnother_isAnotherEvent() {
        assertThat(Bookings.book(rig, "li-again", KEY).status()).isEqualTo(201);
        RawClient.Got wang = Bookings.post(rig, "wang-again", KEY, ExchangeTest.BOOKING_OF_WANG);
        assertThat(wang.status()).as(wang.body()).isEqualTo(201);
        assertThat(events().get(0)).isNotEqualTo(events().get(1));
    }
}
