package io.fieldgate.crypto.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.KeysUnavailable;
import io.fieldgate.crypto.Opened;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.keys.LiveKeys.Access;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.Desk;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// Keyed names for record ids, so that the state holds none in the clear (an app may use an identity number as
/// record id).
/// From `KeyDomain.recordIds()`; keys hang on the salt epoch. Thread rule: safe for many threads.
/// Shape: a name is the first 16 bytes of the keyed hash of scope 2 ‖ LP(app) ‖ LP(record id); a sealed id is
/// epoch 4 ‖ nonce 12 ‖ AEAD(record id), associated data LP(app).
/// Errors: [KeysUnavailable].
public final class RecordIds {
    private static final int NAME = 16;

    private final CryptoSuite suite;
    private final LiveKeys keys;
    private final SecureRandom random;
    private final int epoch;

    RecordIds(CryptoSuite suite, LiveKeys keys, SecureRandom random, int epoch) {
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
                with(epoch, (desk, held) -> desk.prf(held, LiveKeys.RECORD_NAME_KEY, slot, name, id)), NAME);
    }

    public byte[] seal(String app, String recordId) {
        byte[] box = with(epoch, (desk, held) -> {
            byte[] key = sealingKey(held);
            byte[] sealed = desk.box(key, KeySchedule.lengthPrefixed(app), recordId.getBytes(UTF_8), random);
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
        byte[] id = with(ofEpoch, (desk, held) -> {
            byte[] key = sealingKey(held);
            byte[] opened = desk.unbox(key, KeySchedule.lengthPrefixed(app), box);
            KeyBytes.wipe(key);
            if (opened == null) {
                throw new KeysUnavailable("A sealed record id was changed in the state or sealed under another key.");
            }
            return opened;
        });
        return new String(id, UTF_8);
    }

    private byte[] sealingKey(byte[] held) {
        return Arrays.copyOfRange(held, LiveKeys.RECORD_ID_KEY, LiveKeys.RECORD_ID_KEY + suite.keyLength());
    }

    private interface Work {
        byte[] apply(Desk desk, byte[] held);
    }

    private byte[] with(int ofEpoch, Work work) {
        return switch (keys.acquire(new DerivedId.OfRecords(ofEpoch))) {
            case Access.Ready(LiveKeys.Derived lease, byte[] held) -> {
                Desk desk = suite.take();
                try {
                    yield work.apply(desk, held);
                } finally {
                    suite.give(desk);
                    lease.release();
                }
            }
            case Access.Gone(Opened.Why _) -> throw new KeysUnavailable("The salt epoch of a record id has ended.");
            case Access.Unknown() -> throw new KeysUnavailable("The salt epoch of a record id is not known here.");
        };
    }
}
