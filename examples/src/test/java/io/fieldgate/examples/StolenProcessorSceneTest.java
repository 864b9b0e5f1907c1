package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.examples.Client.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody steals all an app has: its database, its credentials and every byte it ever received.
class StolenProcessorSceneTest {
    private static final int CANDIDATES = 1_000_000;
    private static final int PSEUDONYM_BYTES = 16;

    @TempDir
    private Path folder;

    /// What the apps stored of two persons: texts by app, and whose they are.
    private final Map<String, Set<String>> stored = new LinkedHashMap<>();

    private final List<String> pseudonyms = new ArrayList<>();
    private final Set<String> tokens = new LinkedHashSet<>();

    @Test
    void loot_opensNothingAndMatchesNothing() throws Exception {
        Path policies = Stage.variant(
                folder.resolve("policies"), "beijing-healthkit.yaml", "    as: encrypted", "    as: pseudonym");
        Path kit = policies.resolve("beijing-healthkit.yaml");
        String shown = Files.readString(kit)
                .replace("      idNo: plain\n", "      idNo: pseudonym\n")
                .replace("      idNo: ends2\n", "");
        Files.writeString(kit, shown);
        try (Stage stage = Stage.start(folder, policies)) {
            for (Persons person : List.of(Persons.FIRST, Persons.SECOND)) {
                keep("health", stage.app(DemoApp.Kind.HEALTH_DECLARE).stored(stage.declare(person)));
                keep("kit", stage.app(DemoApp.Kind.BEIJING_HEALTHKIT).stored(check(stage, person)));
                keep("booking", stage.app(DemoApp.Kind.MASK_BOOKING).stored(booking(stage, person)));
            }
            DemoApp app = stage.app(DemoApp.Kind.HEALTH_DECLARE);
            String again = app.stored(stage.declare(Persons.FIRST));
            assertThat(text(again, "idNo")).as("the same person is known again").isEqualTo(pseudonyms.getFirst());
            assertThat(text(again, "name")).as("a sealed name is never equal").isNotIn(tokens);
        }
        assertThat(pseudonyms).as("two persons in two scopes").hasSize(4).doesNotHaveDuplicates();
        noEqualityAcrossApps();
        noPlaintext();
        Set<Long> known = new HashSet<>();
        pseudonyms.forEach(each -> known.add(ByteBuffer.wrap(base32(each)).getLong()));
        assertThat(known).hasSize(4);
        assertThat(digested(known)).as("candidates that match a stored value").isEmpty();
        assertThat(keyed(known)).as("candidates that match a stored value").isEmpty();
        known.add(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes(Persons.SECOND.idNo())))
                .getLong());
        assertThat(digested(known)).as("an unkeyed digest is found").containsExactly("SHA-256");
    }

    private static String check(Stage stage, Persons person) throws Exception {
        Answer answer = stage.http()
                .post(
                        "/beijing-healthkit/api/checks",
                        stage.citizen(person.idNo()),
                        "{\"idNo\":\"" + person.idNo() + "\"}",
                        Map.of("face", Photo.jpeg(1)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return DemoTraffic.id(answer);
    }

    private static String booking(Stage stage, Persons person) throws Exception {
        String body = """
                {"idNo":"%s","mobile":"%s","store":7,"slot":"2020-02-21T09:00:00+08:00","delivery":{"address":"%s"}}""".formatted(person.idNo(), person.mobile(), person.address());
        Answer answer = stage.http().post("/mask-booking/api/bookings", stage.citizen(person.idNo()), body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return DemoTraffic.id(answer);
    }

    private void keep(String app, String record) throws Exception {
        texts(Json.read(bytes(record)), stored.computeIfAbsent(app, each -> new TreeSet<>()));
        if (!app.equals("booking")) {
            pseudonyms.add(text(record, "idNo"));
        }
        for (int at = record.indexOf("fg1."); at >= 0; at = record.indexOf("fg1.", at + 4)) {
            tokens.add(record.substring(at, record.indexOf('"', at)));
        }
    }

    private static void texts(Value value, Set<String> into) {
        switch (value) {
            case Value.Mapping(Map<String, Value> members) -> members.values().forEach(each -> texts(each, into));
            case Value.Sequence(List<Value> items) -> items.forEach(each -> texts(each, into));
            case Value.Text(String text) -> into.add(text);
            default -> {
                // numbers and truth values say nothing about who it is
            }
        }
    }

    /// Whatever stands in two apps is a word everybody may have there, not a mark of one person.
    private void noEqualityAcrossApps() {
        for (String one : stored.keySet()) {
            for (String other : stored.keySet()) {
                if (one.compareTo(other) < 0) {
                    Set<String> both = new TreeSet<>(stored.getOrDefault(one, Set.of()));
                    both.retainAll(stored.getOrDefault(other, Set.of()));
                    assertThat(both).as(one + " and " + other).allMatch(word -> word.length() < 8);
                }
            }
        }
    }

    /// Neither in anything the apps have nor in the bytes behind a token's text.
    private void noPlaintext() {
        Sweep sweep = new Sweep().files(folder.resolve("backends"));
        tokens.forEach(token -> sweep.bytes("token", Base64.getUrlDecoder().decode(token.substring(4))));
        for (Persons person : List.of(Persons.FIRST, Persons.SECOND)) {
            for (String value : List.of(person.idNo(), person.mobile(), person.name(), person.address())) {
                assertThat(sweep.hits(value)).isEmpty();
            }
        }
        assertThat(sweep.size()).isGreaterThan(10_000);
    }

    /// A million candidate numbers, the true ones among them, through digests without a key. @return what matched
    private static Set<String> digested(Set<Long> known) throws GeneralSecurityException {
        Set<String> matches = new TreeSet<>();
        for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (int i = 0; i < CANDIDATES; i++) {
                digest.update(candidate(i));
                if (known.contains(ByteBuffer.wrap(digest.digest()).getLong())) {
                    matches.add(algorithm);
                }
            }
        }
        return matches;
    }

    /// The same with every key there is in the loot: a million numbers with the first four, the beginning of the list,
    /// where the true ones stand, with the rest.
    private Set<String> keyed(Set<Long> known) throws GeneralSecurityException {
        Set<String> matches = new TreeSet<>();
        int number = 0;
        for (byte[] key : keys()) {
            number++;
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            int candidates = number <= 4 ? CANDIDATES : CANDIDATES / 100;
            for (int i = 0; i < candidates; i++) {
                if (known.contains(ByteBuffer.wrap(mac.doFinal(candidate(i))).getLong())) {
                    matches.add("HMAC with key " + number);
                }
            }
        }
        return matches;
    }

    /// What a thief would try as keys: the credential's bytes, pseudonyms, parts of tokens.
    private List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        keys.add(read(Stage.KEYS.resolve("ca.pem")));
        pseudonyms.forEach(each -> keys.add(bytes(each)));
        for (String token : tokens) {
            byte[] raw = Base64.getUrlDecoder().decode(token.substring(4));
            keys.add(raw);
            for (int from : new int[] {0, 12, 28, 40, raw.length - 32}) {
                keys.add(java.util.Arrays.copyOfRange(raw, from, Math.min(from + 32, raw.length)));
            }
        }
        return keys;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /// The true ones first, then numbers of the same shape.
    private static byte[] candidate(int number) {
        if (number < 2) {
            return bytes((number == 0 ? Persons.FIRST : Persons.SECOND).idNo());
        }
        byte[] id = bytes("110105190000000021");
        int rest = number;
        for (int at = 15; at > 7; at--) {
            id[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return id;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] base32(String text) {
        byte[] out = new byte[PSEUDONYM_BYTES];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = buffer << 5 | "abcdefghijklmnopqrstuvwxyz234567".indexOf(text.charAt(i));
            bits += 5;
            if (bits >= 8 && at < out.length) {
                bits -= 8;
                out[at++] = (byte) (buffer >> bits);
            }
        }
        return out;
    }

    private static String text(String json, String member) {
        String before = "\"" + member + "\":\"";
        int at = json.indexOf(before) + before.length();
        return json.substring(at, json.indexOf('"', at));
    }

    @Test
    void unkeyedHash_cannotBeWrittenIntoAVocabulary() throws Exception {
        Path policies = Stage.variant(folder.resolve("policies"), "vocabulary.yaml", "use: hmac", "use: sha256");
        Verb check =
                Verb.run(Stage.ROOT, "", "policy", "check", policies.toString(), "--now", "2020-02-20T10:00:00+08:00");
        assertThat(check.exit()).as(check.out()).isEqualTo(1);
        assertThat(check.out()).contains("FG-DOM-01");
        assertThat(Files.exists(policies)).isTrue();
    }
}
