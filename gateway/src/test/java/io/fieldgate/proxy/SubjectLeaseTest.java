package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.HeldRows;
import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's salts are in use until the exchange is over and no longer: whoever forgets to give them back keeps them
/// in memory after the gate has dropped every key.
final class SubjectLeaseTest {
    private static final String RECORD = "/health-declare/api/declarations/" + ExchangeTest.UUID;
    private static final String CONSENT = "{\"purpose\":\"medical-follow-up\"}";

    @TempDir
    Path folder;

    private ProxyRig rig;

    @BeforeEach
    void open() {
        rig = new ProxyRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void takes_thatIsAnswered_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        assertThat(declare().status()).isEqualTo(200);
        assertNobodyHolds(rows);
    }

    @Test
    void takes_thatIsRefused_givesThemBack() {
        enrolled();
        rig.json("li", "DELETE", "/health-declare/.fieldgate/consent", CONSENT);
        List<byte[]> rows = held();
        assertThat(declare().problem()).isEqualTo("separate-consent-required");
        assertNobodyHolds(rows);
    }

    @Test
    void takes_thatBreaks_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        rig.log.close();
        assertThat(declare().problem()).isEqualTo("evidence-unavailable");
        assertNobodyHolds(rows);
    }

    /// The person is known to the gate, his consents are not: they are read from the state each time.
    @Test
    void takes_whoseConsentsCannotBeRead_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        rig.state.away = true;
        assertThat(declare().problem()).isEqualTo("state-unavailable");
        rig.state.away = false; // or the log cannot be closed
        assertNobodyHolds(rows);
    }

    @Test
    void booking_thatIsRefused_givesThemBack() {
        rig.backend.always(ScriptedBackend.json(201, Bookings.BOOKED));
        assertThat(Bookings.book(rig, "li", "").status()).isEqualTo(201);
        List<byte[]> rows = held();
        assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("already-booked");
        assertNobodyHolds(rows);
    }

    /// His values would be sealed under a key that does not exist yet, and the custodian cannot make it.
    @Test
    void takes_whoseSealingFindsNoKeys_givesThemBack() {
        rig.clock.set(Instant.parse("2020-02-20T15:58:00Z")); // two minutes before midnight in Shanghai
        rig.backend.always(ScriptedBackend.json(409, "{}"));
        assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-failed");
        rig.clock.advance(Duration.ofMinutes(3));
        rig.takeKeyring();
        List<byte[]> rows = held();
        assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("keys-unavailable");
        assertNobodyHolds(rows);
    }

    /// He is known, so nothing of him is written, and his booking cannot be.
    @Test
    void booking_thatCannotBeReserved_givesThemBack() {
        rig.backend.always(ScriptedBackend.json(409, "{}"));
        assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("backend-failed");
        List<byte[]> rows = held();
        rig.state.full = true;
        assertThat(Bookings.book(rig, "li", "").problem()).isEqualTo("state-unavailable");
        rig.state.full = false;
        assertNobodyHolds(rows);
    }

    @Test
    void gives_toThePerson_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        assertThat(rig.json("li", "GET", RECORD, "").status()).isEqualTo(200);
        assertNobodyHolds(rows);
    }

    /// The leaf names the person, so his row is in use while it is written.
    @Test
    void gives_toStaff_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        assertThat(rig.json("guard", "GET", RECORD, "").status()).isEqualTo(200);
        assertNobodyHolds(rows);
    }

    /// A doctor of another district asks; the leaf of the refusal would name the person, under a key nobody can make.
    @Test
    void gives_whoseLeafFindsNoKeys_givesThemBack() {
        rig.clock.advance(Duration.ofMinutes(58));
        enrolled();
        rig.clock.advance(Duration.ofMinutes(3)); // into an hour whose leaves have no key yet
        rig.takeKeyring();
        List<byte[]> rows = held();
        assertThat(rig.json("doctor-elsewhere", "GET", RECORD, "").problem()).isEqualTo("no-record");
        assertNobodyHolds(rows);
    }

    @Test
    void erases_givesThemBack() {
        enrolled();
        List<byte[]> rows = held();
        assertThat(rig.json("li", "DELETE", RECORD, "").status()).isEqualTo(204);
        assertNobodyHolds(rows);
    }

    /// The person's row as it stays: every salt the app's values need is in it. The app answers with what it got.
    private void enrolled() {
        rig.json("li", "POST", "/health-declare/.fieldgate/consent", CONSENT);
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\"}"));
        assertThat(declare().status()).isEqualTo(201);
        String body = rig.backend.lastBody();
        String json = body.substring(body.indexOf('{') + 1, body.lastIndexOf('}'));
        String id = "{\"id\":\"" + ExchangeTest.UUID + "\",";
        rig.backend.always(ScriptedBackend.json(200, id + "\"data\":" + id + json + "}}"));
    }

    private RawClient.Got declare() {
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.send(Declaration.request("li", Declaration.PLAIN)).read();
        }
    }

    private List<byte[]> held() {
        List<byte[]> rows = Bookings.rows(rig, Namespace.SUBJECT).stream()
                .map(row -> ByteBuffer.wrap(row.key()))
                .map(key -> new SubjectRef(key.getShort(1), key.getLong(3))) // tenant 1, scope 2, row id 8
                .map(person -> HeldRows.row(rig.keys, person))
                .toList();
        assertThat(rows).isNotEmpty().noneMatch(SubjectLeaseTest::isWiped);
        return rows;
    }

    private void assertNobodyHolds(List<byte[]> rows) {
        rig.keys.close();
        assertThat(rows).allMatch(SubjectLeaseTest::isWiped);
    }

    private static boolean isWiped(byte[] row) {
        for (byte each : row) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }
}
