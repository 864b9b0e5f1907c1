package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.ExpiryGrid;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.SeededRandom;
import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.custodian.DevFileCustodian;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// One tenant with a memory store, a dev custodian and a clock that is moved: what the tests of this room stand on.
public final class KeyRig implements AutoCloseable {
    public static final Instant START = Instant.parse("2020-02-20T02:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String TYPE = "cn.resident-id";
    public static final String LI = "11010519491231002X"; // the sample number of GB 11643
    static final String WANG = "110101199003071233";

    final SteppedClock clock = new SteppedClock(START);
    public final SeededRandom random = new SeededRandom(20_200_220L);
    final List<KeyRow> births = new CopyOnWriteArrayList<>();
    final Path directory;
    public StateStore state;
    public KeyCustodian custodian;
    public TenantKeys domain;

    public KeyRig(Path directory) {
        this(directory, new MemoryStore());
    }

    KeyRig(Path directory, StateStore state) {
        this.directory = directory;
        this.state = state;
        this.custodian = custodian();
        this.domain = domain("city-1", 7);
    }

    KeyCustodian custodian() {
        return new DevFileCustodian(
                keyring(),
                new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
                    28, 29, 30, 31, 32
                },
                state,
                clock,
                random);
    }

    public Path keyring() {
        return directory.resolve("keys").resolve("keyring");
    }

    TenantKeys domain(String tenant, int slot) {
        return TenantKeys.open(new Tenant(tenant, slot, ZONE), state, custodian, clock, births::add, random, null);
    }

    /// Everything the process held is dropped; state and files stay.
    public void restart() {
        domain.close();
        custodian = custodian();
        domain = domain("city-1", 7);
    }

    Scope scope() {
        return domain.scope("epidemic-2020", "city-epidemic", START.plus(Duration.ofDays(400)));
    }

    public static int minuteIn(Duration life) {
        return ExpiryGrid.deathMinute(START, START.plus(life), ZONE);
    }

    SealTarget to(Duration life) {
        return new SealTarget("health-declare", "mobile", minuteIn(life), scope(), 0, 5);
    }

    Subject enrol(String value) {
        return domain.subjects().enrol(scope(), TYPE, value, Set.of(5), minuteIn(Duration.ofDays(14)));
    }

    public String sealed(Duration life, String person, String value) {
        try (Subject subject = enrol(person)) {
            return domain.sealer().seal(to(life), subject, text(value));
        }
    }

    public OpenResult open(String token) {
        return open(token, "health-declare", "mobile");
    }

    OpenResult open(String token, String policy, String field) {
        return domain.sealer()
                .parse(token)
                .map(t -> domain.sealer().open(t, policy, field))
                .orElseGet(OpenResult.Invalid::new);
    }

    static Plaintext text(String value) {
        return new Plaintext(Plaintext.TEXT, value.getBytes(UTF_8));
    }

    /// The opened text, or the outcome's name.
    public static String shown(OpenResult openResult) {
        return switch (openResult) {
            case OpenResult.Value(Plaintext plaintext) -> new String(plaintext.bytes(), UTF_8);
            case OpenResult.Gone(OpenResult.Why why) -> why.name();
            case OpenResult.Invalid() -> "INVALID";
        };
    }

    public KeyId bucket(Duration life) {
        return new KeyId(KeyId.Kind.BUCKET, 7, minuteIn(life));
    }

    public void shred(KeyId id) {
        domain.seal(id);
        domain.destroy(id);
    }

    @Override
    public void close() {
        domain.close();
        state.close();
    }
}
