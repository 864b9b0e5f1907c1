package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole exchanges over real sockets: what the app gets, what the caller gets, what the log says.
public final class ExchangeTest {
    static final String UUID = "0e3f8b7a-5f60-4c3b-9d51-2f1f6f0c8a11";
    static final String OTHER = "77777777-5f60-4c3b-9d51-2f1f6f0c8a11";
    public static final String BOOKING = "{\"idNo\":\"" + KnownCallers.LI
            + "\",\"mobile\":\"13800138000\",\"hukou\":\"x\",\"shoeSize\":\"quarante-deux\"}";
    static final String BOOKING_OF_WANG = BOOKING.replace(KnownCallers.LI, KnownCallers.WANG);
    private static final String FOLLOW_UP = "{\"purpose\":\"medical-follow-up\"}";

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
        rig.backend.always(ScriptedBackend.json(
                201, "{\"id\":\"" + UUID + "\",\"number\":17,\"secret\":\"" + KnownCallers.LI + "\"}"));
        String head = "POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + extra
                + "Content-Type: application/json\r\nContent-Length: " + BOOKING.length() + "\r\n\r\n";
        return rig.send(head + BOOKING);
    }

    private RawClient.Got declare(String caller) {
        rig.json("li", "POST", "/health-declare/.fieldgate/consent", FOLLOW_UP);
        rig.backend.always(
                ScriptedBackend.json(201, "{\"id\":\"" + UUID + "\",\"receivedAt\":\"2020-02-20T02:00:00Z\"}"));
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.send(Declaration.request(caller, Declaration.PLAIN)).read();
        }
    }

    /// The JSON part of what the app got, with the record's id and fields of the app's own in it.
    private String stored(String id) {
        String body = rig.backend.lastBody();
        String json = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
        return "{\"data\":{\"id\":\"" + id + "\",\"status\":\"received\",\"homeAddress\":\"建国路88号\","
                + json.substring(1) + "}";
    }

    private RawClient.Got read(String caller, String id) {
        return rig.json(caller, "GET", "/health-declare/api/declarations/" + id, "");
    }

    @Test
    void takes_buildsWhatTheAppGetsAndWhatTheCallerGets() {
        RawClient.Got got = book("li", "");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        assertThat(got.body()).isEqualTo("{\"id\":\"" + UUID + "\",\"number\":17}");
        assertThat(got.header("fieldgate-decision").orElseThrow())
                .contains("dropped=(", "encrypted=(\"mobile\");n=1", "used=(");
        assertThat(got.header("cache-control")).contains("no-store");
        String request = rig.backend.received().getLast();
        assertThat(request)
                .startsWith("POST /api/bookings HTTP/1.1\r\n")
                .doesNotContain(KnownCallers.LI, "13800138000", "hukou", "quarante", "Bearer");
        assertThat(request)
                .contains(
                        "Idempotency-Key: ",
                        "Fieldgate-Trace: " + got.header("fieldgate-trace").orElseThrow());
        assertThat(String.join("\n", rig.leaves()))
                .contains("\"kind\":\"intent\"", "\"kind\":\"outcome\"")
                .doesNotContain(KnownCallers.LI, "13800138000");
    }

    @Test
    void takes_writesTheIntentBeforeTheAppGetsAByte() {
        book("li", "");
        List<String> kinds = rig.leaves().stream()
                .filter(leaf -> leaf.contains("mask-booking"))
                .map(ExchangeTest::kind)
                .toList();
        assertThat(kinds).containsExactly("intent", "outcome");
    }

    private static String kind(String leaf) {
        String rest = leaf.substring(leaf.indexOf("\"kind\":\"") + 8);
        return rest.substring(0, rest.indexOf('"'));
    }

    @Test
    void log_thatIsClosedStopsEverythingBeforeTheApp() {
        rig.log.close();
        RawClient.Got got = book("li", "");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.problem()).isEqualTo("evidence-unavailable");
        assertThat(got.header("retry-after")).isPresent();
        assertThat(rig.backend.received()).isEmpty();
    }

    @Test
    void clocks_thatDisagreeStopCollectingAndLetReadingGoOn() {
        rig.clock.disagree();
        assertThat(book("li", "").problem()).isEqualTo("clocks-disagree");
        rig.backend.always(ScriptedBackend.json(200, "{\"winners\":[]}"));
        assertThat(rig.json("", "GET", "/mask-booking/api/draws/2020-02-20", "").status())
                .isEqualTo(200);
    }

    @Test
    void booking_twiceIsRefusedAndARepetitionByKeyIsNot() {
        assertThat(book("li", "Idempotency-Key: try-1\r\n").status()).isEqualTo(201);
        assertThat(book("li", "Idempotency-Key: try-2\r\n").problem()).isEqualTo("already-booked");
        assertThat(book("li", "").problem()).isEqualTo("already-booked");
        assertThat(book("li", "Idempotency-Key: try-1\r\n").status()).isEqualTo(201);
        List<String> keys = rig.backend.received().stream()
                .map(text -> text.substring(text.indexOf("Idempotency-Key: "), text.indexOf("Fieldgate-Trace")))
                .toList();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).doesNotContain("try-1");
        assertThat(book("li", "Idempotency-Key: 13800138000\r\n").problem()).isEqualTo("malformed");
    }

    @Test
    void booking_thatTheAppRefusedCountsForNothing() {
        rig.backend.next(ScriptedBackend.json(500, "{}"));
        assertThat(book("li", "").problem()).isEqualTo("backend-failed");
        assertThat(book("li", "").status()).isEqualTo(201);
    }

    /// Only a try the app confirmed may be repeated past the one booking.
    @Test
    void booking_repeatedByTheKeyOfAFailedTryIsRefused() {
        rig.backend.next(ScriptedBackend.json(409, "{}"));
        assertThat(book("li", "Idempotency-Key: try-1\r\n").problem()).isEqualTo("backend-failed");
        assertThat(book("li", "Idempotency-Key: try-2\r\n").status()).isEqualTo(201);
        assertThat(book("li", "Idempotency-Key: try-1\r\n").problem()).isEqualTo("already-booked");
    }

    @Test
    void limits_ofOneCallerAreHisOwn() {
        for (int i = 0; i < 6; i++) {
            book("wang", "");
        }
        RawClient.Got got = book("wang", "");
        assertThat(got.problem()).isEqualTo("over-limit");
        assertThat(got.header("retry-after")).isPresent();
        assertThat(book("li", "").status()).isEqualTo(201);
    }

    @Test
    void takes_asksForConsentFirst() {
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got got =
                    client.send(Declaration.request("li", Declaration.PLAIN)).read();
            assertThat(got.problem()).as(got.body()).isEqualTo("separate-consent-required");
        }
        assertThat(rig.backend.received()).isEmpty();
        assertThat(declare("li").status()).isEqualTo(201);
    }

    @Test
    void gives_showsEachReaderHisOwnForm() {
        assertThat(declare("li").status()).isEqualTo(201);
        rig.backend.always(ScriptedBackend.json(200, stored(UUID)));
        RawClient.Got guard = read("guard", UUID);
        assertThat(guard.status()).as(guard.body()).isEqualTo(200);
        assertThat(guard.body())
                .contains("李", "\"status\":\"received\"")
                .doesNotContain("李四", "13800138000", "建国路", "fg1.");
        RawClient.Got doctor = read("doctor", UUID);
        assertThat(doctor.body()).contains("李四", "13800138000", "36.6").doesNotContain("建国路", "fg1.", KnownCallers.LI);
        RawClient.Got self = read("li", UUID);
        assertThat(self.body()).contains("李四", "13800138000").doesNotContain("homeAddress");
        assertThat(rig.leaves().stream().filter(leaf -> leaf.contains("\"kind\":\"reveal\"")))
                .hasSize(3)
                .allMatch(leaf -> leaf.contains("\"n_subj\":1"));
    }

    /// The app has answered, the log takes nothing any more: what was opened does not leave.
    @Test
    void gives_withoutADurableRevealLeaf_showsNothing() {
        declare("li");
        rig.backend.always(
                new ScriptedBackend.Act.After(() -> rig.log.close(), ScriptedBackend.json(200, stored(UUID))));
        RawClient.Got got = read("guard", UUID);
        assertThat(got.problem()).as(got.body()).isEqualTo("evidence-unavailable");
        assertThat(got.body()).doesNotContain("李");
    }

    @Test
    void gives_isRefusedWithoutARevealBlock() {
        assertThat(read("", UUID).problem()).isEqualTo("no-caller");
        assertThat(read("nobody", UUID).problem()).isEqualTo("no-caller");
        assertThat(read("clerk", UUID).problem()).isEqualTo("role-not-allowed");
        assertThat(read("guard-marketing", UUID).problem()).isEqualTo("purpose-not-allowed");
        assertThat(rig.backend.received()).isEmpty();
        assertThat(rig.leaves().stream().filter(leaf -> leaf.contains("\"kind\":\"deny\"")))
                .hasSize(4);
    }

    @Test
    void gives_ofAnotherPersonLooksLikeNoRecord() {
        declare("li");
        rig.backend.always(ScriptedBackend.json(200, stored(UUID)));
        assertThat(read("wang", UUID).problem()).isEqualTo("no-record");
        rig.backend.always(ScriptedBackend.json(404, "{}"));
        assertThat(read("wang", OTHER).problem()).isEqualTo("no-record");
    }

    /// The tag of the person needs a key that cannot be made now; the refusal stands, and its leaf names nobody.
    @Test
    void deny_whoseKeysFailIsALeafWithoutThePerson() {
        rig.clock.advance(Duration.ofMinutes(61)); // into an hour whose leaves have no key yet
        rig.takeKeyring();
        assertThat(rig.json("wang", "POST", "/mask-booking/api/bookings", BOOKING)
                        .problem())
                .isEqualTo("not-oneself");
        assertThat(rig.leaves().getLast()).contains("\"kind\":\"deny\"").doesNotContain("\"caller\":");
        rig.bringKeyring();
        assertThat(rig.json("wang", "POST", "/mask-booking/api/bookings", BOOKING)
                        .problem())
                .isEqualTo("not-oneself");
        assertThat(rig.leaves().getLast()).contains("\"kind\":\"deny\"", "\"caller\":");
    }

    @Test
    void gives_afterTheDeadlineIsGone() {
        declare("li");
        rig.backend.always(ScriptedBackend.json(200, stored(UUID)));
        rig.clock.advance(Duration.ofDays(15));
        assertThat(read("li", UUID).status()).isIn(404, 410);
        assertThat(read("doctor", UUID).body()).doesNotContain("李");
    }

    @Test
    void gives_listsRecordsAndNothingBesides() {
        declare("li");
        String record = stored(UUID);
        String item = record.substring("{\"data\":".length(), record.length() - 1);
        rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + item + ",17],\"total\":2,\"debug\":\"x\"}"));
        RawClient.Got got = rig.json("guard", "GET", "/health-declare/api/declarations?district=110105", "");
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        assertThat(got.body())
                .startsWith("{\"items\":[{")
                .contains("\"total\":2")
                .doesNotContain("debug", "李四");
        assertThat(rig.backend.received().getLast()).startsWith("GET /api/declarations?district=110105 HTTP/1.1\r\n");
    }

    @Test
    void head_isAGetWithoutItsBody() {
        declare("li");
        rig.backend.always(ScriptedBackend.json(200, stored(UUID)));
        try (RawClient client = new RawClient(rig.server.port())) {
            RawClient.Got got = client.send("HEAD /health-declare/api/declarations/" + UUID
                            + " HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer guard\r\n\r\n")
                    .readHead();
            assertThat(got.status()).isEqualTo(200);
            assertThat(Integer.parseInt(got.header("content-length").orElseThrow()))
                    .isPositive();
            assertThat(client.send("GET /nobody HTTP/1.1\r\nHost: gate\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void erases_onlyWhatIsTheCallersOwn() {
        declare("li");
        String record = stored(UUID);
        rig.backend.always(ScriptedBackend.json(200, record));
        String target = "/health-declare/api/declarations/" + UUID;
        assertThat(rig.json("wang", "DELETE", target, "").problem()).isEqualTo("no-record");
        assertThat(rig.json("guard", "DELETE", target, "").problem()).isEqualTo("role-not-allowed");
        assertThat(rig.backend.received()).noneMatch(request -> request.startsWith("DELETE"));
        RawClient.Got got = rig.json("li", "DELETE", target, "");
        assertThat(got.status()).as(got.body()).isEqualTo(204);
        assertThat(rig.backend.received().getLast()).startsWith("DELETE /api/declarations/" + UUID + " HTTP/1.1\r\n");
        assertThat(read("li", UUID).body()).doesNotContain("朝阳区");
    }

    @Test
    void asks_aServiceAndForwardsItsWordOnly() {
        rig.matcher.always(ScriptedBackend.json(200, "{\"answer\":\"same\",\"why\":\"x\"}"));
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + UUID + "\"}"));
        RawClient.Got got = check(rig);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        assertThat(rig.matcher.received().getFirst())
                .startsWith("POST /match HTTP/1.1\r\n")
                .contains("\"face\":\"", KnownCallers.LI);
        assertThat(rig.backend.received().getFirst()).contains("same").doesNotContain(KnownCallers.LI, "JFIF", "li-si");
        List<String> kinds = rig.leaves().stream()
                .filter(leaf -> leaf.contains("beijing-healthkit"))
                .map(ExchangeTest::kind)
                .toList();
        assertThat(kinds).containsExactly("reveal", "intent", "outcome");
        rig.matcher.always(ScriptedBackend.json(200, "{\"answer\":\"maybe\"}"));
        assertThat(check(rig).problem()).isEqualTo("backend-unreadable");
        assertThat(rig.backend.received()).hasSize(1);
    }

    /// A person asks for his own status; the matching service is asked first.
    static RawClient.Got check(ProxyRig rig) {
        byte[] body = Declaration.body("{\"idNo\":\"" + KnownCallers.LI + "\"}");
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("name=\"photo\"", "name=\"face\"");
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.send("POST /beijing-healthkit/api/checks HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer("li")
                            + "Content-Type: multipart/form-data; boundary=frontier-7d1\r\nContent-Length: "
                            + bytes.length + "\r\n\r\n")
                    .send(bytes)
                    .read();
        }
    }

    @Test
    void consent_isThePersonsOwnAffair() {
        String target = "/health-declare/.fieldgate/consent";
        assertThat(rig.json("", "POST", target, FOLLOW_UP).problem()).isEqualTo("no-caller");
        assertThat(rig.json("guard", "POST", target, FOLLOW_UP).problem()).isEqualTo("role-not-allowed");
        assertThat(rig.json("li", "POST", target, "{\"purpose\":\"entry-registration\"}")
                        .problem())
                .isEqualTo("unfit");
        assertThat(rig.json("li", "POST", target, "{\"purpose\":\"x\",\"more\":1}")
                        .problem())
                .isEqualTo("undeclared");
        assertThat(rig.json("li", "POST", target, "nonsense").problem()).isEqualTo("malformed");
        assertThat(rig.json("li", "POST", target, FOLLOW_UP).status()).isEqualTo(201);
        assertThat(rig.json("li", "DELETE", target, FOLLOW_UP).status()).isEqualTo(204);
    }

    @Test
    void drain_refusesNewExchangesAndFinishesRunningOnes() throws InterruptedException {
        rig.backend.next(new ScriptedBackend.Act.Silence());
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                book("li", "");
            } catch (java.io.UncheckedIOException cutOff) {
                // that is what the end of the grace time does
            }
        });
        WireTest.await(
                () -> rig.server.running() == 1 && !rig.backend.received().isEmpty());
        assertThat(rig.server.isAccepting()).isTrue();
        int cut = rig.server.close(Duration.ofMillis(200));
        assertThat(cut).isEqualTo(1);
        assertThat(rig.server.isAccepting()).isFalse();
        running.join(Duration.ofSeconds(30));
    }

    @Test
    void metrics_haveClosedLabels() {
        book("li", "");
        rig.json("", "GET", "/nobody/13800138000", "");
        String names = rig.metrics.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .toList()
                .toString();
        assertThat(names)
                .contains("fieldgate.requests", "outcome", "no-route", "fieldgate.fields", "fieldgate.stage")
                .doesNotContain("13800138000", UUID);
    }
}
