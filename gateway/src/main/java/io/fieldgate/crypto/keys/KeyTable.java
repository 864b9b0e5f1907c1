package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The key rows of one tenant in the state, and what this process knows of them. The state is the truth; a
/// [Cell] is its last seen value, updated by every step this process takes (one node: nobody else writes).
/// Thread rule: safe for many threads; reads of a known cell take no lock.
final class KeyTable {
    private static final int PAGE = 500;

    /// One key as this process knows it.
    static final class Cell {
        private volatile StoredKey stored; // written by whoever saw or committed a newer version

        Cell(StoredKey stored) {
            this.stored = stored;
        }

        StoredKey stored() {
            return stored;
        }

        boolean isLive() {
            return stored.status() == Status.LIVE;
        }

        private synchronized void see(StoredKey newer) {
            if (newer.version() > stored.version()) {
                stored = newer;
            }
        }
    }

    private final StateStore state;
    private final int tenantSlot;
    private final ConcurrentHashMap<KeyId, Cell> cells = new ConcurrentHashMap<>();

    KeyTable(StateStore state, int tenantSlot) {
        this.state = state;
        this.tenantSlot = tenantSlot;
    }

    /// The key, from memory where it is known; null where the state has no row.
    @Nullable
    Cell find(KeyId id) {
        Cell known = cells.get(id);
        return known != null ? known : reload(id);
    }

    @Nullable
    Cell reload(KeyId id) {
        Row row = state.get(namespace(id.kind()), key(id));
        return row == null ? null : seen(StoredKey.decoded(id, row.version(), row.value()));
    }

    /// Writes a row that must not exist yet. @throws StateConflict when it does
    Cell insert(StoredKey fresh) {
        Namespace namespace = namespace(fresh.id().kind());
        byte[] key = key(fresh.id());
        state.commit(new Batch().check(namespace, key, 0).put(namespace, key, fresh.encoded()));
        return seen(fresh.withVersion(1));
    }

    /// Writes over the version the value carries. @throws StateConflict when the row has moved on
    Cell update(StoredKey next) {
        Namespace namespace = namespace(next.id().kind());
        byte[] key = key(next.id());
        state.commit(new Batch().check(namespace, key, next.version()).put(namespace, key, next.encoded()));
        return seen(next.withVersion(next.version() + 1));
    }

    /// Applies a step to the newest version, again where somebody was quicker. An unchanged value writes nothing.
    Cell change(KeyId id, UnaryOperator<StoredKey> step) {
        while (true) {
            Cell cell = reload(id);
            if (cell == null) {
                throw new IllegalStateException("no row for key " + id.name());
            }
            StoredKey now = cell.stored();
            StoredKey next = step.apply(now);
            if (next.equals(now)) {
                return cell;
            }
            try {
                return update(next);
            } catch (StateConflict quicker) {
                reload(id); // nothing was written; the next turn judges the newer row
            }
        }
    }

    /// Every row of the tenant, from the state.
    List<StoredKey> all() {
        List<StoredKey> all = new ArrayList<>();
        for (Namespace namespace : List.of(Namespace.BUCKET, Namespace.END_KEY, Namespace.SALT_EPOCH)) {
            byte[] from = {(byte) tenantSlot};
            byte[] to = {(byte) tenantSlot, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
            List<Row> page;
            do {
                page = state.scan(namespace, from, to, PAGE);
                for (Row row : page) {
                    StoredKey stored = StoredKey.decoded(id(namespace, row.key()), row.version(), row.value());
                    all.add(seen(stored).stored());
                    from = next(row.key());
                }
            } while (page.size() == PAGE);
        }
        return all;
    }

    private Cell seen(StoredKey stored) {
        Cell cell = cells.computeIfAbsent(stored.id(), absent -> new Cell(stored));
        cell.see(stored);
        return cell;
    }

    private static Namespace namespace(KeyId.Kind kind) {
        return switch (kind) {
            case BUCKET -> Namespace.BUCKET;
            case CAMPAIGN_END, EVENT_END -> Namespace.END_KEY;
            case SALT_EPOCH -> Namespace.SALT_EPOCH;
        };
    }

    /// Buckets and epochs: tenant 1 ‖ number 4. End keys: tenant 1 ‖ `c` or `e` ‖ slot 2.
    private static byte[] key(KeyId id) {
        return switch (id.kind()) {
            case BUCKET, SALT_EPOCH -> {
                byte[] key = new byte[5];
                key[0] = (byte) id.tenantSlot();
                TokenFormat.putInt(key, 1, id.number());
                yield key;
            }
            case CAMPAIGN_END, EVENT_END -> {
                byte[] key = new byte[4];
                key[0] = (byte) id.tenantSlot();
                key[1] = (byte) (id.kind() == KeyId.Kind.CAMPAIGN_END ? 'c' : 'e');
                TokenFormat.putShort(key, 2, id.number());
                yield key;
            }
        };
    }

    private KeyId id(Namespace namespace, byte[] key) {
        if (namespace == Namespace.END_KEY) {
            KeyId.Kind kind = key[1] == 'c' ? KeyId.Kind.CAMPAIGN_END : KeyId.Kind.EVENT_END;
            return new KeyId(kind, tenantSlot, TokenFormat.getShort(key, 2));
        }
        KeyId.Kind kind = namespace == Namespace.BUCKET ? KeyId.Kind.BUCKET : KeyId.Kind.SALT_EPOCH;
        return new KeyId(kind, tenantSlot, TokenFormat.getInt(key, 1));
    }

    /// The least key above this one.
    private static byte[] next(byte[] key) {
        byte[] next = new byte[key.length + 1];
        System.arraycopy(key, 0, next, 0, key.length);
        return next;
    }
}
