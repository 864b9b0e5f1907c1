package io.fieldgate.crypto.custodian;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.HoldsKeys;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A custodian for dev mode: one keyring file, wrapped by a key of `keys-dev/` that everybody knows. It passes
/// the custodian contract, but promises nothing about what a disk keeps, and its clock is the host's. A keyring
/// that is missing, damaged or older than the generation the state holds is *unavailable*, never a destruction,
/// and serves again when the newest file is back. It is created only where neither a generation nor any key row
/// exists.
/// Thread rule: safe for many threads, one call at a time; every call reads the file, every change rewrites it
/// and waits for the disk.
@HoldsKeys
public final class DevFileCustodian implements KeyCustodian {
    private static final String PREFIX = "dev:v1:";
    private static final byte[] GENERATION_KEY = {0, 'k'}; // tenant slot 0 is nobody's
    private static final int KEY_ROWS = 100_000; // of a state that never had a keyring: some NEW ones at most
    private static final long MAX_BYTES = 64L * 1_048_576; // 64 MiB, far above the keys of 255 tenants

    /// The entry of [KeyCustodians#STANDARD].
    static final class DevFile implements KeyCustodians.Kind {
        @Override
        public String scheme() {
            return "file";
        }

        @Override
        public KeyCustodian open(KeyCustodians.Opening opening) {
            byte[] key = DevKeys.wrappingKey(opening.wrappingKey());
            return new DevFileCustodian(
                    Path.of(opening.place()), key, opening.state(), opening.clock(), opening.random());
        }
    }

    private final Path file;
    private final byte[] wrappingKey;
    private final StateStore state;
    private final InstantSource clock;
    private final SecureRandom random;
    private final CryptoSuite suite = Suites.named("intl");

    public DevFileCustodian(Path file, byte[] wrappingKey, StateStore state, InstantSource clock, SecureRandom random) {
        this.file = file;
        this.wrappingKey = wrappingKey;
        this.state = state;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized Answer<Creation> create(KeyId id) {
        return withKeyring(ring -> {
            if (ring.key(id) != null) {
                return new Answer.Given<>(Creation.EXISTED);
            }
            byte[] key = new byte[KeySchedule.SEED];
            random.nextBytes(key);
            return written(ring.with(id, key), Creation.CREATED);
        });
    }

    @Override
    public synchronized Answer<String> wrap(KeyId id, byte[] secret) {
        return withKeyring(ring -> {
            byte[] key = ring.key(id);
            if (key == null) {
                return new Answer.Gone<>();
            }
            CryptoSuite.CipherContext cipher = suite.take();
            try {
                byte[] box = cipher.box(key, id.name().getBytes(US_ASCII), secret, random);
                return new Answer.Given<>(
                        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(box));
            } finally {
                suite.give(cipher);
            }
        });
    }

    @Override
    public synchronized Answer<byte[]> unwrap(KeyId id, String wrapped) {
        return withKeyring(ring -> {
            byte[] key = ring.key(id);
            if (key == null) {
                return new Answer.Gone<>();
            }
            CryptoSuite.CipherContext cipher = suite.take();
            try {
                byte[] secret = wrapped.startsWith(PREFIX)
                        ? cipher.unbox(
                                key,
                                id.name().getBytes(US_ASCII),
                                Base64.getUrlDecoder().decode(wrapped.substring(PREFIX.length())))
                        : null;
                return secret == null ? new Answer.Corrupt<>() : new Answer.Given<>(secret);
            } catch (IllegalArgumentException outsideTheAlphabet) {
                return new Answer.Corrupt<>();
            } finally {
                suite.give(cipher);
            }
        });
    }

    @Override
    public synchronized Answer<Destruction> destroy(KeyId id) {
        return withKeyring(ring -> ring.key(id) == null
                ? new Answer.Given<>(Destruction.ALREADY_GONE)
                : written(ring.without(id), Destruction.DESTROYED));
    }

    @Override
    public synchronized Answer<Confirmation> confirmGone(KeyId id, String canary) {
        return withKeyring(ring -> {
            boolean opens = !canary.isEmpty() && unwrap(id, canary) instanceof Answer.Given<byte[]>;
            return new Answer.Given<>(new Confirmation(ring.key(id) != null, opens));
        });
    }

    @Override
    public synchronized Answer<List<KeyId>> list(int tenantSlot) {
        return withKeyring(ring -> {
            List<KeyId> ids = new ArrayList<>();
            for (KeyId id : ring.ids()) {
                if (id.tenantSlot() == tenantSlot) {
                    ids.add(id);
                }
            }
            return new Answer.Given<>(List.copyOf(ids));
        });
    }

    @Override
    public Answer<Instant> time() {
        return new Answer.Given<>(clock.instant());
    }

    @Override
    public Traits traits() {
        return new Traits("dev-file", Duration.ZERO, false, false, true);
    }

    @Override
    public void close() {} // the file is open only inside a call, the wrapping key is public

    private <T> Answer<T> withKeyring(Function<Keyring, Answer<T>> work) {
        try {
            long expected = generation();
            Keyring ring = read();
            if (ring == null && expected == 0 && !Files.exists(file) && !anyKeyRow()) {
                ring = Keyring.first();
                write(ring);
            }
            if (ring == null) {
                String what = Files.exists(file) ? "is damaged or wrapped by another key" : "is missing";
                return new Answer.Unavailable<>("the dev keyring " + what + "; put the newest file back");
            }
            if (ring.generation() < expected) {
                return new Answer.Unavailable<>("the dev keyring is older (generation " + ring.generation()
                        + ") than the state's last one (" + expected + "); put the newest file back");
            }
            if (ring.generation() > expected) {
                remember(ring.generation()); // a crash came between file and state
            }
            return work.apply(ring);
        } catch (IOException unreadable) {
            return new Answer.Unavailable<>("the dev keyring cannot be read or written ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private <T> Answer<T> written(Keyring next, T done) {
        try {
            write(next);
            return new Answer.Given<>(done);
        } catch (IOException failed) {
            return new Answer.Unavailable<>(
                    "the dev keyring cannot be written (" + failed.getClass().getSimpleName() + ")");
        }
    }

    private @Nullable Keyring read() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return null;
            }
            return Keyring.opened(suite, wrappingKey, Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            return null; // told apart from damage by the caller
        }
    }

    /// The file first, then the state: after a crash in between the file is the newer one, which is accepted.
    private void write(Keyring ring) throws IOException {
        PrivateFiles.replace(file, ring.sealed(suite, wrappingKey, random));
        remember(ring.generation());
    }

    private long generation() {
        Row row = state.get(Namespace.SLOTS, GENERATION_KEY);
        return row == null ? 0 : TokenFormat.getLong(row.value(), 0);
    }

    private void remember(long generation) {
        byte[] value = new byte[8];
        TokenFormat.putLong(value, 0, generation);
        state.commit(new Batch().put(Namespace.SLOTS, GENERATION_KEY, value));
    }

    /// Rows that are still NEW do not count: nothing was ever sealed under them.
    private boolean anyKeyRow() {
        byte[] from = {0};
        byte[] to = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        for (Namespace namespace : List.of(Namespace.BUCKET, Namespace.END_KEY, Namespace.SALT_EPOCH)) {
            for (Row row : state.scan(namespace, from, to, KEY_ROWS)) {
                if (StoredKey.wasEverLive(row.value())) {
                    return true;
                }
            }
        }
        return false;
    }
}
