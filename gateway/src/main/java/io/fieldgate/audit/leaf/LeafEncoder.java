package io.fieldgate.audit.leaf;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.LeafWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;

/// Turns an event into the bytes of its leaf. Each leaf carries 16 random bytes `n`, so its hash hides it.
/// Thread rule: any thread.
public final class LeafEncoder {
    private static final int NONCE_BYTES = 16;
    private static final int MAX_LEAF = 65_535;
    public static final long MIN_MICROS = 1_000_000_000_000_000L; // 2001; with MAX_MICROS exactly 16 digits
    public static final long MAX_MICROS = 9_007_199_254_740_991L; // 2^53 - 1: year 2255

    /// @param timeAt where the 16 digits of `t` stand
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Encoded(byte[] bytes, int timeAt) {}

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String node;
    private final EventIds ids;
    private final SecureRandom random;

    public LeafEncoder(String node, InstantSource clock, SecureRandom random) {
        this.node = node;
        this.ids = new EventIds(clock, random);
        this.random = random;
    }

    public Encoded encode(AuditEvent event, long micros, boolean clamped) {
        byte[] chance = new byte[NONCE_BYTES + EventIds.RANDOM_BYTES]; // one call: it is a good part of a leaf's cost
        random.nextBytes(chance);
        String n = BASE64.encodeToString(Arrays.copyOf(chance, NONCE_BYTES));
        String id = event.id().isEmpty() ? ids.of(Arrays.copyOfRange(chance, NONCE_BYTES, chance.length)) : event.id();
        LeafWriter out = new LeafWriter(new LeafWriter.Head(id, event.kind(), n, node, micros, clamped));
        event.write(out);
        byte[] leaf = out.end();
        if (leaf.length > MAX_LEAF) {
            throw new IllegalArgumentException("A leaf has at most " + MAX_LEAF + " bytes; split the event.");
        }
        return new Encoded(leaf, out.timeAt());
    }
}
