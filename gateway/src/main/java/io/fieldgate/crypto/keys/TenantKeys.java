package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.KeyCreationListener;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.custodian.Confirmation;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.custodian.SeedEnvelope;
import io.fieldgate.crypto.keys.KeyTable.Cell;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything that holds keys for one tenant: scopes, end classes, buckets, subjects, sealing, and the steps of
/// destruction.
/// Opened by wiring with state, custodian, clock and a callback that makes the `key.create` leaf durable before
/// a key is LIVE.
/// Errors: [KeysUnavailable], `StateUnavailable`. Thread rule: safe for many threads; may block on state or
/// custodian.
public final class TenantKeys implements AutoCloseable {
    private static final String SUITE = "intl";
    private static final int EPOCH = 1; // re-wrapping comes later; the number is in every subject row

    /// Where state and custodian differ.
    /// @param resurrected destroyed here, there again: destroy them once more
    /// @param lost live here, gone there: state or custodian was restored; nothing of them opens
    /// @param unknown there without a row here
    public record Reconciliation(List<KeyRow> resurrected, List<KeyRow> lost, List<KeyId> unknown) {
        public Reconciliation {
            resurrected = List.copyOf(resurrected);
            lost = List.copyOf(lost);
            unknown = List.copyOf(unknown);
        }

        public boolean agrees() {
            return resurrected.isEmpty() && lost.isEmpty() && unknown.isEmpty();
        }
    }

    private final Tenant tenant;
    private final StateStore state;
    private final KeyCustodian custodian;
    private final TrustedClock clock;
    private final KeyTable table;
    private final KeyProvisioner maker;
    private final DerivedKeyCache live;
    private final SlotRegistry slots;
    private final ScopeTable scopes;
    private final SubjectRows rows;
    private final Sealer sealer;
    private final SubjectStore subjectStore;
    private final RecordIds recordIds;

    private TenantKeys(
            Tenant tenant,
            StateStore state,
            KeyCustodian custodian,
            TrustedClock clock,
            KeyCreationListener births,
            SecureRandom random,
            KeyMetrics metrics) {
        CryptoSuite suite = Suites.named(SUITE);
        KeySchedule schedule = new KeySchedule(suite, tenant.name());
        this.tenant = tenant;
        this.state = state;
        this.custodian = custodian;
        this.clock = clock;
        this.slots = new SlotRegistry(state, tenant, SUITE);
        this.scopes = new ScopeTable(slots);
        this.table = new KeyTable(state, tenant.slot());
        this.live = new DerivedKeyCache(suite, schedule, table, custodian, clock, metrics, tenant.slot());
        this.maker =
                new KeyProvisioner(suite, schedule, table, custodian, clock, births, random, metrics, unfinished());
        this.rows = new SubjectRows(state, suite, live, maker, clock, random, tenant.slot(), EPOCH);
        this.sealer = new Sealer(suite, schedule, tenant.slot(), live, maker, slots, scopes, rows, clock, random);
        this.subjectStore = new SubjectStore(state, suite, schedule, live, maker, scopes, rows, random, tenant.slot());
        this.recordIds = new RecordIds(suite, live, random, EPOCH);
    }

    /// Opens the keys of a tenant: reads rows and slots, asks the custodian nothing yet.
    /// @param births makes the `key.create` leaf durable; called before a key is LIVE
    /// @param random the operating system's source, such as `NativePRNGNonBlocking`: a generator seeded once
    /// repeats nonces in a cloned machine
    /// @param meters null for none
    public static TenantKeys open(
            Tenant tenant,
            StateStore state,
            KeyCustodian custodian,
            TrustedClock clock,
            KeyCreationListener births,
            SecureRandom random,
            @Nullable MeterRegistry meters) {
        return new TenantKeys(tenant, state, custodian, clock, births, random, new KeyMetrics(meters));
    }

    /// Digests of personal values, by which two in memory are told to be equal: under a random key that nobody else has
    /// and that dies with the function. Never written down.
    public static UnaryOperator<byte[]> equalityDigest(SecureRandom random) {
        return Suites.digest(SUITE, random);
    }

    private Set<KeyId> unfinished() {
        Set<KeyId> unfinished = new HashSet<>();
        for (StoredKey stored : table.all()) {
            if (stored.status() == Status.NEW) {
                unfinished.add(stored.id());
            }
        }
        return unfinished;
    }

    public Tenant tenant() {
        return tenant;
    }

    public Sealer sealer() {
        return sealer;
    }

    public SubjectStore subjects() {
        return subjectStore;
    }

    public RecordIds recordIds() {
        return recordIds;
    }

    /// Every scope registered so far.
    public List<Scope> scopes() {
        List<Scope> all = new ArrayList<>();
        for (int slot = 1; slot <= slots.last(SlotRegistry.Kind.SCOPE); slot++) {
            all.add(scope(slot));
        }
        return List.copyOf(all);
    }

    /// The slot of a pair; registered (and the campaign's end key created) at first use.
    /// @param endsAtLatest when the campaign's end key dies at the latest; of several policies the latest counts
    public Scope scope(String campaign, String scope, Instant endsAtLatest) {
        ScopeTable.Registered registered = scopes.register(campaign, scope);
        KeyId end = new KeyId(KeyId.Kind.CAMPAIGN_END, tenant.slot(), registered.campaign());
        Cell cell = maker.ensure(end, endsAtLatest);
        Instant dies = cell.stored().dies();
        if (cell.isLive() && (dies == null || dies.isBefore(endsAtLatest))) {
            table.change(end, stored -> {
                Instant now = stored.dies();
                boolean later = now == null || now.isBefore(endsAtLatest);
                return stored.status() == Status.LIVE && later ? stored.withDies(endsAtLatest) : stored;
            });
            live.forget(end);
        }
        maker.ensure(new KeyId(KeyId.Kind.SALT_EPOCH, tenant.slot(), EPOCH), null);
        return registered.scope();
    }

    /// @throws IllegalStateException when the slot was never given
    public Scope scope(int slot) {
        ScopeTable.Registered registered = scopes.find(slot);
        if (registered == null) {
            throw new IllegalStateException("scope slot " + slot + " is not registered");
        }
        return registered.scope();
    }

    /// The end key of a campaign, whose destruction kills all of its values, indexes and pseudonyms.
    public KeyId campaignKey(String campaign) {
        return new KeyId(
                KeyId.Kind.CAMPAIGN_END, tenant.slot(), slots.number(SlotRegistry.Kind.CAMPAIGN, List.of(campaign)));
    }

    /// The end class of (event, then); its end key is created at first use.
    /// @param then `PnD`, `PnW` or `PTnH`
    public int endClass(String event, String then) {
        duration(then);
        int slot = slots.number(SlotRegistry.Kind.END_CLASS, List.of(event, then));
        maker.ensure(new KeyId(KeyId.Kind.EVENT_END, tenant.slot(), slot), null);
        return slot;
    }

    /// The erasure class of a policy and a set of consent purposes (empty: what does not rest on consent).
    public int erasureClass(String policy, Set<String> consentPurposes) {
        List<String> names = new ArrayList<>();
        names.add(policy);
        names.addAll(new TreeSet<>(consentPurposes));
        return slots.number(SlotRegistry.Kind.ERASURE_CLASS, names);
    }

    /// Makes bucket keys ahead so that a custodian outage does not stop collection.
    public void prepare(int deathMinute) {
        KeyId bucket = new KeyId(KeyId.Kind.BUCKET, tenant.slot(), deathMinute);
        if (clock.latest().isBefore(bucket.dies())) {
            maker.ensure(bucket, bucket.dies());
        }
    }

    /// Declares the end of every class of this event: class key dies at `at` + its `then`. A second declaration
    /// only shortens.
    public List<KeyRow> declareEvent(String event, Instant at) {
        List<KeyRow> declared = new ArrayList<>();
        for (int slot = 1; slot <= slots.last(SlotRegistry.Kind.END_CLASS); slot++) {
            List<String> names = slots.names(SlotRegistry.Kind.END_CLASS, slot);
            if (names == null || !names.getFirst().equals(event)) {
                continue;
            }
            KeyId id = new KeyId(KeyId.Kind.EVENT_END, tenant.slot(), slot);
            Instant end = at.plus(duration(names.get(1)));
            maker.ensure(id, null);
            Cell cell = table.change(id, stored -> {
                Instant dies = stored.dies();
                boolean sooner = dies == null || end.isBefore(dies);
                return stored.status() == Status.LIVE && sooner ? stored.withDies(end) : stored;
            });
            live.forget(id);
            declared.add(cell.stored().row());
        }
        return List.copyOf(declared);
    }

    private static Duration duration(String then) {
        if (then.endsWith("W")) {
            return Duration.ofDays(7 * Long.parseLong(then.substring(1, then.length() - 1)));
        }
        return Duration.parse(then);
    }

    /// Every key of the tenant, as the state has it.
    public List<KeyRow> keys() {
        List<KeyRow> keys = new ArrayList<>();
        for (StoredKey stored : table.all()) {
            keys.add(stored.row());
        }
        return List.copyOf(keys);
    }

    /// From now on nothing is sealed or opened under this key; committed. Idempotent.
    public KeyRow seal(KeyId id) {
        Cell cell = table.change(id, stored -> switch (stored.status()) {
            case NEW, LIVE -> stored.withStatus(Status.SEALED);
            case SEALED, DESTROYING, DESTROYED -> stored;
        });
        live.forget(id);
        return cell.stored().row();
    }

    /// Destroys the key at the custodian and the wrapped seed in the state; idempotent. Only call while a
    /// `shred.intent` leaf is open.
    /// @throws IllegalStateException when the key was not sealed before
    public KeyRow destroy(KeyId id) {
        table.change(id, stored -> switch (stored.status()) {
            case NEW, LIVE ->
                throw new IllegalStateException("key " + id.name() + " must be sealed before it is destroyed");
            case SEALED -> stored.withStatus(Status.DESTROYING);
            case DESTROYING, DESTROYED -> stored;
        });
        live.forget(id);
        SeedEnvelope.required(custodian.destroy(id), id);
        Cell cell = table.change(
                id, stored -> stored.status() == Status.DESTROYED ? stored : stored.withStatus(Status.DESTROYED));
        state.scrub();
        return cell.stored().row();
    }

    /// Tries key, canary ciphertext and this process's caches again.
    public Confirmation confirmGone(KeyId id) {
        Cell cell = table.reload(id);
        if (cell == null) {
            throw new IllegalStateException("no row for key " + id.name());
        }
        Confirmation seen =
                SeedEnvelope.required(custodian.confirmGone(id, cell.stored().canary()), id);
        return new Confirmation(seen.keyReadable(), seen.canaryOpens() || live.holds(id));
    }

    /// Compares the key rows with the custodian's list; changes nothing.
    public Reconciliation reconcile() {
        KeyId any = new KeyId(KeyId.Kind.SALT_EPOCH, tenant.slot(), EPOCH);
        Set<KeyId> there = new HashSet<>(SeedEnvelope.required(custodian.list(tenant.slot()), any));
        List<KeyRow> resurrected = new ArrayList<>();
        List<KeyRow> lost = new ArrayList<>();
        for (StoredKey stored : table.all()) {
            boolean present = there.remove(stored.id());
            if (present && stored.status() == Status.DESTROYED) {
                resurrected.add(stored.row());
            } else if (!present && (stored.status() == Status.LIVE || stored.status() == Status.SEALED)) {
                lost.add(stored.row());
            }
        }
        return new Reconciliation(resurrected, lost, List.copyOf(there));
    }

    /// Drops every key this process holds; the custodian and the state are closed by whoever opened them.
    @Override
    public void close() {
        live.forgetAll();
        rows.forgetAll();
    }

    @Override
    public String toString() {
        return "KeyDomain[" + tenant.name() + "]";
    }
}
