package io.fieldgate.crypto.custodian;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.custodian.KeyCustodian.Answer;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.outage.KeysUnavailable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is wrapped: purpose 4 ‖ kind 1 ‖ tenant slot 1 ‖ number 4 ‖ 32 secret bytes. The header binds a wrapped
/// text to its key's row and keeps a canary from passing as a seed, whatever the custodian binds.
@HoldsKeys
public final class SeedEnvelope {
    public static final String SEED = "seed";
    public static final String CANARY = "cnry";
    private static final int HEADER = 10;

    private SeedEnvelope() {}

    public static byte[] closed(String purpose, KeyId id, byte[] secret) {
        byte[] envelope = new byte[HEADER + secret.length];
        for (int i = 0; i < purpose.length(); i++) {
            envelope[i] = (byte) purpose.charAt(i);
        }
        envelope[4] = id.kind().code();
        envelope[5] = (byte) id.tenantSlot();
        TokenFormat.putInt(envelope, 6, id.number());
        System.arraycopy(secret, 0, envelope, HEADER, secret.length);
        return envelope;
    }

    /// The 32 secret bytes; null when the envelope is another key's, another purpose's or holds zeros. Wipes
    /// the envelope.
    public static byte @Nullable [] opened(String purpose, KeyId id, byte[] envelope) {
        byte[] secret = null;
        if (envelope.length == HEADER + KeySchedule.SEED) {
            byte[] expected = closed(purpose, id, new byte[KeySchedule.SEED]);
            boolean same = true;
            for (int i = 0; i < HEADER; i++) {
                same &= expected[i] == envelope[i];
            }
            if (same && !KeyBytes.isZero(envelope, HEADER, KeySchedule.SEED)) {
                secret = Arrays.copyOfRange(envelope, HEADER, envelope.length);
            }
        }
        KeyBytes.wipe(envelope);
        return secret;
    }

    /// The value, or the gate closes. A key that is gone although its row is LIVE is no destruction: the state
    /// or the custodian was restored, and an operator must look.
    public static <T> T required(Answer<T> answer, KeyId id) {
        return switch (answer) {
            case Answer.Given<T>(T value) -> value;
            case Answer.Gone<T>() ->
                throw new KeysUnavailable(
                        "The custodian does not have key " + id.name() + ", which the state says is live.");
            case Answer.Denied<T>(String why) ->
                throw new KeysUnavailable("The custodian refuses key " + id.name() + ": " + why);
            case Answer.Unavailable<T>(String why) ->
                throw new KeysUnavailable("The custodian cannot answer for key " + id.name() + ": " + why);
            case Answer.Corrupt<T>() ->
                throw new KeysUnavailable(
                        "What is wrapped under key " + id.name() + " was changed or is another key's.");
        };
    }
}
