package io.fieldgate.crypto.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import java.util.Arrays;

/// Every key of a tenant, derived: HKDF with the labels of token format 1. No state, no copies kept.
/// Shape: seeds, salts and PRF keys are 32 bytes; keys of ciphers are cut to the suite's length.
/// Assumption: HMAC is a PRF in key and in message, which is what lets any single handle (bucket seed, end
/// seeds, salt) kill a value.
/// Source: RFC 5869; `docs/reference/token-format.md`.
@HoldsKeys
public final class KeySchedule {
    public static final int SEED = 32;
    private static final byte[] ZEROS = new byte[SEED];
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] SUBJ = label("subj");
    private static final byte[] ENC = label("enc");
    private static final byte[] REC = label("rec");
    private static final byte[] DET = label("det");
    private static final byte[] HDR = label("hdr");
    private static final byte[] AUDIT = label("audit");
    private static final byte[] IDX = label("idx");
    private static final byte[] PSN = label("psn");
    private static final byte[] SALT = label("salt");
    private static final byte[] RECORD_NAME = label("rid-name");
    private static final byte[] RECORD_ID = label("rid-seal");
    private static final byte[] COMMIT = label("commit");

    private final CryptoSuite suite;
    private final byte[] id;
    private final byte[] deterministicId;
    private final byte[] tenant;

    public KeySchedule(CryptoSuite suite, String tenant) {
        this.suite = suite;
        this.id = new byte[] {suite.id()};
        this.deterministicId = new byte[] {suite.deterministicId()};
        this.tenant = lengthPrefixed(tenant);
    }

    /// B of one class: Extract(salt = S_c ‖ S_e, ikm = S_b). A salt of 64 bytes is HMAC's block length, so it
    /// is the key as it stands.
    public byte[] classKey(CipherContext cipher, byte[] bucketSeed, byte[] campaignSeed, byte[] endSeed) {
        byte[] salt = concat(campaignSeed, endSeed);
        byte[] key = cipher.prfOf(salt, bucketSeed);
        KeyBytes.wipe(salt);
        return key;
    }

    public byte[] subjectKey(CipherContext cipher, byte[] classKey, int at, byte[] salt, int saltAt) {
        byte[] cut = Arrays.copyOfRange(salt, saltAt, saltAt + SEED);
        byte[] key = cipher.prf(classKey, at, SUBJ, id, cut, FIRST);
        KeyBytes.wipe(cut);
        return key;
    }

    public byte[] unboundKey(CipherContext cipher, byte[] classKey) {
        return cipher.prf(classKey, 0, SUBJ, id, ZEROS, FIRST);
    }

    public byte[] unboundDeterministicKey(CipherContext cipher, byte[] classKey) {
        return cipher.prf(classKey, 0, SUBJ, deterministicId, ZEROS, FIRST);
    }

    public byte[] headerKey(CipherContext cipher, byte[] classKey) {
        return cut(cipher.prf(classKey, 0, HDR, id, FIRST));
    }

    /// @param context [#context] of policy and field
    byte[] fieldKey(CipherContext cipher, byte[] subjectKey, int at, byte[] context) {
        return cipher.prf(subjectKey, at, ENC, id, context, FIRST);
    }

    byte[] recordKey(CipherContext cipher, byte[] fieldKey, byte[] salt12) {
        return cut(cipher.prf(fieldKey, 0, REC, salt12, FIRST));
    }

    /// 64 bytes for AES-256-SIV.
    byte[] deterministicKey(CipherContext cipher, byte[] unboundDeterministicKey, int at, byte[] context) {
        byte[] first = cipher.prf(unboundDeterministicKey, at, DET, deterministicId, context, FIRST);
        byte[] second = cipher.prf(unboundDeterministicKey, at, first, DET, deterministicId, context, SECOND);
        byte[] key = Arrays.copyOf(first, 2 * SEED);
        System.arraycopy(second, 0, key, SEED, SEED);
        KeyBytes.wipe(first);
        KeyBytes.wipe(second);
        return key;
    }

    public byte[] tagKey(CipherContext cipher, byte[] subjectKey, int at, String scope) {
        return cipher.prf(subjectKey, at, AUDIT, id, tenant, lengthPrefixed(scope), FIRST);
    }

    public byte[] campaignKey(CipherContext cipher, byte[] campaignSeed) {
        return cipher.prf(ZEROS, 0, campaignSeed);
    }

    public byte[] indexKey(CipherContext cipher, byte[] campaignKey, String scope) {
        return cipher.prf(campaignKey, 0, IDX, id, lengthPrefixed(scope), FIRST);
    }

    public byte[] pseudonymKey(CipherContext cipher, byte[] campaignKey, String scope) {
        return cipher.prf(campaignKey, 0, PSN, id, lengthPrefixed(scope), FIRST);
    }

    /// K_w, which wraps subject rows.
    public byte[] rowKey(CipherContext cipher, byte[] epochSeed) {
        byte[] extracted = cipher.prf(ZEROS, 0, epochSeed);
        byte[] key = cut(cipher.prf(extracted, 0, SALT, tenant, FIRST));
        KeyBytes.wipe(extracted);
        return key;
    }

    /// Names record ids in due rows.
    public byte[] recordNameKey(CipherContext cipher, byte[] epochSeed) {
        return ofEpoch(cipher, epochSeed, RECORD_NAME);
    }

    /// Seals record ids in due rows.
    public byte[] recordIdKey(CipherContext cipher, byte[] epochSeed) {
        return cut(ofEpoch(cipher, epochSeed, RECORD_ID));
    }

    private byte[] ofEpoch(CipherContext cipher, byte[] epochSeed, byte[] label) {
        byte[] extracted = cipher.prf(ZEROS, 0, epochSeed);
        byte[] key = cipher.prf(extracted, 0, label, id, tenant, FIRST);
        KeyBytes.wipe(extracted);
        return key;
    }

    /// Names a seed without telling it: finds a wrong unwrap, and proves a later leak.
    public byte[] commitment(byte[] seed) {
        return suite.hash(COMMIT, seed);
    }

    /// LP(tenant) ‖ LP(policy) ‖ LP(field): the second half of associated data and of field labels.
    public byte[] context(String policy, String field) {
        return concat(tenant, lengthPrefixed(policy), lengthPrefixed(field));
    }

    /// u16 big-endian length, then UTF-8.
    public static byte[] lengthPrefixed(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        if (utf8.length > 0xFFFF) {
            throw new IllegalStateException("a name in a key label has at most 65,535 bytes");
        }
        byte[] prefixed = new byte[utf8.length + 2];
        prefixed[0] = (byte) (utf8.length >>> 8);
        prefixed[1] = (byte) utf8.length;
        System.arraycopy(utf8, 0, prefixed, 2, utf8.length);
        return prefixed;
    }

    private byte[] cut(byte[] key) {
        if (suite.keyLength() == key.length) {
            return key;
        }
        byte[] shorter = Arrays.copyOf(key, suite.keyLength());
        KeyBytes.wipe(key);
        return shorter;
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static byte[] label(String name) {
        return ("fieldgate/v1/" + name).getBytes(UTF_8);
    }
}
