package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.keys.DerivedKeyCache.Access;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.outage.KeysUnavailable;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// Keyed names for record ids, so that the state holds none in the clear (an app may use an identity number as
/// record id).
/// From `TenantKeys.recordIds()`; keys hang on the salt epoch. Thread rule: safe for many threads.
/// Shape: a name is the first 16 bytes of the keyed hash of scope 2 ‖ LP(app) ‖ LP(record id); a sealed id is
/// epoch 4 ‖ nonce 12 ‖ AEAD(record id), associated data LP(app).
/// Errors: [KeysUnavailable].
public final class RecordIds {
    private static final int NAME = 16;

    private final CryptoSuite suite;
    private final DerivedKeyCache keys;
    private final SecureRandom random;
    private final int epoch;

    RecordIds(CryptoSuite suite, DerivedKeyCache keys, SecureRandom random, int epoch) {
        this.suite = suite;
        this.keys = keys;
        this.random = random;
        this.epoch = epoch;
    }

    /// 16 bytes, equal for one record id of one app.
    public byte[] key(Scope scope, String app, String recordId) {
        byte[] slot = {(byte) (scope.slot() >>> 8), (byte) scope.slot()};
        byte[] name = KeySchedule.lengthPrefixed(app);
        byte[] id = KeySchedule.lengthPrefixed(recordId);
        return Arrays.copyOf(
                with(epoch, (cipher, held) -> cipher.prf(held, DerivedKeyCache.RECORD_NAME_KEY, slot, name, id)), NAME);
    }

    public byte[] seal(String app, String recordId) {
        byte[] box = with(epoch, (cipher, held) -> {
            byte[] key = sealingKey(held);
            byte[] sealed = cipher.box(key, KeySchedule.lengthPrefixed(app), recordId.getBytes(UTF_8), random);
            KeyBytes.wipe(key);
            return sealed;
        });
        return ByteBuffer.allocate(Integer.BYTES + box.length)
                .putInt(epoch)
                .put(box)
                .array();
    }

    public String open(String app, byte[] sealed) {
        if (sealed.length < Integer.BYTES) {
            throw new KeysUnavailable("A sealed record id is cut off.");
        }
        int ofEpoch = ByteBuffer.wrap(sealed).getInt();
        byte[] box = Arrays.copyOfRange(sealed, Integer.BYTES, sealed.length);
        byte[] id = with(ofEpoch, (cipher, held) -> {
            byte[] key = sealingKey(held);
            byte[] opened = cipher.unbox(key, KeySchedule.lengthPrefixed(app), box);
            KeyBytes.wipe(key);
            if (opened == null) {
                throw new KeysUnavailable("A sealed record id was changed in the state or sealed under another key.");
            }
            return opened;
        });
        return new String(id, UTF_8);
    }

    private byte[] sealingKey(byte[] held) {
        return Arrays.copyOfRange(
                held, DerivedKeyCache.RECORD_ID_KEY, DerivedKeyCache.RECORD_ID_KEY + suite.keyLength());
    }

    private interface Work {
        byte[] apply(CipherContext cipher, byte[] held);
    }

    private byte[] with(int ofEpoch, Work work) {
        return switch (keys.acquire(new DerivedKeyId.OfRecords(ofEpoch))) {
            case Access.Ready(DerivedKeyCache.Derived lease, byte[] held) -> {
                CipherContext cipher = suite.take();
                try {
                    yield work.apply(cipher, held);
                } finally {
                    suite.give(cipher);
                    lease.release();
                }
            }
            case Access.Gone(OpenResult.Why _) -> throw new KeysUnavailable("The salt epoch of a record id has ended.");
            case Access.Unknown() -> throw new KeysUnavailable("The salt epoch of a record id is not known here.");
        };
    }
}
