package io.fieldgate.lifecycle;

import io.fieldgate.audit.Destruction;
import io.fieldgate.audit.GovernanceEvent.Alert;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.RetentionEvent.ShredDone;
import io.fieldgate.audit.RetentionEvent.ShredIntent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.custodian.Confirmation;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.crypto.keys.TenantKeys.Reconciliation;
import io.fieldgate.outage.AuditUnavailable;
import io.fieldgate.outage.KeysUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Destroys the keys whose minute has passed: SEALED → `shred.intent` → custodian → DESTROYED → confirmed →
/// `shred.done`.
///
/// Each step is a leaf or a committed row and can be repeated. A key is destroyed only while its intent is
/// open; a key that the custodian has lost by itself is not destroyed but unavailable.
/// Thread rule: used by one round at a time.
final class KeySweep {
    private static final Logger LOG = LoggerFactory.getLogger(KeySweep.class);
    private static final Duration OVERDUE_AFTER = Duration.ofMinutes(5);

    /// A `shred.intent`. @param index of the leaf @param isOpen false when its certificate is there and the
    /// state is older than both
    private record Begun(long index, String reason, boolean isOpen) {}

    private final List<TenantKeys> domains;
    private final ClockQuorum clock;
    private final AuditLog log;
    private final SweepSettings settings;
    private final Failpoint failpoint;
    private final Map<String, Begun> open = new HashMap<>(); // tenant/name; owned by the round that runs
    private int lost;

    KeySweep(List<TenantKeys> domains, ClockQuorum clock, AuditLog log, SweepSettings settings, Failpoint failpoint) {
        this.domains = List.copyOf(domains);
        this.clock = clock;
        this.log = log;
        this.settings = settings;
        this.failpoint = failpoint;
    }

    /// Takes over an intent an earlier process left open.
    void resume(OpenIntents.Shred shred) {
        open.put(
                name(shred.object().tenant(), shred.object().name()),
                new Begun(shred.index(), shred.reason(), shred.isOpen()));
    }

    /// Destroys what is due. @param owed app → `erases` calls not confirmed yet, for the certificates
    /// @return keys destroyed in this round
    int round(Map<String, Long> owed) {
        int destroyed = 0;
        for (TenantKeys domain : domains) {
            for (KeyRow row : domain.keys()) {
                try {
                    destroyed += step(domain, row, owed) ? 1 : 0;
                } catch (KeysUnavailable | AuditUnavailable later) {
                    LOG.atError()
                            .addKeyValue("bucket", row.name())
                            .addKeyValue("error", later.getMessage())
                            .log("A key that is due is not destroyed yet; the next round goes on.");
                }
            }
        }
        return destroyed;
    }

    /// Keys that were destroyed and are back at the custodian are destroyed again; keys that are gone there are
    /// counted as lost.
    int reconcile() {
        int again = 0;
        int missing = 0;
        for (TenantKeys domain : domains) {
            try {
                Reconciliation seen = domain.reconcile();
                missing += seen.lost().size();
                for (KeyRow row : seen.resurrected()) {
                    log.note(new Alert("resurrected", 1));
                    Begun begun = begin(domain, row, "resurrected");
                    again += finish(domain, row, begun, "destroyed", Map.of()) ? 1 : 0;
                }
                if (!seen.unknown().isEmpty()) {
                    log.note(new Alert("unknown-key", seen.unknown().size()));
                }
            } catch (KeysUnavailable | AuditUnavailable later) {
                LOG.atWarn()
                        .addKeyValue("error", later.getMessage())
                        .log("Key rows could not be compared with the custodian; the next round tries again.");
            }
        }
        if (missing > lost) {
            log.note(new Alert("key-lost", missing));
        }
        lost = missing;
        return again;
    }

    private boolean step(TenantKeys domain, KeyRow row, Map<String, Long> owed) {
        @Nullable Begun begun = open.get(name(domain, row));
        if (row.status() == Status.DESTROYED) {
            if (begun != null && !begun.isOpen()) {
                open.remove(name(domain, row)); // the state has it all
                return false;
            }
            return begun != null && finish(domain, row, begun, "recovered", owed);
        }
        if (begun == null && !isDue(row, clock.earliest())) {
            return false;
        }
        if (row.status() == Status.NEW || row.status() == Status.LIVE) {
            domain.seal(row.id());
            failpoint.after("sealed");
        }
        if (begun == null) {
            begun = begin(domain, row, reason(row));
        }
        return finish(domain, row, begun, begun.isOpen() ? "destroyed" : "recovered", owed);
    }

    private Begun begin(TenantKeys domain, KeyRow row, String reason) {
        ShredIntent intent = new ShredIntent(object(domain, row), reason, certificate(row, Map.of(), Map.of()));
        Begun begun = new Begun(log.append(intent).index(), reason, true);
        open.put(name(domain, row), begun);
        failpoint.after("shred.intent");
        return begun;
    }

    private boolean finish(TenantKeys domain, KeyRow row, Begun begun, String outcome, Map<String, Long> owed) {
        domain.destroy(row.id());
        failpoint.after("destroyed");
        Confirmation seen = domain.confirmGone(row.id());
        if (!seen.isGone()) {
            log.note(new Alert("destroy-unverified", 1));
            return false; // the intent stays open, the next round repeats
        }
        Map<String, String> steps = new TreeMap<>();
        steps.put("delete", "done");
        steps.put("read", "gone");
        steps.put("canary", "refused");
        log.append(new ShredDone(
                begun.index(), object(domain, row), begun.reason(), outcome, certificate(row, steps, owed)));
        open.remove(name(domain, row));
        failpoint.after("shred.done");
        return !outcome.equals("recovered");
    }

    private Destruction certificate(KeyRow row, Map<String, String> steps, Map<String, Long> owed) {
        Instant dies = row.dies();
        return new Destruction(
                dies == null ? List.of() : List.of(dies.getEpochSecond()),
                Map.of(),
                steps,
                clock.readings(),
                owed,
                steps.isEmpty() ? List.of() : List.of(settings.node()),
                row.canary(),
                row.seedDigest(),
                settings.residual());
    }

    RetentionStatus.Keys status() {
        Instant now = clock.earliest();
        int live = 0;
        int destroyed = 0;
        int due = 0;
        int overdue = 0;
        long oldest = 0;
        @Nullable Instant next = null;
        for (TenantKeys domain : domains) {
            for (KeyRow row : domain.keys()) {
                Instant dies = row.dies();
                if (row.status() == Status.DESTROYED) {
                    destroyed++;
                    continue;
                }
                live += row.status() == Status.LIVE ? 1 : 0;
                if (dies == null) {
                    continue;
                }
                if (isDue(row, now)) {
                    due++;
                    overdue += dies.plus(OVERDUE_AFTER).isBefore(now) ? 1 : 0;
                    oldest = Math.max(oldest, Duration.between(dies, now).toSeconds());
                } else if (next == null || dies.isBefore(next)) {
                    next = dies;
                }
            }
        }
        return new RetentionStatus.Keys(live, destroyed, due, overdue, lost, oldest, Optional.ofNullable(next));
    }

    private static boolean isDue(KeyRow row, Instant now) {
        Instant dies = row.dies();
        return dies != null && !now.isBefore(dies);
    }

    private static String reason(KeyRow row) {
        return switch (row.id().kind()) {
            case BUCKET, SALT_EPOCH -> "expiry";
            case CAMPAIGN_END -> "campaign-end";
            case EVENT_END -> "event";
        };
    }

    private static KeyObject object(TenantKeys domain, KeyRow row) {
        return new KeyObject(kind(row.id().kind()), domain.tenant().name(), row.name());
    }

    private static String kind(KeyId.Kind kind) {
        return switch (kind) {
            case BUCKET -> "bucket";
            case CAMPAIGN_END, EVENT_END -> "end";
            case SALT_EPOCH -> "epoch";
        };
    }

    private static String name(TenantKeys domain, KeyRow row) {
        return name(domain.tenant().name(), row.name());
    }

    private static String name(String tenant, String key) {
        return tenant + "/" + key;
    }
}
