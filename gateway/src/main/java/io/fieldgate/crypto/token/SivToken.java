package io.fieldgate.crypto.token;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Seals and opens the bytes of deterministic tokens: header 12 ‖ synthetic IV 16 ‖ ciphertext, never bound to
/// a person.
/// Equal for equal values inside one bucket, scope, end class, policy and field, and nowhere else.
@HoldsKeys
public final class SivToken {
    private final CryptoSuite suite;
    private final KeySchedule schedule;

    public SivToken(CryptoSuite suite, KeySchedule schedule) {
        this.suite = suite;
        this.schedule = schedule;
    }

    public byte[] seal(
            CipherContext cipher, AeadToken.Header header, byte[] prk, int prkAt, byte[] context, Plaintext plain) {
        byte[] head = new byte[TokenFormat.HEADER];
        TokenFormat.header(
                head,
                suite.deterministicId(),
                0,
                header.tenantSlot(),
                header.deathMinute(),
                header.scopeSlot(),
                header.endSlot());
        byte[] plaintext = new byte[1 + plain.bytes().length];
        plaintext[0] = plain.type();
        System.arraycopy(plain.bytes(), 0, plaintext, 1, plain.bytes().length);
        byte[] key = schedule.deterministicKey(cipher, prk, prkAt, context);
        byte[] sealed = suite.sealDeterministic(key, joined(head, context), plaintext);
        KeyBytes.wipe(key);
        return joined(head, sealed);
    }

    @Nullable
    public Plaintext open(CipherContext cipher, Token token, byte[] prk, int prkAt, byte[] context) {
        byte[] head = Arrays.copyOf(token.bytes(), TokenFormat.HEADER);
        byte[] sealed = Arrays.copyOfRange(token.bytes(), TokenFormat.HEADER, token.bytes().length);
        byte[] key = schedule.deterministicKey(cipher, prk, prkAt, context);
        byte[] opened = suite.openDeterministic(key, joined(head, context), sealed);
        KeyBytes.wipe(key);
        return opened == null ? null : TokenFormat.plain(opened, false);
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
