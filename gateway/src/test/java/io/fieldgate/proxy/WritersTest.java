package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who writes, about whom: a person about himself, staff where the route names their role, and whoever is refused
/// leaves nothing and learns nothing.
class WritersTest {
    private static final String TAKES = "takes: one\n    by: ";
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

    /// An account whose provider vouches for no number.
    @Test
    void accountWithoutANumber_writesNothing() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            assertThat(Bookings.book(rig, "account", "").problem()).isEqualTo("not-oneself");
            assertThat(rig.backend.received()).isEmpty();
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
