package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.EventIds;
import io.fieldgate.proxy.http.RawClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

    private static final String OTHER_VALUES = ExchangeTest.BOOKING.replace("13800138000", "13900139000");

    /// Another order and other spaces are no other values; another number is.
    @Test
    void keyWithOtherValues_isRefused_howeverTheyAreSpelled() {
        assertThat(Bookings.book(rig, "li", KEY).status()).isEqualTo(201);
        assertThat(Bookings.post(rig, "li", KEY, ExchangeTest.BOOKING.replace(",", " , "))
                        .status())
                .isEqualTo(201);
        RawClient.Got other = Bookings.post(rig, "li", KEY, OTHER_VALUES);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
        assertThat(events()).as("the app heard nothing of it").hasSize(2);
    }

    /// What was refused before the app heard of it used nothing up.
    @Test
    void refusedRequest_leavesItsKeyFree() {
        rig.takeKeyring();
        rig.clock.advance(Duration.ofDays(3)); // keys of another day are needed
        assertThat(Bookings.post(rig, "li", KEY, OTHER_VALUES).status()).isEqualTo(503);
        rig.bringKeyring();
        assertThat(Bookings.book(rig, "li", KEY).status()).isEqualTo(201);
    }

    /// The twin waits for the first, then the app gets the same event again.
    @Test
    void twin_waitsForTheFirst() throws Exception {
        CountDownLatch come = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        rig.backend.next(
                new ScriptedBackend.Act.After(() -> hold(come, go), ScriptedBackend.json(201, Bookings.BOOKED)));
        FutureTask<RawClient.Got> first = inTheBackground();
        assertThat(come.await(10, TimeUnit.SECONDS)).isTrue();
        FutureTask<RawClient.Got> twin = inTheBackground();
        Thread.sleep(300);
        assertThat(twin.isDone()).as("it waits").isFalse();
        assertThat(rig.backend.received()).hasSize(1);
        assertThat(Bookings.post(rig, "li", KEY, OTHER_VALUES).problem()).isEqualTo("key-reused");
        go.countDown();
        assertThat(first.get().status()).isEqualTo(201);
        assertThat(twin.get().status()).isEqualTo(201);
        assertThat(events().get(0)).isEqualTo(events().get(1));
    }

    /// Who waits for a request that does not end is told in time, and again may go on when it has ended.
    @Test
    void twin_waitsNoLongerThanItMay() {
        IdempotencyKeys keys = new IdempotencyKeys(
                new EventIds(rig.clock, new SeededSource(8)), bytes -> bytes, Duration.ofMillis(50));
        IdempotencyKeys.ClientKey key = new IdempotencyKeys.ClientKey("app try-1 person");
        assertThat(keys.begin(key, "first", List.of())).isInstanceOf(IdempotencyKeys.Begun.Event.class);
        assertThat(keys.begin(key, "twin", List.of())).isInstanceOf(IdempotencyKeys.Begun.StillUnderWay.class);
        keys.end("first");
        assertThat(keys.begin(key, "twin", List.of())).isInstanceOf(IdempotencyKeys.Begun.Event.class);
    }

    private FutureTask<RawClient.Got> inTheBackground() {
        FutureTask<RawClient.Got> call = new FutureTask<>(() -> Bookings.book(rig, "li", KEY));
        Thread.ofVirtual().start(call);
        return call;
    }

    private static void hold(CountDownLatch come, CountDownLatch go) {
        come.countDown();
        try {
            go.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
