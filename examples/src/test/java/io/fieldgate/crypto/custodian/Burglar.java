package io.fieldgate.crypto.custodian;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.CryptoSuite.CipherContext;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.crypto.token.AeadToken;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who has every file of a gateway and the wrapping key everybody has, and who tries whatever he finds on
/// tokens an app has kept, through the gateway's own opening code.
public final class Burglar {
    private static final String TENANT = "city-1";
    private static final String WRAPPED = "dev:v1:";
    private static final int SUBJECTS = 2; // code of the namespace of subject rows
    private static final int KEY = 32;
    private static final int EPOCH_BYTES = 4;

    private final CryptoSuite suite = Suites.named("intl");
    private final KeySchedule schedule = new KeySchedule(suite, TENANT);
    private final AeadToken tokens = new AeadToken(suite, schedule);
    private final byte[] wrappingKey;

    /// A token that opened. @param bucketSeed the only one of the three that dies at the deadline
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Opened(String text, byte[] bucketSeed, byte[] campaignSeed, byte[] salt) {
        @Override
        public String toString() {
            return "Opened[redacted]";
        }
    }

    /// What a set of files gives away. @param seeds custodian keys and every seed they unwrap @param salts of persons
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Loot(List<byte[]> seeds, List<byte[]> salts) {
        @Override
        public String toString() {
            return "Loot[" + seeds.size() + " seeds, " + salts.size() + " salts]";
        }
    }

    public Burglar(Path wrappingKey) {
        this.wrappingKey = DevKeys.wrappingKey(wrappingKey);
    }

    /// Opens every keyring, every wrapped seed and every person's row there is. @param homes folders with all they hold
    public Loot loot(Path... homes) throws IOException, SQLException {
        Map<KeyId, byte[]> keys = new HashMap<>();
        List<byte[]> files = new ArrayList<>();
        List<Path> states = new ArrayList<>();
        for (Path home : homes) {
            for (Path file : files(home)) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(bytes);
                Keyring ring = Keyring.opened(suite, wrappingKey, bytes);
                if (ring != null) {
                    ring.ids().forEach(id -> keys.put(id, ring.key(id)));
                }
                if (file.endsWith("state.db")) {
                    states.add(file);
                }
            }
        }
        List<byte[]> seeds = new ArrayList<>(keys.values());
        for (byte[] bytes : files) {
            seeds.addAll(unwrapped(bytes, keys));
        }
        List<byte[]> salts = new ArrayList<>();
        for (Path state : states) {
            salts.addAll(salts(state, seeds));
        }
        return new Loot(distinct(seeds), distinct(salts));
    }

    private static List<byte[]> distinct(List<byte[]> found) {
        Map<ByteBuffer, byte[]> kept = new LinkedHashMap<>();
        found.forEach(each -> kept.putIfAbsent(ByteBuffer.wrap(each), each));
        return List.copyOf(kept.values());
    }

    private static List<Path> files(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// Wrapped texts wherever they stand: in rows, in freed pages, in a write-ahead file.
    private List<byte[]> unwrapped(byte[] file, Map<KeyId, byte[]> keys) {
        List<byte[]> seeds = new ArrayList<>();
        String text = new String(file, ISO_8859_1);
        for (int at = text.indexOf(WRAPPED); at >= 0; at = text.indexOf(WRAPPED, at + 1)) {
            int end = at + WRAPPED.length();
            while (end < text.length() && isBase64(text.charAt(end))) {
                end++;
            }
            String body = text.substring(at + WRAPPED.length(), end);
            keys.forEach((id, key) -> open(key, id, body).ifPresent(seeds::add));
        }
        return seeds;
    }

    private Optional<byte[]> open(byte[] key, KeyId id, String body) {
        CipherContext cipher = suite.take();
        try {
            byte[] envelope = cipher.unbox(
                    key, id.name().getBytes(US_ASCII), Base64.getUrlDecoder().decode(body));
            return envelope == null
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(envelope, envelope.length - KEY, envelope.length));
        } catch (IllegalArgumentException tornText) {
            return Optional.empty();
        } finally {
            suite.give(cipher);
        }
    }

    private static boolean isBase64(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private List<byte[]> salts(Path state, List<byte[]> seeds) throws SQLException {
        List<byte[]> salts = new ArrayList<>();
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + state);
                var statement = db.createStatement();
                ResultSet rows = statement.executeQuery("SELECT k, v FROM kv WHERE ns = " + SUBJECTS)) {
            while (rows.next()) {
                salts.addAll(salts(rows.getBytes(1), rows.getBytes(2), seeds));
            }
        }
        return salts;
    }

    private List<byte[]> salts(byte[] key, byte[] value, List<byte[]> seeds) {
        byte[] epoch = Arrays.copyOf(value, EPOCH_BYTES);
        byte[] context = ByteBuffer.allocate(key.length + EPOCH_BYTES)
                .put(key)
                .put(epoch)
                .array();
        byte[] box = Arrays.copyOfRange(value, EPOCH_BYTES, value.length);
        List<byte[]> salts = new ArrayList<>();
        CipherContext cipher = suite.take();
        try {
            for (byte[] seed : seeds) {
                byte[] row = cipher.unbox(schedule.rowKey(cipher, seed), context, box);
                for (int at = 0; row != null && at + KEY <= row.length; at++) {
                    salts.add(Arrays.copyOfRange(row, at, at + KEY));
                }
            }
            return salts;
        } finally {
            suite.give(cipher);
        }
    }

    /// Every seed as bucket's and as campaign's, with every person's salt.
    public Optional<Opened> tryAll(String token, String policy, String field, Loot loot) {
        byte[] none = new byte[KEY];
        for (byte[] bucket : loot.seeds()) {
            for (byte[] campaign : loot.seeds()) {
                for (byte[] salt : loot.salts()) {
                    Optional<Opened> opened = open(token, policy, field, bucket, campaign, none, salt);
                    if (opened.isPresent()) {
                        return opened;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// The thief even knows campaign seed and salt, from before: only the bucket's seed is wanted. Every 32 bytes
    /// of every file are tried as that seed, as the key of the class, of the person, of the field and of the token.
    public Optional<String> tryEverything(String token, String policy, String field, Opened before, Path home)
            throws IOException {
        Token parsed = TokenFormat.parse(token, suite).orElseThrow();
        byte[] context = schedule.context(policy, field);
        byte[] salt = before.campaignSeed();
        Set<ByteBuffer> tried = new HashSet<>();
        CipherContext cipher = suite.take();
        try {
            for (Path file : files(home)) {
                for (byte[] bytes : readings(Files.readAllBytes(file))) {
                    for (int at = 0; at + KEY <= bytes.length; at++) {
                        if (!looksRandom(bytes, at) || !tried.add(ByteBuffer.wrap(bytes, at, KEY))) {
                            continue;
                        }
                        byte[] found = Arrays.copyOfRange(bytes, at, at + KEY);
                        byte[] classKey = schedule.classKey(cipher, found, salt, new byte[KEY]);
                        for (byte[] key : List.of(classKey, found)) {
                            byte[] person = schedule.subjectKey(cipher, key, 0, before.salt(), 0);
                            if (tokens.open(cipher, parsed, person, 0, context) != null) {
                                return Optional.of(file + " at " + at);
                            }
                        }
                        if (tokens.open(cipher, parsed, found, 0, context) != null) {
                            return Optional.of(file + " at " + at + ", the person's own key");
                        }
                    }
                }
            }
            return Optional.empty();
        } finally {
            suite.give(cipher);
        }
    }

    /// Of 32 random bytes fewer than 20 are different once in a billion: zeros, text and counters are not tried.
    private static boolean looksRandom(byte[] bytes, int from) {
        BitSet seen = new BitSet(256);
        for (int at = from; at < from + KEY; at++) {
            seen.set(bytes[at] & 0xff);
        }
        return seen.cardinality() >= 20;
    }

    /// A file as it is, and what its base64 decodes to.
    private static Collection<byte[]> readings(byte[] file) {
        List<byte[]> readings = new ArrayList<>(List.of(file));
        String text = new String(file, ISO_8859_1);
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at < text.length() && isBase64(text.charAt(at))) {
                continue;
            }
            if (at - from >= 43) { // 32 bytes
                byte[] decoded = decoded(text.substring(from, at));
                if (decoded != null) {
                    readings.add(decoded);
                }
            }
            from = at + 1;
        }
        return readings;
    }

    private static byte @Nullable [] decoded(String run) {
        try {
            return Base64.getUrlDecoder().decode(run);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private Optional<Opened> open(
            String token, String policy, String field, byte[] bucket, byte[] campaign, byte[] end, byte[] salt) {
        Token parsed = TokenFormat.parse(token, suite).orElseThrow();
        CipherContext cipher = suite.take();
        try {
            byte[] person = schedule.subjectKey(cipher, schedule.classKey(cipher, bucket, campaign, end), 0, salt, 0);
            Plaintext plaintext = tokens.open(cipher, parsed, person, 0, schedule.context(policy, field));
            return plaintext == null
                    ? Optional.empty()
                    : Optional.of(new Opened(new String(plaintext.bytes(), ISO_8859_1), bucket, campaign, salt));
        } finally {
            suite.give(cipher);
        }
    }
}
