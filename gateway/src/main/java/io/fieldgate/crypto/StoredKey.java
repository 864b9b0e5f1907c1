package io.fieldgate.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.KeyRow.Status;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state's row of one custodian key, wrapped seed and all.
/// Shape: format 1 ‖ status 1 ‖ dies 8 ‖ created 8 (epoch seconds, least long for none) ‖ six texts, each u16
/// length ‖ UTF-8.
/// @param version of the row in the state
/// @param maker random name of the process that is making the key, while NEW
/// @param wrapped the wrapped seed; empty before LIVE and from DESTROYED on
/// @param canaryToken a token under this bucket that must open nowhere after its end; empty for other kinds
public record StoredKey(
        KeyId id,
        long version,
        Status status,
        @Nullable Instant dies,
        Instant created,
        String maker,
        String wrapped,
        String canary,
        String canaryToken,
        String seedDigest,
        String commitment) {
    private static final byte FORMAT = 1;
    private static final long NONE = Long.MIN_VALUE;

    public static StoredKey fresh(KeyId id, long version, @Nullable Instant dies, Instant created, String maker) {
        return new StoredKey(id, version, Status.NEW, dies, created, maker, "", "", "", "", "");
    }

    public StoredKey withVersion(long newVersion) {
        return new StoredKey(
                id, newVersion, status, dies, created, maker, wrapped, canary, canaryToken, seedDigest, commitment);
    }

    public StoredKey withStatus(Status next) {
        String kept = next == Status.DESTROYED ? "" : wrapped;
        return new StoredKey(
                id, version, next, dies, created, maker, kept, canary, canaryToken, seedDigest, commitment);
    }

    public StoredKey withDies(Instant end) {
        return new StoredKey(
                id, version, status, end, created, maker, wrapped, canary, canaryToken, seedDigest, commitment);
    }

    public StoredKey live(String seed, String canaryText, String token, String digest, String commit) {
        return new StoredKey(id, version, Status.LIVE, dies, created, "", seed, canaryText, token, digest, commit);
    }

    public KeyRow row() {
        return new KeyRow(id, id.name(), status, dies, created, canary, seedDigest, commitment);
    }

    /// Read from the stored bytes alone: false only for a row that is still NEW.
    public static boolean wasEverLive(byte[] value) {
        return value.length < 2 || value[1] != Status.NEW.code();
    }

    public byte[] encoded() {
        byte[][] texts = {
            maker.getBytes(UTF_8), wrapped.getBytes(UTF_8), canary.getBytes(UTF_8),
            canaryToken.getBytes(UTF_8), seedDigest.getBytes(UTF_8), commitment.getBytes(UTF_8)
        };
        int length = 18;
        for (byte[] text : texts) {
            length += 2 + text.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put(FORMAT).put(status.code());
        out.putLong(dies == null ? NONE : dies.getEpochSecond()).putLong(created.getEpochSecond());
        for (byte[] text : texts) {
            out.putShort((short) text.length).put(text);
        }
        return out.array();
    }

    public static StoredKey decoded(KeyId id, long version, byte[] value) {
        try {
            ByteBuffer in = ByteBuffer.wrap(value);
            if (in.get() != FORMAT) {
                throw new IllegalStateException(
                        "the row of key " + id.name() + " has a form this version does not know");
            }
            Status status = Status.of(in.get());
            long dies = in.getLong();
            Instant created = Instant.ofEpochSecond(in.getLong());
            StoredKey key = new StoredKey(
                    id,
                    version,
                    status,
                    dies == NONE ? null : Instant.ofEpochSecond(dies),
                    created,
                    text(in),
                    text(in),
                    text(in),
                    text(in),
                    text(in),
                    text(in));
            if (in.hasRemaining()) {
                throw new IllegalStateException("the row of key " + id.name() + " is too long");
            }
            return key;
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalStateException("the row of key " + id.name() + " is cut off", tooShort);
        }
    }

    private static String text(ByteBuffer in) {
        byte[] utf8 = new byte[in.getShort() & 0xFFFF];
        in.get(utf8);
        return new String(utf8, UTF_8);
    }

    @Override
    public String toString() {
        return "StoredKey[" + id.name() + "]";
    }
}
