package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who writes, about whom: a person about himself, staff where the route names their role, and whoever is refused
/// leaves nothing and learns nothing.
class WritersTest {
    private static final String TAKES = "takes: one\n    by: ";
    private static final String ERASES = "erases: one\n    by: ";
    private static final String CONSENT = "{\"purpose\":\"medical-follow-up\"}";

    @TempDir
    Path folder;

    @Test
    void person_writesAboutHimself_andTheLeafNamesHimTwice() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
            assertThat(leaf(rig, "intent")).contains("\"caller\":{\"lk\":", "\"subj\":[{\"lk\":");
        }
    }

    /// Y has consented, has booked, was never heard of, is no such number: X gets the same bytes, nothing is stored,
    /// nothing reaches the app, and the log says that X tried.
    @Test
    void person_writesAboutNobodyElse_andIsToldTheSameOfEverybody() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            String unknown = declare(rig, "wang");
            rig.json("li", "POST", "/health-declare/.fieldgate/consent", CONSENT);
            String consented = declare(rig, "wang");
            rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\"}"));
            assertThat(send(rig, "li").status()).isEqualTo(201);
            int sent = rig.backend.received().size();
            String written = declare(rig, "wang");
            assertThat(unknown).contains("not-oneself").isEqualTo(consented).isEqualTo(written);
            assertThat(rig.backend.received()).hasSize(sent);
            assertThat(Bookings.rows(rig, Namespace.SUBJECT)).as("li alone").hasSize(1);
            assertThat(leaf(rig, "deny")).contains("\"caller\":{\"lk\":").doesNotContain("\"subj\":");
        }
    }

    private static RawClient.Got send(ProxyRig rig, String caller) {
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.send(Declaration.request(caller, Declaration.PLAIN)).read();
        }
    }

    private static String declare(ProxyRig rig, String caller) {
        RawClient.Got got = send(rig, caller);
        return got.status() + " " + got.body().replaceAll("\"trace\":\"[^\"]*\"", "");
    }

    /// Nineteen others are refused as one is; the twentieth is an alarm, and for a day nobody else is asked for. His
    /// own
    /// booking is his all the while.
    @Test
    void whoAsksForTwentyOthers_isHeldBack_andHeard() {
        Path policies = Bookings.policies(folder, "per-client: 6 per minute", "per-client: 100 per minute");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            for (int i = 1; i < 20; i++) {
                assertThat(Bookings.post(rig, "li", "", booking(i)).problem()).isEqualTo("not-oneself");
                assertThat(Bookings.post(rig, "li", "", booking(i)).problem())
                        .as("the same one again")
                        .isEqualTo("not-oneself");
            }
            assertThat(alarms(rig)).isEmpty();
            RawClient.Got twentieth = Bookings.post(rig, "li-again", "", booking(20));
            assertThat(twentieth.status()).isEqualTo(429);
            assertThat(twentieth.body()).contains("\"rule\":\"asked-persons\"");
            assertThat(Bookings.post(rig, "li", "", booking(1)).status()).isEqualTo(429);
            assertThat(Bookings.post(rig, "li", "", booking(21)).status()).isEqualTo(429);
            assertThat(alarms(rig)).hasSize(1);
            assertThat(Bookings.rows(rig, Namespace.SUBJECT)).isEmpty();
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
            assertThat(Bookings.post(rig, "wang", "", booking(1)).problem())
                    .as("somebody else")
                    .isEqualTo("not-oneself");
            rig.clock.advance(Duration.ofHours(24));
            assertThat(Bookings.post(rig, "li", "", booking(22)).problem()).isEqualTo("not-oneself");
        }
    }

    private static java.util.List<String> alarms(ProxyRig rig) {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"rule\":\"asked-persons\"") && leaf.contains("\"kind\":\"alert\""))
                .toList();
    }

    /// For the person of that number, computed with its check digit (GB 11643).
    private static String booking(int person) {
        String body = "1101011990030" + String.format("%04d", 7000 + person);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        return ExchangeTest.BOOKING.replace(KnownCallers.LI, body + "10X98765432".charAt(sum % 11));
    }

    /// An account whose provider vouches for no number.
    @Test
    void accountWithoutANumber_writesNothing() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            assertThat(Bookings.book(rig, "account", "").problem()).isEqualTo("not-oneself");
            assertThat(rig.backend.received()).isEmpty();
        }
    }

    /// A credential that names nobody makes nobody share a limit with all others like him: his address counts.
    @Test
    void callerWithoutAName_isLimitedByHisAddress() throws IOException {
        try (ProxyRig rig = new ProxyRig(folder)) {
            String problem = "";
            for (int i = 0; i < 100 && !problem.equals("over-limit"); i++) {
                problem = Bookings.book(rig, "nameless", "").problem();
            }
            assertThat(problem).isEqualTo("over-limit");
            Socket elsewhere = new Socket();
            elsewhere.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
            elsewhere.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.server.port()));
            try (RawClient client = new RawClient(elsewhere)) {
                String booking = ExchangeTest.BOOKING;
                RawClient.Got got = client.send("POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n"
                                + ProxyRig.bearer("nameless") + "Content-Type: application/json\r\nContent-Length: "
                                + booking.length() + "\r\n\r\n" + booking)
                        .read();
                assertThat(got.problem()).isEqualTo("not-oneself");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"idNo\":\"11010519491231002X\",\"mobile\":\"12\"}"})
    void refusedRequest_enrolsNobody(String body) {
        try (ProxyRig rig = new ProxyRig(folder)) {
            assertThat(Bookings.post(rig, "li", "", body).problem()).isEqualTo("unfit");
            assertNothingStored(rig);
        }
    }

    /// His row would have to live a week longer for what is refused.
    @Test
    void bookingThatIsRefused_writesNothingAnew() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.clock.set(Instant.parse("2020-02-23T02:00:00Z"));
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
            long written = Bookings.rows(rig, Namespace.SUBJECT).getFirst().version();
            rig.clock.advance(Duration.ofDays(2));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("already-booked");
            assertThat(Bookings.rows(rig, Namespace.SUBJECT).getFirst().version())
                    .isEqualTo(written);
        }
    }

    @Test
    void declarationWithoutConsent_enrolsNobody() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            assertThat(send(rig, "li").problem()).isEqualTo("separate-consent-required");
            assertNothingStored(rig);
        }
    }

    /// The person has consented; whoever types his number in has not, and does not learn of it.
    @Test
    void consentThatCounts_isTheCallersOwn() {
        Path policies = Bookings.policies(folder, TAKES + "[subject]", TAKES + "[subject, gate-guard]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\"}"));
            String before = declare(rig, "guard");
            rig.json("li", "POST", "/health-declare/.fieldgate/consent", CONSENT);
            assertThat(declare(rig, "guard"))
                    .contains("separate-consent-required")
                    .isEqualTo(before);
            assertThat(rig.backend.received()).isEmpty();
            assertThat(send(rig, "li").status()).isEqualTo(201);
        }
    }

    private static void assertNothingStored(ProxyRig rig) {
        for (Namespace namespace : new Namespace[] {Namespace.SUBJECT, Namespace.SUBJECT_INDEX, Namespace.COUNTERS}) {
            assertThat(Bookings.rows(rig, namespace)).as(namespace.name()).isEmpty();
        }
    }

    @Test
    void staff_writesForOthersWhereTheRouteNamesTheRole() {
        Path policies = Bookings.policies(folder, TAKES + "[subject]", TAKES + "[subject, clerk]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "clerk", "").status()).isEqualTo(201);
            assertThat(leaf(rig, "intent"))
                    .contains("\"id\":\"staff-clerk\"", "\"subj\":[{\"lk\":")
                    .doesNotContain("\"caller\":");
            assertThat(Bookings.booked(rig))
                    .as("a booking counts for whoever makes it himself")
                    .isZero();
            assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
            assertThat(Bookings.book(rig, "guard", "").problem()).isEqualTo("role-not-allowed");
            assertThat(Bookings.book(rig, "stranger", "").problem()).isEqualTo("role-not-allowed");
        }
    }

    /// The leaf names the staff member as caller and the person whose record it was; with the record goes what is owed.
    @Test
    void staff_erasesForOthersWhereTheRouteNamesTheRole() {
        Path policies = Bookings.policies(folder, ERASES + "[subject]", ERASES + "[subject, clerk]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            booked(rig);
            String written = leaf(rig, "intent");
            rig.backend.forget();
            assertThat(erase(rig, "guard").problem()).isEqualTo("role-not-allowed");
            assertThat(erase(rig, "stranger").problem()).isEqualTo("role-not-allowed");
            assertThat(erase(rig, "clerk-marketing").problem()).isEqualTo("purpose-not-allowed");
            assertThat(rig.backend.received()).isEmpty();
            assertThat(erase(rig, "clerk").status()).isEqualTo(204);
            assertThat(rig.backend.received()).hasSize(2).last().asString().startsWith("DELETE ");
            assertThat(leaf(rig, "intent"))
                    .contains("\"id\":\"staff-clerk\"", "\"op\":\"erase\"", "\"n_subj\":1", "\"subj\":[{\"lk\":")
                    .doesNotContain("\"caller\":");
            assertThat(written).contains("\"subj\":[{\"lk\":");
            assertThat(rig.records.lives(
                            rig.mountTable.site("mask-booking").orElseThrow().register(), ExchangeTest.UUID))
                    .isFalse();
        }
    }

    /// Nothing is there, and something nobody can read is there: the app is told nothing, and the answer is the same.
    @Test
    void staff_whoErasesWhatIsNotThere_isToldTheSameOfWhatCannotBeRead() {
        Path policies = Bookings.policies(folder, ERASES + "[subject]", ERASES + "[subject, clerk]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            String changed = booked(rig).replaceAll("fg1\\.[^\"]{20}", "fg1.AAAAAAAAAAAAAAAAAAAA");
            rig.backend.forget();
            rig.backend.always(ScriptedBackend.json(200, changed));
            RawClient.Got unreadable = erase(rig, "clerk");
            rig.backend.always(ScriptedBackend.json(404, ""));
            assertThat(erase(rig, "clerk").problem()).isEqualTo("no-record").isEqualTo(unreadable.problem());
            assertThat(rig.backend.received()).noneMatch(request -> request.startsWith("DELETE "));
            assertThat(leaf(rig, "deny")).contains("\"id\":\"staff-clerk\"");
        }
    }

    private static String booked(ProxyRig rig) {
        rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
        assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
        String record = "{\"booking\":"
                + rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + ExchangeTest.UUID + "\",") + "}";
        rig.backend.always(ScriptedBackend.json(200, record));
        return record;
    }

    private static RawClient.Got erase(ProxyRig rig, String caller) {
        return rig.json(caller, "DELETE", "/mask-booking/api/bookings/" + ExchangeTest.UUID, "");
    }

    @Test
    void person_writesNothingWhereTheRouteNamesStaffOnly() {
        Path policies = Bookings.policies(folder, TAKES + "[subject]", TAKES + "[clerk]");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("role-not-allowed");
            assertThat(rig.backend.received()).isEmpty();
        }
    }

    private static String leaf(ProxyRig rig, String kind) {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"kind\":\"" + kind + "\""))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
