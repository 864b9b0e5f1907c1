package io.fieldgate.crypto.custodian;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of a dev keyring file, immutable: a generation number and a key for each id.
/// Shape: `FGKR1` ‖ generation 8 ‖ nonce 12 ‖ AEAD(n × (kind 1 ‖ tenant slot 1 ‖ number 4 ‖ key 32)),
/// associated data = magic ‖ generation.
@HoldsKeys
final class Keyring {
    private static final byte[] MAGIC = "FGKR1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + 8;
    private static final int ENTRY = 6 + KeySchedule.SEED;

    private final long generation;
    private final Map<KeyId, byte[]> keys;

    private Keyring(long generation, Map<KeyId, byte[]> keys) {
        this.generation = generation;
        this.keys = keys;
    }

    static Keyring first() {
        return new Keyring(1, Map.of());
    }

    long generation() {
        return generation;
    }

    byte @Nullable [] key(KeyId id) {
        return keys.get(id);
    }

    Iterable<KeyId> ids() {
        return keys.keySet();
    }

    Keyring with(KeyId id, byte[] key) {
        Map<KeyId, byte[]> more = new LinkedHashMap<>(keys);
        more.put(id, key);
        return new Keyring(generation + 1, more);
    }

    Keyring without(KeyId id) {
        Map<KeyId, byte[]> fewer = new LinkedHashMap<>(keys);
        fewer.remove(id);
        return new Keyring(generation + 1, fewer);
    }

    byte[] sealed(CryptoSuite suite, byte[] wrappingKey, SecureRandom random) {
        ByteBuffer plain = ByteBuffer.allocate(keys.size() * ENTRY);
        keys.forEach((id, key) -> plain.put(id.kind().code())
                .put((byte) id.tenantSlot())
                .putInt(id.number())
                .put(key));
        byte[] head = ByteBuffer.allocate(HEAD).put(MAGIC).putLong(generation).array();
        CryptoSuite.CipherContext cipher = suite.take();
        try {
            byte[] box = cipher.box(wrappingKey, head, plain.array(), random);
            return ByteBuffer.allocate(HEAD + box.length).put(head).put(box).array();
        } finally {
            KeyBytes.wipe(plain.array());
            suite.give(cipher);
        }
    }

    /// Null when the bytes are cut off, changed or wrapped by another key.
    static @Nullable Keyring opened(CryptoSuite suite, byte[] wrappingKey, byte[] file) {
        if (file.length < HEAD) {
            return null;
        }
        byte[] head = Arrays.copyOf(file, HEAD);
        byte[] box = Arrays.copyOfRange(file, HEAD, file.length);
        CryptoSuite.CipherContext cipher = suite.take();
        byte[] plain;
        try {
            plain = cipher.unbox(wrappingKey, head, box);
        } finally {
            suite.give(cipher);
        }
        if (plain == null || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return null;
        }
        return new Keyring(ByteBuffer.wrap(head, MAGIC.length, 8).getLong(), entries(plain));
    }

    private static Map<KeyId, byte[]> entries(byte[] plain) {
        Map<KeyId, byte[]> keys = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(plain);
        try {
            while (in.hasRemaining()) {
                KeyId.Kind kind = KeyId.Kind.of(in.get());
                int tenantSlot = in.get() & 0xFF;
                KeyId id = new KeyId(kind, tenantSlot, in.getInt());
                byte[] key = new byte[KeySchedule.SEED];
                in.get(key);
                keys.put(id, key);
            }
        } catch (BufferUnderflowException newer) {
            throw new IllegalStateException("the keyring was written by a newer version", newer);
        }
        return keys;
    }

    @Override
    public String toString() {
        return "Keyring[redacted]";
    }
}
