package io.fieldgate.examples;

import static io.fieldgate.examples.SecondTokenReader.ascii;
import static io.fieldgate.examples.SecondTokenReader.expand;
import static io.fieldgate.examples.SecondTokenReader.hex;
import static io.fieldgate.examples.SecondTokenReader.hmac;
import static io.fieldgate.examples.SecondTokenReader.lp;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.SecondLogReader.Head;
import io.fieldgate.examples.SecondTokenReader.Opened;
import io.fieldgate.examples.SecondTokenReader.Opener;
import io.fieldgate.examples.SecondTokenReader.Parts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is published in `docs/vectors/`, and a log a gateway really wrote, read by readers of their own that were
/// written from the pages of `docs/reference/`.
class VectorsTest {
    private static Optional<byte[]> nobody(byte[] row) {
        return Optional.empty();
    }

    @TempDir
    private Path folder;

    private static JsonObject vectors(String name) throws IOException {
        return new JsonObject(
                Files.readString(Stage.ROOT.resolve("docs").resolve("vectors").resolve(name)));
    }

    private static List<JsonObject> rows(JsonObject file, String name) {
        return file.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
    }

    private static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void leaves_giveTheirHashesRootsProofsAndCheckpoint() throws Exception {
        JsonObject file = vectors("leaf.json");
        List<byte[]> hashes = new ArrayList<>();
        for (JsonObject row : rows(file, "leaves")) {
            byte[] leaf = row.getString("leaf").getBytes(StandardCharsets.UTF_8);
            assertThat(SecondLogReader.canonical(leaf)).isEqualTo(leaf);
            hashes.add(SecondLogReader.leafHash(leaf));
            assertThat(hexOf(hashes.getLast())).isEqualTo(row.getString("hash"));
            assertThat(hexOf(SecondLogReader.root(hashes))).isEqualTo(row.getString("root"));
        }
        assertThat(hashes).hasSizeGreaterThan(30);
        Head head = SecondLogReader.head(file.getString("checkpoint"), file.getString("verifierKey"));
        assertThat(head.size()).isEqualTo(hashes.size());
        assertThat(head.root()).isEqualTo(SecondLogReader.root(hashes));
        for (JsonObject proof : rows(file, "proofs")) {
            int index = proof.getInteger("index");
            List<byte[]> path = proof.getJsonArray("hashes").stream()
                    .map(hash -> hex((String) hash))
                    .toList();
            assertThat(SecondLogReader.rootByPath(hashes.get(index), index, hashes.size(), path))
                    .isEqualTo(head.root());
        }
    }

    @Test
    void realLog_isWhatItsCheckpointSays() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            stage.declare(Persons.FIRST);
            stage.declare(Persons.SECOND);
        }
        Path log = folder.resolve("gateway/audit/n1");
        String key = Files.readString(folder.resolve("gateway/trust.policy"))
                .lines()
                .filter(line -> line.startsWith("log "))
                .map(line -> line.substring("log ".length()).strip())
                .findFirst()
                .orElseThrow();
        Head head = SecondLogReader.head(Files.readString(log.resolve("checkpoint")), key);
        List<byte[]> leaves = SecondLogReader.leaves(log, head.size());
        List<byte[]> hashes = new ArrayList<>();
        for (byte[] leaf : leaves) {
            assertThat(SecondLogReader.canonical(leaf)).isEqualTo(leaf);
            hashes.add(SecondLogReader.leafHash(leaf));
        }
        assertThat(hashes).hasSize((int) head.size()).hasSizeGreaterThan(8);
        assertThat(SecondLogReader.root(hashes)).isEqualTo(head.root());
    }

    private static Opener opener(JsonObject input, JsonObject context) {
        return new Opener(
                context.getString("tenant"),
                context.getString("policy"),
                context.getString("field"),
                hex(input.getString("bucketSeed")),
                hex(input.getString("campaignSeed")),
                hex(input.getString("endSeed")));
    }

    private static Function<byte[], Optional<byte[]>> salts(JsonObject input, String salt) {
        return row -> Arrays.equals(row, hex(input.getString("rowId"))) ? Optional.of(hex(salt)) : Optional.empty();
    }

    @Test
    void tokens_openToTheirValues() throws Exception {
        List<JsonObject> tokens = rows(vectors("token-intl.json"), "tokens");
        assertThat(tokens).hasSizeGreaterThanOrEqualTo(9);
        for (JsonObject vector : tokens) {
            JsonObject input = vector.getJsonObject("input");
            Parts parts = SecondTokenReader.parts(vector.getString("token")).orElseThrow();
            assertThat(hexOf(parts.bytes())).isEqualTo(vector.getString("bytes"));
            assertThat(parts.tenantSlot()).isEqualTo(input.getInteger("tenantSlot"));
            assertThat(parts.minute()).isEqualTo(input.getLong("minute"));
            assertThat(parts.scopeSlot()).isEqualTo(input.getInteger("scopeSlot"));
            assertThat(parts.endSlot()).isEqualTo(input.getInteger("endSlot"));
            Function<byte[], Optional<byte[]>> salts =
                    parts.isBound() ? salts(input, input.getString("subjectSalt")) : VectorsTest::nobody;
            Opened opened = SecondTokenReader.open(parts, opener(input, input), salts)
                    .orElseThrow(() -> new AssertionError(vector.getString("note")));
            assertThat(hexOf(opened.value())).as(vector.getString("note")).isEqualTo(input.getString("value"));
            assertThat(opened.type()).isEqualTo(input.getInteger("type"));
            if (parts.isBound()) {
                assertThat(hexOf(opened.subject()))
                        .isEqualTo(input.getString("rowId")
                                + "%04x%02x".formatted(input.getInteger("erasureClass"), input.getInteger("generation"))
                                + input.getString("random5"));
            }
        }
    }

    /// Every vector that must not open does not, at the step its note says.
    @Test
    void tokensThatAreChanged_areRefused() throws Exception {
        JsonObject file = vectors("token-intl.json");
        JsonObject bound = rows(file, "tokens").get(0).getJsonObject("input");
        JsonObject deterministic = rows(file, "tokens").get(2).getJsonObject("input");
        Function<byte[], Optional<byte[]>> salts = salts(bound, bound.getString("subjectSalt"));
        List<JsonObject> negative = rows(file, "negative");
        assertThat(negative).hasSizeGreaterThan(100);
        for (JsonObject vector : negative) {
            Optional<Parts> parts = SecondTokenReader.parts(vector.getString("token"));
            switch (vector.getString("expect")) {
                case "malformed" ->
                    assertThat(parts).as(vector.getString("note")).isEmpty();
                case "unregistered" -> {
                    Parts known = parts.orElseThrow(() -> new AssertionError(vector.getString("note")));
                    assertThat(known.tenantSlot() == 7 && known.scopeSlot() == 3 && known.endSlot() == 0)
                            .as(vector.getString("note"))
                            .isFalse();
                }
                case "refused" ->
                    assertThat(SecondTokenReader.open(parts.orElseThrow(), opener(bound, bound), salts))
                            .as(vector.getString("note"))
                            .isEmpty();
                default ->
                    assertThat(SecondTokenReader.open(
                                    parts.orElseThrow(), opener(deterministic, deterministic), VectorsTest::nobody))
                            .as(vector.getString("note"))
                            .isEmpty();
            }
        }
        Parts good = SecondTokenReader.parts(rows(file, "tokens").get(0).getString("token"))
                .orElseThrow();
        for (JsonObject other : rows(file, "wrongContext")) {
            String salt = other.getString("subjectSalt", bound.getString("subjectSalt"));
            assertThat(SecondTokenReader.open(good, opener(bound, other), salts(bound, salt)))
                    .as(other.getString("note"))
                    .isEmpty();
        }
    }

    /// Indexes, pseudonyms, tags, wrapping keys and commitments of the page's table.
    @Test
    void otherKeys_areAsThePageSays() throws Exception {
        JsonObject file = vectors("token-intl.json");
        byte[] suite = {1};
        for (JsonObject row : rows(file, "indexes")) {
            byte[] c = hmac(new byte[32], hex(row.getString("campaignSeed")));
            byte[] index = expand(c, 32, ascii("fieldgate/v1/idx"), suite, lp(row.getString("scope")));
            byte[] pseudonym = expand(c, 32, ascii("fieldgate/v1/psn"), suite, lp(row.getString("scope")));
            assertThat(hexOf(index)).isEqualTo(row.getString("K_idx"));
            assertThat(hexOf(pseudonym)).isEqualTo(row.getString("K_psn"));
            byte[] blind = Arrays.copyOf(hmac(index, lp(row.getString("type")), lp(row.getString("value"))), 16);
            assertThat(hexOf(blind)).isEqualTo(row.getString("index"));
            assertThat(base32(Arrays.copyOf(hmac(pseudonym, blind), 16))).isEqualTo(row.getString("pseudonym"));
        }
        for (JsonObject row : rows(file, "tags")) {
            byte[] b = hmac(
                    SecondLogReader.concat(hex(row.getString("campaignSeed")), new byte[32]),
                    hex(row.getString("bucketSeed")));
            byte[] person = expand(b, 32, ascii("fieldgate/v1/subj"), suite, hex(row.getString("salt")));
            byte[] key = expand(
                    person,
                    32,
                    ascii("fieldgate/v1/audit"),
                    suite,
                    lp(row.getString("tenant")),
                    lp(row.getString("scope")));
            assertThat(hexOf(key)).isEqualTo(row.getString("K_tag"));
            assertThat(hexOf(Arrays.copyOf(hmac(key, ascii("tag"), ascii(row.getString("day"))), 16)))
                    .isEqualTo(row.getString("tag"));
        }
        JsonObject row = file.getJsonObject("rows");
        byte[] wrapping = hmac(new byte[32], hex(row.getString("epochSeed")));
        assertThat(hexOf(expand(wrapping, 32, ascii("fieldgate/v1/salt"), lp(row.getString("tenant")))))
                .isEqualTo(row.getString("K_w"));
        assertThat(commitment(row)).isEqualTo(row.getString("commitment"));
    }

    private static String commitment(JsonObject row) throws GeneralSecurityException {
        return hexOf(SecondLogReader.sha256(ascii("fieldgate/v1/commit"), hex(row.getString("bucketSeed"))));
    }

    /// RFC 4648 §6 in lower case, without padding.
    private static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            bits = bits << 8 | (each & 0xff);
            held += 8;
            while (held >= 5) {
                held -= 5;
                out.append("abcdefghijklmnopqrstuvwxyz234567".charAt(bits >>> held & 31));
            }
        }
        return held == 0
                ? out.toString()
                : out.append("abcdefghijklmnopqrstuvwxyz234567".charAt(bits << (5 - held) & 31))
                        .toString();
    }
}
