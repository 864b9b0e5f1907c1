package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody steals all an app has: its database and every byte it ever received.
class StolenProcessorSceneTest {
    @TempDir
    private Path folder;

    @Test
    void loot_opensNothingAndMatchesNothing() throws Exception {
        List<String> pseudonyms = new ArrayList<>();
        Set<String> tokens = new HashSet<>();
        try (Stage stage = Stage.start(folder)) {
            for (Persons person : List.of(Persons.FIRST, Persons.SECOND)) {
                String stored = stage.app(DemoApp.Kind.HEALTH_DECLARE).stored(stage.declare(person));
                pseudonyms.add(text(stored, "\"idNo\":\""));
                for (int at = stored.indexOf("fg1."); at >= 0; at = stored.indexOf("fg1.", at + 4)) {
                    tokens.add(stored.substring(at, stored.indexOf('"', at)));
                }
            }
            String again = stage.app(DemoApp.Kind.HEALTH_DECLARE).stored(stage.declare(Persons.FIRST));
            assertThat(text(again, "\"idNo\":\""))
                    .as("the same person is known again")
                    .isEqualTo(pseudonyms.getFirst());
            assertThat(pseudonyms.get(0)).isNotEqualTo(pseudonyms.get(1));
            assertThat(text(again, "\"name\":\""))
                    .as("a sealed name is never equal")
                    .isNotIn(tokens);
        }

        Sweep sweep = new Sweep().files(folder.resolve("backends"));
        for (Persons person : List.of(Persons.FIRST, Persons.SECOND)) {
            for (String value : List.of(person.idNo(), person.mobile(), person.name(), person.address())) {
                assertThat(sweep.hits(value)).isEmpty();
            }
        }
        assertThat(dictionary(pseudonyms))
                .as("unkeyed digests of candidate numbers that equal a stored value")
                .isZero();
        for (String token : tokens) {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(4));
            for (Persons person : Persons.all()) {
                assertThat(contains(bytes, person.name())).isFalse();
            }
        }
    }

    /// Digests of a million candidate numbers, the true ones among them, against every stored pseudonym.
    private static int dictionary(List<String> pseudonyms) throws Exception {
        Set<String> stored = new HashSet<>(pseudonyms);
        int hits = 0;
        for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (int i = 0; i < 333_333; i++) {
                String candidate = i == 0
                        ? Persons.FIRST.idNo()
                        : i == 1 ? Persons.SECOND.idNo() : "110105" + (19_000_000L + i) + "0021";
                byte[] hash = digest.digest(candidate.getBytes(StandardCharsets.UTF_8));
                String hex = HexFormat.of().formatHex(hash);
                hits += stored.contains(hex) || stored.contains(hex.substring(0, 26)) || stored.contains(base32(hash))
                        ? 1
                        : 0;
            }
        }
        return hits;
    }

    private static String base32(byte[] hash) {
        String alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        StringBuilder out = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < 16; i++) {
            buffer = (buffer << 8) | (hash[i] & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                out.append(alphabet.charAt((buffer >> (bits - 5)) & 31));
            }
        }
        return bits > 0
                ? out.append(alphabet.charAt((buffer << (5 - bits)) & 31)).toString()
                : out.toString();
    }

    private static boolean contains(byte[] haystack, String needle) {
        return new String(haystack, StandardCharsets.UTF_8).contains(needle);
    }

    private static String text(String json, String before) {
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
