package io.fieldgate.crypto.suite;

import io.fieldgate.crypto.HoldsKeys;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/// One algorithm family: AEAD, PRF, hash, block cipher, deterministic AEAD. Its id is in every token and every
/// key label.
/// A new suite is one file and one line in [Suites#STANDARD].
/// Thread rule: safe for many threads; a [CipherContext] belongs to one thread until it is given back.
@HoldsKeys
public interface CryptoSuite {

    /// `intl`, `sm`: the word of `gateway.yaml` and of the registers.
    String name();

    /// The byte in AEAD tokens and labels.
    byte id();

    /// The byte in deterministic tokens and their labels.
    byte deterministicId();

    /// Length of the keys of AEAD and block cipher, in bytes; the PRF always takes 32.
    int keyLength();

    byte[] hash(byte[]... parts);

    CipherContext take();

    void give(CipherContext cipherContext);

    /// Drops pooled objects, which still hold the schedule of the last key each was used with.
    void forget();

    /// @param key 64 bytes
    /// @return synthetic IV of 16 bytes, then the ciphertext
    byte[] sealDeterministic(byte[] key, byte[] aad, byte[] plaintext);

    byte @Nullable [] openDeterministic(byte[] key, byte[] aad, byte[] sealed);

    /// Kept algorithm objects for one thread. Cost: no look-up of an algorithm, one key schedule per call.
    interface CipherContext {
        int NONCE = 12;
        int TAG = 16;
        int BLOCK = 16;
        int PRF = 32;

        /// The keyed hash of the parts one after another: 32 bytes.
        /// @param keyAt offset of the key of 32 bytes
        byte[] prf(byte[] key, int keyAt, byte[]... parts);

        /// The same with the whole array as key, of any length.
        byte[] prfOf(byte[] key, byte[] message);

        /// AEAD of `message[from, from + length)` in place: the ciphertext takes its place and the tag follows it.
        /// Associated data: the first `aadLength` bytes of `message`, then `context`.
        void seal(byte[] key, byte[] message, int nonceAt, int aadLength, byte[] context, int from, int length);

        /// Opens what [#seal] made; null when anything was changed.
        byte @Nullable [] open(byte[] key, byte[] message, int nonceAt, int aadLength, byte[] context, int from);

        /// One block of 16 bytes, enciphered in place.
        void encipher(byte[] key, int keyAt, byte[] block, int at);

        /// One block of 16 bytes, deciphered.
        byte[] decipher(byte[] key, int keyAt, byte[] block, int at);

        /// nonce ‖ ciphertext ‖ tag under a fresh random nonce.
        default byte[] box(byte[] key, byte[] aad, byte[] plaintext, SecureRandom random) {
            byte[] boxed = new byte[NONCE + plaintext.length + TAG];
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            System.arraycopy(nonce, 0, boxed, 0, NONCE);
            System.arraycopy(plaintext, 0, boxed, NONCE, plaintext.length);
            seal(key, boxed, 0, 0, aad, NONCE, plaintext.length);
            return boxed;
        }

        /// Null when the box was not made with this key and associated data.
        default byte @Nullable [] unbox(byte[] key, byte[] aad, byte[] boxed) {
            return boxed.length < NONCE + TAG ? null : open(key, boxed, 0, 0, aad, NONCE);
        }
    }
}
