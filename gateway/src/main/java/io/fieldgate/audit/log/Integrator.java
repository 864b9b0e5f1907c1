package io.fieldgate.audit.log;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.audit.tile.SignedHead;
import io.fieldgate.audit.tile.SignedHeadRow;
import io.fieldgate.audit.tile.TileStore;
import io.fieldgate.audit.tile.TileWriter;
import io.fieldgate.audit.tile.TreeBuilder;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.VerifierKey;
import io.fieldgate.audit.wal.PendingLeaf;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Turns durable leaves into bundles, tiles and a signed head. Order of a publication: files durable, head set
/// in the state by compare-and-set, checkpoint written. Each step can be repeated after a crash.
/// Thread rule: `publish` belongs to the publisher's thread (to recovery before it starts); what crosses
/// threads is guarded by `lock`.
final class Integrator {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pending(long index, AuditEvent event, byte[] leaf, long since) {}

    private final String origin;
    private final TileStore store;
    private final TileWriter files;
    private final TreeBuilder tree;
    private final LogSigner signer;
    private final VerifierKey key;
    private final StateStore state;
    private final IntentTracker open;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long accepted;
    private long acceptedAt = System.nanoTime();
    private boolean hurried;
    private long unsignedSince; // nanoTime of the oldest unsigned leaf, 0 for none
    private volatile SignedHead signedHead;
    private volatile String closedDay;
    private long rowVersion;
    private String triedNote = "";

    Integrator(
            AuditSettings settings,
            TileStore store,
            TreeBuilder tree,
            LogSigner signer,
            VerifierKey key,
            StateStore state,
            IntentTracker open,
            @Nullable SignedHeadRow row,
            SignedHead signedHead) {
        this.origin = settings.origin();
        this.store = store;
        this.files = new TileWriter(store.folder());
        this.tree = tree;
        this.signer = signer;
        this.key = key;
        this.state = state;
        this.open = open;
        this.accepted = tree.size();
        this.signedHead = signedHead;
        this.rowVersion = row == null ? 0 : row.version();
        this.closedDay = row == null ? "" : row.day();
    }

    /// Durable leaves, in order. @param batch the leaves from index `first` on
    void accept(long first, List<PendingLeaf> batch) {
        long now = System.nanoTime();
        lock.lock();
        try {
            for (int i = 0; i < batch.size(); i++) {
                pending.add(new Pending(first + i, batch.get(i).event, batch.get(i).leaf, now));
            }
            accepted = first + batch.size();
            acceptedAt = now;
            if (unsignedSince == 0) {
                unsignedSince = now;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A leaf recovered from the write-ahead log, before any thread runs.
    void recover(Leaf leaf) {
        tree.append(leaf.bytes());
        open.see(leaf);
        if (leaf.is(LeafKind.DAY_CLOSE)) {
            closedDay = leaf.text("day");
        }
        accepted = tree.size();
    }

    /// One past the last durable leaf.
    long accepted() {
        lock.lock();
        try {
            return accepted;
        } finally {
            lock.unlock();
        }
    }

    /// How long no leaf has come.
    long silentNanos() {
        lock.lock();
        try {
            return System.nanoTime() - acceptedAt;
        } finally {
            lock.unlock();
        }
    }

    long signed() {
        return signedHead.size();
    }

    SignedHead head() {
        return signedHead;
    }

    /// The last UTC day whose `day.close` leaf is in the tree; empty for none.
    String closedDay() {
        return closedDay;
    }

    /// Asks for a checkpoint now, not when the next one is due.
    void hurry() {
        lock.lock();
        try {
            hurried = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when something is pending or the time is over.
    void awaitWork(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (pending.isEmpty() && !hurried && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits out the pace of checkpoints, unless somebody is in a hurry.
    void awaitHurry(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !hurried) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the head covers the size. False when it does not in time.
    boolean awaitSigned(long size, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (signedHead.size() < size && left > 0) {
                hurried = true;
                changed.signalAll();
                left = changed.awaitNanos(left);
            }
            return signedHead.size() >= size;
        } finally {
            lock.unlock();
        }
    }

    /// How long the oldest unsigned leaf has been waiting.
    long unsignedMillis() {
        lock.lock();
        try {
            return unsignedSince == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - unsignedSince);
        } finally {
            lock.unlock();
        }
    }

    /// Signs everything accepted so far; does nothing when the head covers it.
    /// @throws IOException when files cannot be made durable @throws StateConflict when another gateway moved
    /// the head
    void publish() throws IOException {
        for (Pending leaf : drain()) {
            tree.append(leaf.leaf());
            open.see(leaf.index(), leaf.event());
            if (leaf.event() instanceof LogEvent.DayClose close) {
                closedDay = close.day();
            }
        }
        if (tree.size() == signedHead.size() && !signedHead.note().isEmpty()) {
            settle(signedHead);
            return;
        }
        tree.flush(files);
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote unsigned = SignedNote.unsigned(checkpoint.text());
        String note = unsigned.withSignature(key, signer.signature().apply(unsigned.signedBytes()))
                .format();
        moveHead(note);
        store.publish(note);
        settle(new SignedHead(origin, checkpoint.size(), checkpoint.rootText(), note));
    }

    /// Signs what recovery found, if that is more than the head covers.
    void publishRecovered() throws IOException {
        if (tree.size() > signedHead.size()) {
            publish();
        }
    }

    private List<Pending> drain() {
        lock.lock();
        try {
            hurried = false;
            List<Pending> all = new ArrayList<>(pending);
            pending.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void moveHead(String note) {
        byte[] rowKey = SignedHeadRow.key(origin);
        byte[] value = SignedHeadRow.value(note, open.from(tree.size()), closedDay);
        try {
            state.commit(
                    new Batch().check(Namespace.LOG_HEAD, rowKey, rowVersion).put(Namespace.LOG_HEAD, rowKey, value));
        } catch (StateConflict conflict) {
            SignedHeadRow now = SignedHeadRow.read(state, origin).orElseThrow(() -> conflict);
            if (!now.note().equals(triedNote)) {
                throw conflict;
            }
            rowVersion = now.version(); // our own write, whose answer was lost
            state.commit(
                    new Batch().check(Namespace.LOG_HEAD, rowKey, rowVersion).put(Namespace.LOG_HEAD, rowKey, value));
        } finally {
            triedNote = note;
        }
        rowVersion++;
    }

    private void settle(SignedHead now) {
        lock.lock();
        try {
            signedHead = now;
            Pending oldest = pending.peek();
            unsignedSince = oldest == null ? 0 : oldest.since();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// After the last publication.
    void close() {
        files.close();
    }
}
