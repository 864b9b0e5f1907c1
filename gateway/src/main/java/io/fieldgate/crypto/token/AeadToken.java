package io.fieldgate.crypto.token;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Seals and opens the bytes of AEAD tokens with keys it is given. Deterministic given its random bytes.
/// Associated data: all token bytes before the nonce ‖ LP(tenant) ‖ LP(policy) ‖ LP(field).
@HoldsKeys
public final class AeadToken {
    public static final int CANARY_SCOPE = 0;
    public static final int CANARY_VALUE = 16;
    public static final String CANARY_POLICY = "fieldgate-canary";
    public static final String CANARY_FIELD = "canary";
    private static final int SUBJECT_RANDOM = 5;
    private static final int SUBJECT_CLASS_AT = 8;
    private static final int SUBJECT_GENERATION_AT = 10;
    private static final int SUBJECT_RANDOM_AT = 11;

    public record Header(int tenantSlot, int deathMinute, int scopeSlot, int endSlot) {}

    /// Whom a token is bound to: what its subject reference deciphers to.
    public record Owner(long rowId, int erasureClass, int generation) {}

    private final CryptoSuite suite;
    private final KeySchedule schedule;

    public AeadToken(CryptoSuite suite, KeySchedule schedule) {
        this.suite = suite;
        this.schedule = schedule;
    }

    /// Random bytes of one token: salt 12 ‖ nonce 12 ‖ 5 for the subject reference.
    public byte[] chance(SecureRandom random) {
        byte[] bytes = new byte[TokenFormat.SALT + TokenFormat.NONCE + SUBJECT_RANDOM];
        random.nextBytes(bytes);
        return bytes;
    }

    /// One cipher block under the class's header key: row id 8 ‖ erasure class 2 ‖ generation 1 ‖ random 5.
    public byte[] subjectRef(
            CipherContext cipherContext, byte[] classKeys, int headerKeyAt, Owner owner, byte[] chance) {
        byte[] block = new byte[TokenFormat.SUBJECT_REF];
        TokenFormat.putLong(block, 0, owner.rowId());
        TokenFormat.putShort(block, SUBJECT_CLASS_AT, owner.erasureClass());
        block[SUBJECT_GENERATION_AT] = (byte) owner.generation();
        System.arraycopy(chance, TokenFormat.SALT + TokenFormat.NONCE, block, SUBJECT_RANDOM_AT, SUBJECT_RANDOM);
        cipherContext.encipher(classKeys, headerKeyAt, block, 0);
        return block;
    }

    public Owner owner(CipherContext cipherContext, byte[] classKeys, int headerKeyAt, Token token) {
        byte[] block = cipherContext.decipher(classKeys, headerKeyAt, token.bytes(), TokenFormat.HEADER);
        return new Owner(
                TokenFormat.getLong(block, 0),
                TokenFormat.getShort(block, SUBJECT_CLASS_AT),
                block[SUBJECT_GENERATION_AT] & 0xFF);
    }

    /// @param prk PRK of the person, or PRK0 where nobody is bound, 32 bytes at `prkAt`
    /// @param pad 0, or the step the plaintext is padded to
    public byte[] seal(
            CipherContext cipherContext,
            Header header,
            byte @Nullable [] subjectRef,
            byte[] prk,
            int prkAt,
            byte[] context,
            Plaintext plaintext,
            int pad,
            byte[] chance) {
        boolean bound = subjectRef != null;
        int saltAt = TokenFormat.saltAt(bound);
        int bodyAt = TokenFormat.bodyAt(bound);
        int length = TokenFormat.paddedLength(plaintext.bytes().length, pad);
        byte[] token = new byte[bodyAt + length + TokenFormat.TAG];
        int flags = (bound ? TokenFormat.FLAG_BOUND : 0) | (pad == 0 ? 0 : TokenFormat.FLAG_PADDED);
        TokenFormat.header(
                token,
                suite.id(),
                flags,
                header.tenantSlot(),
                header.deathMinute(),
                header.scopeSlot(),
                header.endSlot());
        if (subjectRef != null) {
            System.arraycopy(subjectRef, 0, token, TokenFormat.HEADER, TokenFormat.SUBJECT_REF);
        }
        System.arraycopy(chance, 0, token, saltAt, TokenFormat.SALT + TokenFormat.NONCE);
        token[bodyAt] = plaintext.type();
        System.arraycopy(plaintext.bytes(), 0, token, bodyAt + 1, plaintext.bytes().length);
        TokenFormat.pad(token, bodyAt + 1 + plaintext.bytes().length, bodyAt + length);
        byte[] key = recordKey(cipherContext, prk, prkAt, context, token, saltAt);
        cipherContext.seal(key, token, saltAt + TokenFormat.SALT, saltAt + TokenFormat.SALT, context, bodyAt, length);
        KeyBytes.wipe(key);
        return token;
    }

    /// Null when any bit of the token, the context or the key differs from the sealing.
    @Nullable
    public Plaintext open(CipherContext cipherContext, Token token, byte[] prk, int prkAt, byte[] context) {
        int saltAt = TokenFormat.saltAt(token.subjectBound());
        int nonceAt = saltAt + TokenFormat.SALT;
        byte[] key = recordKey(cipherContext, prk, prkAt, context, token.bytes(), saltAt);
        byte[] opened = cipherContext.open(key, token.bytes(), nonceAt, nonceAt, context, nonceAt + TokenFormat.NONCE);
        KeyBytes.wipe(key);
        return opened == null ? null : TokenFormat.plain(opened, (token.bytes()[2] & TokenFormat.FLAG_PADDED) != 0);
    }

    private byte[] recordKey(
            CipherContext cipherContext, byte[] prk, int prkAt, byte[] context, byte[] token, int saltAt) {
        byte[] fieldKey = schedule.fieldKey(cipherContext, prk, prkAt, context);
        byte[] key = schedule.recordKey(
                cipherContext, fieldKey, Arrays.copyOfRange(token, saltAt, saltAt + TokenFormat.SALT));
        KeyBytes.wipe(fieldKey);
        return key;
    }
}
