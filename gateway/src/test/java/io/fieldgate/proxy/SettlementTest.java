package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an exchange owes where it ends, state by state: its one booking given back, the end of its open `intent`, the
/// due row of a record the app may hold.
final class SettlementTest {
    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2020-02-20T15:58:00Z"); // in Shanghai

    @TempDir
    Path folder;

    private static String last(ProxyRig rig) {
        return rig.leaves().getLast();
    }

    @Test
    void admitted_whoseBodyIsTooLarge_hasNoBooking() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            RawClient.Got got = Bookings.post(rig, "li", "", "{\"store\":\"" + "x".repeat(5_000) + "\"}");
            assertThat(got.problem()).isEqualTo("too-large");
            assertThat(Bookings.booked(rig)).isZero();
        }
    }

    @Test
    void bodyRead_whoseValuesAreUnfit_hasNoBooking() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            assertThat(Bookings.post(rig, "li", "", "{}").problem()).isEqualTo("unfit");
            assertThat(Bookings.booked(rig)).isZero();
        }
    }

    /// The values are sealed under a key that does not exist yet, and the custodian cannot make it.
    @Test
    void checked_whoseKeysFail_hasNoBooking() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            rig.clock.set(BEFORE_MIDNIGHT);
            assertThat(Bookings.post(rig, "wang", "", ExchangeTest.BOOKING_OF_WANG)
                            .status())
                    .isEqualTo(201);
            int before = Bookings.booked(rig);
            rig.clock.advance(Duration.ofMinutes(3)); // tomorrow's values die a day later
            rig.takeKeyring();
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("keys-unavailable");
            assertThat(Bookings.booked(rig)).isEqualTo(before);
            rig.bringKeyring();
            assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
        }
    }

    @Test
    void asking_whoseServiceFails_hasNoBooking() {
        Path policies = Bookings.policies(
                folder, "per-client: 5 per minute", "per-client: 5 per minute\n  per-person: 1 per P3D");
        try (ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies)) {
            rig.matcher.always(ScriptedBackend.json(200, "{\"answer\":\"maybe\"}"));
            assertThat(ExchangeTest.check(rig).problem()).isEqualTo("backend-unreadable");
            assertThat(Bookings.booked(rig)).isZero();
            rig.matcher.always(ScriptedBackend.json(200, "{\"answer\":\"same\"}"));
            rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
            assertThat(ExchangeTest.check(rig).status()).isEqualTo(201);
            assertThat(Bookings.booked(rig)).isEqualTo(1);
        }
    }

    @Test
    void decided_whoseIntentIsNotDurable_hasNoBooking() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.log.close();
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("evidence-unavailable");
            assertThat(Bookings.booked(rig)).isZero();
        }
    }

    /// An `erases` ends while it is looked whose record it is: nothing was told to the app, and nothing is open.
    @Test
    void decided_whoseKeysFailWhileReadBack_hasNoIntent() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(withoutKeys(rig, ScriptedBackend.json(200, "{\"booking\":" + Bookings.BOOKED + "}")));
            RawClient.Got got = rig.json("li", "DELETE", "/mask-booking/api/bookings/" + ExchangeTest.UUID, "");
            assertThat(got.problem()).as(got.body()).isEqualTo("keys-unavailable");
            assertThat(rig.backend.received()).hasSize(1).allMatch(request -> request.startsWith("GET "));
            assertThat(rig.leaves()).noneMatch(leaf -> leaf.contains("\"kind\":\"intent\""));
        }
    }

    /// The connection breaks, so the app may hold a record, and the state cannot write that down.
    @Test
    void sending_thatIsCutOffWithoutState_leavesADebt_andAnOpenIntent() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(new ScriptedBackend.Act.After(
                    () -> rig.state.full = true, new ScriptedBackend.Act.Break(new byte[0])));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("state-unavailable");
            assertThat(rig.records.owing()).isEqualTo(1);
            rig.state.full = false; // or no checkpoint covers the leaf
            assertThat(last(rig)).contains("\"kind\":\"intent\"");
        }
    }

    @Test
    void stored_byAnAppThatAnswered_keepsItsBooking_thoughKeysFail() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.always(withoutKeys(rig, ScriptedBackend.json(201, Bookings.BOOKED)));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("keys-unavailable");
            assertThat(Bookings.rows(rig, Namespace.DUE))
                    .as("held under an id nobody knows")
                    .hasSize(1);
            assertThat(Bookings.booked(rig)).isEqualTo(1);
        }
    }

    @Test
    void replied_withARefusal_hasNoBooking_withAnAnswerItsOwn() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.next(ScriptedBackend.json(409, "{}"));
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-failed");
            assertThat(Bookings.booked(rig)).isZero();
            rig.backend.next(ScriptedBackend.json(201, "{}")); // no id, so nobody knows which record; it is there
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-unreadable");
            assertThat(Bookings.booked(rig)).isEqualTo(1);
        }
    }

    @Test
    void unanswered_byAnAppThatIsDown_hasNoBooking() {
        try (ProxyRig rig = new ProxyRig(folder)) {
            rig.backend.close();
            assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-failed");
            assertThat(Bookings.booked(rig)).isZero();
            assertThat(Bookings.rows(rig, Namespace.DUE)).isEmpty();
            assertThat(last(rig)).contains("\"kind\":\"outcome\"", "\"out\":\"failed\"");
        }
    }

    /// While the app works, the custodian goes and what the gate holds of its keys grows too old.
    private static ScriptedBackend.Act withoutKeys(ProxyRig rig, ScriptedBackend.Act then) {
        return new ScriptedBackend.Act.After(
                () -> {
                    rig.clock.advance(Duration.ofMinutes(6));
                    rig.takeKeyring();
                },
                then);
    }
}
