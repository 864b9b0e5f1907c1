package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.LeafText;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// What clients may repeat: on an `idempotent` route, the same `Idempotency-Key` of the same caller is the same event,
/// so the app gets the same key again and a booking counts once. The same key with other values is refused, and a twin
/// of a request that is still under way waits for it. The client's own key never goes on. Kept in memory for the newest
/// [#MAX] events; after a restart a repetition is a new event. Of the values only a digest is kept, under a key that
/// dies with the process. Thread rule: guarded by itself; [#begin] may wait.
/// Source: draft-ietf-httpapi-idempotency-key-header.
final class IdempotencyKeys {
    private static final int MAX = 20_000;
    private static final int MAX_KEY = 64; // characters

    private final EventIds ids;
    private final Duration patience;
    private final UnaryOperator<byte[]> digest;
    private final Map<String, String> underWay = new ConcurrentHashMap<>(); // exchange → name

    /// The key one request came with. @param name of app, caller and key; empty for none
    record ClientKey(String name) {
        static final ClientKey NONE = new ClientKey("");

        @Override
        public String toString() {
            return "ClientKey[redacted]";
        }
    }

    /// How a request stands to those that came before it with the same key.
    sealed interface Begun {
        /// It may go on. @param done the app confirmed an earlier try of the same event
        record Event(String id, boolean done) implements Begun {}

        /// The key was used for other values.
        record OtherValues() implements Begun {}

        /// An earlier try is still under way.
        record StillUnderWay() implements Begun {}
    }

    /// Guarded by the keys' lock.
    private static final class Known {
        private final String id;
        private final byte[] values;
        private CountDownLatch ended = new CountDownLatch(1);
        private boolean sent;
        private boolean done;

        Known(String id, byte[] values) {
            this.id = id;
            this.values = values;
        }
    }

    private final Map<String, Known> events = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX;
        }
    };

    /// @param digest of values, keyed @param patience how long a twin waits
    IdempotencyKeys(EventIds ids, UnaryOperator<byte[]> digest, Duration patience) {
        this.ids = ids;
        this.digest = digest;
        this.patience = patience;
    }

    /// The key inside a quoted string, as the draft writes it, or bare.
    static String bare(String header) {
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    /// Letters, digits and `._~:/@+=-|*#`, 1 to 64, and no look-alike of a resident id or mobile number.
    static boolean isKey(String key) {
        return key.length() <= MAX_KEY && LeafText.isId(key);
    }

    /// @param client who calls, never empty: two callers' keys are never one
    static ClientKey of(MountedApp site, String client, String key) {
        return new ClientKey(site.name() + " " + key + " " + client); // neither of the first two has a space
    }

    /// What is under way has to be [#end]ed. @param exchange its trace @param cells the values, normalised
    Begun begin(ClientKey key, String exchange, List<Cell> cells) {
        if (key.name().isEmpty()) {
            return new Begun.Event(ids.next(), false);
        }
        byte[] values = digest.apply(bytes(cells));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            CountDownLatch earlier;
            synchronized (this) {
                Known known = events.get(key.name());
                if (known != null && !Arrays.equals(known.values, values)) {
                    return new Begun.OtherValues();
                }
                if (known == null || known.ended.getCount() == 0) {
                    return begun(key, exchange, known == null ? new Known(ids.next(), values) : known);
                }
                earlier = known.ended;
            }
            if (!ends(earlier, end)) {
                return new Begun.StillUnderWay();
            }
        }
    }

    private Begun.Event begun(ClientKey key, String exchange, Known known) {
        known.ended = new CountDownLatch(1);
        events.put(key.name(), known);
        underWay.put(exchange, key.name());
        return new Begun.Event(known.id, known.done);
    }

    private static boolean ends(CountDownLatch earlier, long end) {
        try {
            return earlier.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The app may act from now on, or has. @param done it confirmed this try
    synchronized void sent(ClientKey key, boolean done) {
        Known known = events.get(key.name());
        if (known != null) {
            known.sent = true;
            known.done |= done;
        }
    }

    /// The exchange is over; what never reached the app leaves its key free.
    void end(String exchange) {
        String name = underWay.remove(exchange);
        if (name == null) {
            return;
        }
        synchronized (this) {
            Known known = events.get(name);
            if (known != null) {
                known.ended.countDown();
                if (!known.sent) {
                    events.remove(name);
                }
            }
        }
    }

    /// Each value with its place, in one order, whatever the spelling of the body was.
    private static byte[] bytes(List<Cell> cells) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        cells.stream()
                .sorted(Comparator.comparingInt(Cell::record).thenComparing(Cell::at))
                .forEach(cell -> {
                    byte[] value = cell.value() instanceof Value.Blob(byte[] blob, String _)
                            ? blob
                            : Json.canonical(cell.value());
                    String head = cell.record() + " " + cell.at() + " " + value.length + "\n";
                    out.writeBytes(head.getBytes(UTF_8));
                    out.writeBytes(value);
                });
        return out.toByteArray();
    }
}
