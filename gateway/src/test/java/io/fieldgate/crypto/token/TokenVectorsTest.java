package io.fieldgate.crypto.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.keys.SubjectStore;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.Suites;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reads `docs/vectors/token-intl.json`, which was computed by another implementation in another language.
final class TokenVectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NO_SEED = new byte[32];

    private final CryptoSuite suite = Suites.named("intl");
    private final CryptoSuite.CipherContext cipher = suite.take();
    private final JsonObject vectors = read();

    private static JsonObject read() {
        try {
            return new JsonObject(Files.readString(Path.of("..", "docs", "vectors", "token-intl.json")));
        } catch (IOException missing) {
            throw new IllegalStateException("docs/vectors/token-intl.json is part of the repository", missing);
        }
    }

    @Test
    void founding_vectorsStandInTheFile() {
        assertThat(objects("tokens").stream().map(v -> v.getString("token")))
                .contains(
                        "fg1.AQEBBwHG5mAAAwAA5ZLDvzYJPpCpfhwNI-uFV2BhYmNkZWZnaGlqa3BxcnN0dXZ3eHl6e18mEvig5tHgzNB7HwSckbGvPSMTHcZSIGs28ds",
                        "fg1.AREABwHG5mAAAwAAM4inpyCGq_U0DNBoPJNcPfKOSnBzxMnJobzizQ");
    }

    @Test
    void sealing_givesEveryIntermediateAndToken() {
        List<JsonObject> tokens = objects("tokens");
        assertThat(tokens).hasSizeGreaterThanOrEqualTo(9);
        for (JsonObject vector : tokens) {
            assertThat(seal(vector)).as(vector.getString("note")).isEqualTo(vector.getString("token"));
        }
    }

    @Test
    void opening_givesEveryValueBack() {
        for (JsonObject vector : objects("tokens")) {
            Plaintext plaintext = Objects.requireNonNull(
                    open(vector, vector.getString("token"), vector.getJsonObject("input")), vector.getString("note"));
            assertThat(plaintext.bytes())
                    .isEqualTo(HEX.parseHex(vector.getJsonObject("input").getString("value")));
            assertThat(plaintext.type())
                    .isEqualTo(vector.getJsonObject("input").getInteger("type").byteValue());
        }
    }

    @Test
    void negatives_areRefusedWhereTheFileSays() {
        JsonObject bound = objects("tokens").getFirst();
        JsonObject deterministic = objects("tokens").get(2);
        List<JsonObject> negatives = objects("negative");
        assertThat(negatives).hasSizeGreaterThan(100);
        for (JsonObject negative : negatives) {
            String text = negative.getString("token");
            Optional<Token> parsed = TokenFormat.parse(text, suite);
            String note = negative.getString("note");
            switch (negative.getString("expect")) {
                case "malformed" -> assertThat(parsed).as(note).isEmpty();
                case "unregistered" ->
                    assertThat(parsed.map(this::isRegistered).orElse(false))
                            .as(note)
                            .isFalse();
                case "refused" ->
                    assertThat(open(bound, text, bound.getJsonObject("input")))
                            .as(note)
                            .isNull();
                case "refused-deterministic" ->
                    assertThat(open(deterministic, text, deterministic.getJsonObject("input")))
                            .as(note)
                            .isNull();
                case String other -> throw new IllegalStateException("unknown expectation " + other);
            }
        }
    }

    private boolean isRegistered(Token token) {
        return token.tenantSlot() == 7 && token.scopeSlot() == 3 && (token.endSlot() == 0 || token.endSlot() == 12);
    }

    @Test
    void anotherContext_opensNothing() {
        JsonObject bound = objects("tokens").getFirst();
        for (JsonObject wrong : objects("wrongContext")) {
            JsonObject input = bound.getJsonObject("input").copy().mergeIn(wrong);
            assertThat(open(bound, bound.getString("token"), input))
                    .as(wrong.getString("note"))
                    .isNull();
        }
    }

    @Test
    void indexes_andPseudonymsMatch() {
        KeySchedule schedule = new KeySchedule(suite, "city-1");
        for (JsonObject vector : objects("indexes")) {
            byte[] campaign = schedule.campaignKey(cipher, hex(vector, "campaignSeed"));
            byte[] indexKey = schedule.indexKey(cipher, campaign, vector.getString("scope"));
            byte[] pseudonymKey = schedule.pseudonymKey(cipher, campaign, vector.getString("scope"));
            byte[] index = Arrays.copyOf(
                    cipher.prf(
                            indexKey,
                            0,
                            KeySchedule.lengthPrefixed(vector.getString("type")),
                            KeySchedule.lengthPrefixed(vector.getString("value"))),
                    16);
            assertThat(HEX.formatHex(indexKey)).isEqualTo(vector.getString("K_idx"));
            assertThat(HEX.formatHex(index)).isEqualTo(vector.getString("index"));
            assertThat(HEX.formatHex(pseudonymKey)).isEqualTo(vector.getString("K_psn"));
            assertThat(SubjectStore.base32(cipher.prf(pseudonymKey, 0, index)))
                    .isEqualTo(vector.getString("pseudonym"));
        }
    }

    @Test
    void tags_rowKeyAndCommitmentMatch() {
        for (JsonObject vector : objects("tags")) {
            KeySchedule schedule = new KeySchedule(suite, vector.getString("tenant"));
            byte[] classKey =
                    schedule.classKey(cipher, hex(vector, "bucketSeed"), hex(vector, "campaignSeed"), NO_SEED);
            byte[] prk = schedule.subjectKey(cipher, classKey, 0, hex(vector, "salt"), 0);
            byte[] tagKey = schedule.tagKey(cipher, prk, 0, vector.getString("scope"));
            assertThat(HEX.formatHex(tagKey)).isEqualTo(vector.getString("K_tag"));
            byte[] tag = cipher.prf(tagKey, 0, ("tag" + vector.getString("day")).getBytes(US_ASCII));
            assertThat(HEX.formatHex(tag)).startsWith(vector.getString("tag"));
        }
        JsonObject rows = vectors.getJsonObject("rows");
        KeySchedule schedule = new KeySchedule(suite, rows.getString("tenant"));
        assertThat(HEX.formatHex(schedule.rowKey(cipher, hex(rows, "epochSeed"))))
                .isEqualTo(rows.getString("K_w"));
        assertThat(HEX.formatHex(schedule.commitment(hex(rows, "bucketSeed")))).isEqualTo(rows.getString("commitment"));
    }

    private String seal(JsonObject vector) {
        JsonObject in = vector.getJsonObject("input");
        JsonObject between = vector.getJsonObject("intermediate");
        KeySchedule schedule = new KeySchedule(suite, in.getString("tenant"));
        byte[] classKey = schedule.classKey(cipher, hex(in, "bucketSeed"), hex(in, "campaignSeed"), hex(in, "endSeed"));
        assertThat(HEX.formatHex(classKey)).isEqualTo(between.getString("B"));
        AeadToken.Header header = new AeadToken.Header(
                in.getInteger("tenantSlot"),
                in.getInteger("minute"),
                in.getInteger("scopeSlot"),
                in.getInteger("endSlot"));
        byte[] context = schedule.context(in.getString("policy"), in.getString("field"));
        Plaintext plaintext = new Plaintext(in.getInteger("type").byteValue(), hex(in, "value"));
        if (vector.getString("kind").equals("det")) {
            byte[] prk = schedule.unboundDeterministicKey(cipher, classKey);
            assertThat(HEX.formatHex(prk)).isEqualTo(between.getString("PRK0"));
            assertThat(HEX.formatHex(schedule.deterministicKey(cipher, prk, 0, context)))
                    .isEqualTo(between.getString("K_det"));
            return TokenFormat.text(new SivToken(suite, schedule).seal(cipher, header, prk, 0, context, plaintext));
        }
        byte[] prk = prk(schedule, classKey, in);
        assertThat(HEX.formatHex(prk)).isEqualTo(between.getString("PRK"));
        byte[] fieldKey = schedule.fieldKey(cipher, prk, 0, context);
        assertThat(HEX.formatHex(fieldKey)).isEqualTo(between.getString("K_f"));
        assertThat(HEX.formatHex(schedule.recordKey(cipher, fieldKey, hex(in, "salt12"))))
                .isEqualTo(between.getString("K_rec"));
        AeadToken aead = new AeadToken(suite, schedule);
        byte[] chance =
                HEX.parseHex(in.getString("salt12") + in.getString("nonce12") + in.getString("random5", "0000000000"));
        byte[] subjectRef = null;
        if (in.getString("rowId") != null) {
            byte[] headerKey = schedule.headerKey(cipher, classKey);
            assertThat(HEX.formatHex(headerKey)).isEqualTo(between.getString("K_hdr"));
            AeadToken.Owner owner = new AeadToken.Owner(
                    TokenFormat.getLong(hex(in, "rowId"), 0),
                    in.getInteger("erasureClass"),
                    in.getInteger("generation"));
            subjectRef = aead.subjectRef(cipher, headerKey, 0, owner, chance);
            assertThat(HEX.formatHex(subjectRef)).isEqualTo(between.getString("subjRef"));
        }
        return TokenFormat.text(
                aead.seal(cipher, header, subjectRef, prk, 0, context, plaintext, in.getInteger("pad"), chance));
    }

    /// Opens a text with the keys of `vector` and the context of `input`, as the tenant of `input` would.
    private @Nullable Plaintext open(JsonObject vector, String text, JsonObject input) {
        Token token = TokenFormat.parse(text, suite).orElseThrow();
        KeySchedule schedule = new KeySchedule(suite, input.getString("tenant"));
        byte[] classKey =
                schedule.classKey(cipher, hex(input, "bucketSeed"), hex(input, "campaignSeed"), hex(input, "endSeed"));
        byte[] context = schedule.context(input.getString("policy"), input.getString("field"));
        if (vector.getString("kind").equals("det")) {
            return new SivToken(suite, schedule)
                    .open(cipher, token, schedule.unboundDeterministicKey(cipher, classKey), 0, context);
        }
        return new AeadToken(suite, schedule).open(cipher, token, prk(schedule, classKey, input), 0, context);
    }

    private byte[] prk(KeySchedule schedule, byte[] classKey, JsonObject in) {
        return in.getString("subjectSalt") == null
                ? schedule.unboundKey(cipher, classKey)
                : schedule.subjectKey(cipher, classKey, 0, hex(in, "subjectSalt"), 0);
    }

    private static byte[] hex(JsonObject from, String name) {
        return HEX.parseHex(from.getString(name));
    }

    private List<JsonObject> objects(String name) {
        JsonArray array = vectors.getJsonArray(name);
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
