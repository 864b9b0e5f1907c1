package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever asks about somebody else learns nothing: not from the bytes, and not from the time.
///
/// Two questions are asked in pairs over one connection, in random order, of a gateway on real sockets with its app in
/// the same process; the app says what it says at once, so that only the gateway's own time differs. The bytes have to
/// be the same every time, but for the trace. What one probe tells of the time is [OneProbe]; from [#FIGURE] pairs on
/// the upper end of its interval has to be at most 53 %, and 0.2 ms planted in the app's answer have to be found. Fewer
/// pairs show no such figure: then the bytes are judged, and that the measuring finds a planted 20 ms.
/// Size: `-Dscenes.pairs`, 20 by itself, 400 in `.ci/run`, 5,000 in the profile `soak`.
class OracleTest {
    private static final int PAIRS = Integer.getInteger("scenes.pairs", 20);
    private static final int FIGURE = 5_000;
    private static final double MOST = 0.53;
    private static final String TAKES = "takes: one\n    by: ";
    private static final String UNKNOWN = "550e8400-e29b-41d4-a716-446655440009";
    private static final String STRANGER = person(9_999); // of no gateway known
    private static final String RECORD = "/mask-booking/api/bookings/";

    @TempDir
    Path folder;

    /// One kind of question. @param app what the app says to it
    private record Probe(ScriptedBackend.Act app, Supplier<byte[]> request) {
        static Probe of(ScriptedBackend.Act app, byte[] request) {
            return new Probe(app, () -> request);
        }
    }

    /// Asks, and keeps what was answered last.
    private static final class Prober {
        private final ProxyRig rig;
        private final RawClient client;
        private String expected = "";

        Prober(ProxyRig rig, RawClient client) {
            this.rig = rig;
            this.client = client;
        }

        long ask(Probe probe) {
            byte[] request = probe.request().get();
            rig.backend.always(probe.app());
            rig.backend.forget();
            rig.clock.advance(Duration.ofSeconds(11)); // within the limits of one client
            long begun = System.nanoTime();
            RawClient.Got got = client.send(request).read();
            long took = System.nanoTime() - begun;
            String bytes = got.toString().replaceAll("[0-9A-HJKMNP-TV-Z]{26}", "-");
            if (expected.isEmpty()) {
                expected = bytes;
            }
            assertThat(bytes).isEqualTo(expected);
            return took;
        }
    }

    private static OneProbe measured(ProxyRig rig, Probe first, Probe second) {
        try (RawClient client = new RawClient(rig.server.port())) {
            Prober prober = new Prober(rig, client);
            rig.clock.advance(Duration.ofMinutes(1)); // what was set up counts no more
            for (int i = 0; i < Math.min(PAIRS, 300); i++) { // until the code is compiled
                prober.ask(first);
                prober.ask(second);
            }
            return OneProbe.measure(PAIRS, PAIRS, () -> prober.ask(first), () -> prober.ask(second));
        }
    }

    private static void tellsNothing(String what, ProxyRig rig, Probe first, Probe second) {
        OneProbe chance = measured(rig, first, second);
        System.out.println("one probe tells: " + what + ": " + chance);
        if (PAIRS >= FIGURE) {
            assertThat(chance.high()).as(what + " " + chance).isLessThanOrEqualTo(MOST);
        }
    }

    /// The measuring itself: his own record, which nobody holds back, and an app that is a little slower every other
    /// time.
    @Test
    void plantedDelay_isFound() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            ScriptedBackend.Act app = ownBooking(rig);
            long planted = PAIRS >= FIGURE ? 200_000 : 20_000_000; // ns
            Probe quick = Probe.of(app, get("li", RECORD + ExchangeTest.UUID));
            Probe slow = Probe.of(
                    new ScriptedBackend.Act.After(() -> spin(planted), app), get("li", RECORD + ExchangeTest.UUID));
            OneProbe chance = measured(rig, quick, slow);
            System.out.println("one probe tells: planted " + planted / 1e6 + " ms: " + chance);
            assertThat(chance.low()).as(chance.toString()).isGreaterThan(MOST);
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void recordOfAnother_readByAPerson() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            ScriptedBackend.Act app = ownBooking(rig);
            tellsNothing(
                    "record of another, read by a person",
                    rig,
                    Probe.of(app, get("wang", RECORD + ExchangeTest.UUID)),
                    Probe.of(ScriptedBackend.json(404, ""), get("wang", RECORD + UNKNOWN)));
        }
    }

    @Test
    void recordOfAnother_erasedByAPerson() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            ScriptedBackend.Act app = ownBooking(rig);
            tellsNothing(
                    "record of another, erased by a person",
                    rig,
                    Probe.of(app, delete("wang", RECORD + ExchangeTest.UUID)),
                    Probe.of(ScriptedBackend.json(404, ""), delete("wang", RECORD + UNKNOWN)));
        }
    }

    @Test
    void listWithRowsOfOthers() {
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), listed())) {
            ScriptedBackend.Act app = ownBooking(rig);
            String stored = body(app).replaceFirst("\\{\"booking\":(.*)}$", "$1");
            tellsNothing(
                    "list with records of another",
                    rig,
                    Probe.of(
                            ScriptedBackend.json(200, "{\"items\":[" + stored + "," + stored + "]}"),
                            get("wang", "/mask-booking/api/bookings")),
                    Probe.of(ScriptedBackend.json(200, "{\"items\":[]}"), get("wang", "/mask-booking/api/bookings")));
        }
    }

    private Path listed() {
        return Bookings.policies(
                folder,
                "  GET /api/draws/{day}:",
                "  GET /api/bookings:\n    gives: list\n    from: /items\n    body: json\n    answers: [id]\n"
                        + "  GET /api/draws/{day}:");
    }

    @Test
    void bookingForAnother_whoHasBooked() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            ScriptedBackend.Act app = ownBooking(rig);
            tellsNothing(
                    "booking for another: has he booked",
                    rig,
                    Probe.of(app, booking("wang", KnownCallers.LI, "")),
                    Probe.of(app, booking("wang", STRANGER, "")));
        }
    }

    @Test
    void declarationForAnother_whoHasConsented() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            String consent = "{\"purpose\":\"medical-follow-up\"}";
            assertThat(rig.json("li", "POST", "/health-declare/.fieldgate/consent", consent)
                            .status())
                    .isLessThan(300);
            ScriptedBackend.Act app = ScriptedBackend.json(500, "");
            tellsNothing(
                    "declaration for another: has he consented",
                    rig,
                    Probe.of(app, Declaration.request("wang", Declaration.PLAIN)),
                    Probe.of(app, Declaration.request("wang", Declaration.PLAIN.replace(KnownCallers.LI, STRANGER))));
        }
    }

    @Test
    void idempotencyKeyOfAnother() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "Idempotency-Key: key-of-li\r\n")
                            .status())
                    .isEqualTo(201);
            ScriptedBackend.Act app = ScriptedBackend.json(500, "");
            int[] fresh = {0};
            tellsNothing(
                    "idempotency key of another",
                    rig,
                    Probe.of(app, booking("wang", KnownCallers.WANG, "Idempotency-Key: key-of-li\r\n")),
                    new Probe(
                            app,
                            () -> booking(
                                    "wang",
                                    KnownCallers.WANG,
                                    String.format("Idempotency-Key: f%08d\r\n", fresh[0]++ % 1_000 + 1))));
        }
    }

    /// Staff write for others: whether the person was known here before is none of their business.
    @Test
    void personWhomStaffWriteFor_isKnown() {
        Path policies = Bookings.policies(folder, TAKES + "[subject]", TAKES + "[subject, clerk]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            ScriptedBackend.Act app = ownBooking(rig);
            int[] next = {0};
            tellsNothing(
                    "person whom staff write for",
                    rig,
                    Probe.of(app201(), booking("clerk", KnownCallers.LI, "")),
                    new Probe(app201(), () -> booking("clerk", person(next[0]++), "")));
            assertThat(app).isNotNull();
        }
    }

    private static ScriptedBackend.Act app201() {
        return ScriptedBackend.json(201, Bookings.BOOKED);
    }

    /// What the app holds of the booking of li.
    private static ScriptedBackend.Act ownBooking(ProxyRig rig) {
        rig.backend.always(app201());
        assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
        String stored = rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + ExchangeTest.UUID + "\",");
        ScriptedBackend.Act app = ScriptedBackend.json(200, "{\"booking\":" + stored + "}");
        rig.backend.always(app);
        assertThat(rig.json("li", "GET", RECORD + ExchangeTest.UUID, "").status())
                .isEqualTo(200);
        return app;
    }

    private static String body(ScriptedBackend.Act act) {
        String whole = new String(((ScriptedBackend.Act.Answer) act).bytes(), StandardCharsets.UTF_8);
        return whole.substring(whole.indexOf("\r\n\r\n") + 4);
    }

    private static byte[] get(String caller, String path) {
        return bytes("GET " + path + " HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + "\r\n");
    }

    private static byte[] delete(String caller, String path) {
        return bytes("DELETE " + path + " HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + "\r\n");
    }

    private static byte[] booking(String caller, String person, String extra) {
        String body = ExchangeTest.BOOKING.replace(KnownCallers.LI, person);
        return bytes("POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + extra
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.UTF_8);
    }

    /// One of 270,000 with a check digit (GB 11643).
    private static String person(int number) {
        String day = String.format("%02d", 1 + number / 1_000 % 27);
        String body = "1101011990" + String.format("%02d", 1 + number / 27_000 % 9) + day
                + String.format("%03d", number % 1_000);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    /// Of two kinds that are the same, half of the guesses are right; of two that never meet, all.
    @Test
    void statistic_isHalfOfTheSame_andAllOfTheDifferent() {
        Random random = new Random(1);
        long[] one = random.longs(5_000, 1_000_000, 2_000_000).toArray();
        long[] other = random.longs(5_000, 1_000_000, 2_000_000).toArray();
        assertThat(OneProbe.of(one, other).high()).isLessThan(MOST);
        long[] later = random.longs(5_000, 1_200_000, 2_200_000).toArray();
        assertThat(OneProbe.of(one, later).low()).isBetween(0.57, 0.61);
        long[] never = random.longs(5_000, 3_000_000, 4_000_000).toArray();
        assertThat(OneProbe.of(one, never).share()).isGreaterThan(0.999);
        assertThat(OneProbe.of(never, one).share()).isGreaterThan(0.999);
    }
}
