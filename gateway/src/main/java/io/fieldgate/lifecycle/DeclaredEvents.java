package io.fieldgate.lifecycle;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.GovernanceEvent.Campaign;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Declared events (`campaign declare EVENT`): end classes learn their end, with leaf.
/// State row: event → step 1 ‖ instant 8; a declaration a crash cut short is finished at boot.
/// Errors: `AuditUnavailable`, `StateUnavailable`, `KeysUnavailable`. Thread rule: safe for many threads.
public final class DeclaredEvents {
    private static final Logger LOG = LoggerFactory.getLogger(DeclaredEvents.class);
    private static final byte BEGUN = 1;
    private static final byte DECLARED = 2;
    private static final int PAGE = 1_000;

    private final StateStore state;
    private final AuditLog log;
    private final List<TenantKeys> domains;

    private DeclaredEvents(StateStore state, AuditLog log, List<TenantKeys> domains) {
        this.state = state;
        this.log = log;
        this.domains = List.copyOf(domains);
    }

    public static DeclaredEvents open(StateStore state, AuditLog log, List<TenantKeys> domains) {
        return new DeclaredEvents(state, log, domains);
    }

    /// Who may declare and how many it takes was judged before. Declaring again can only bring the end nearer.
    /// @param approvers the persons who declared it, for the leaf
    public void declare(String event, Instant at, String trace, List<Actor> approvers) {
        Instant first = declared(event).filter(earlier -> earlier.isBefore(at)).orElse(at);
        put(event, BEGUN, first);
        log.append(new Campaign(event, "declare", event, at.getEpochSecond(), approvers));
        apply(event, first);
        LOG.atInfo().addKeyValue("trace", trace).addKeyValue("rule", event).log("An event is declared.");
    }

    /// When the event was declared to have happened.
    public Optional<Instant> declared(String event) {
        Row row = state.get(Namespace.EVENT, key(event));
        return row == null || row.value()[0] != DECLARED ? Optional.empty() : Optional.of(at(row));
    }

    /// Finishes declarations that were begun; their leaf may be missing, so it is written again.
    void resume() {
        for (Row row : state.scan(Namespace.EVENT, new byte[0], new byte[] {(byte) 0xff}, PAGE)) {
            if (row.value()[0] == BEGUN) {
                String event = new String(row.key(), StandardCharsets.UTF_8);
                log.append(new Campaign(event, "declare", event, at(row).getEpochSecond(), List.of()));
                apply(event, at(row));
            }
        }
    }

    private void apply(String event, Instant at) {
        domains.forEach(domain -> domain.declareEvent(event, at));
        put(event, DECLARED, at);
    }

    private void put(String event, byte step, Instant at) {
        byte[] value =
                ByteBuffer.allocate(9).put(step).putLong(at.getEpochSecond()).array();
        state.commit(new Batch().put(Namespace.EVENT, key(event), value));
    }

    private static Instant at(Row row) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(row.value(), 1, 8).getLong());
    }

    private static byte[] key(String event) {
        return event.getBytes(StandardCharsets.UTF_8);
    }
}
