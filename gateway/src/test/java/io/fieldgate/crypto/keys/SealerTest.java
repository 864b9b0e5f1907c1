package io.fieldgate.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.SealTooLate;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.TokenOwner;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.crypto.token.TokenFormat;
import io.fieldgate.outage.KeysUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of one tenant: what opens, and everything that must not.
final class SealerTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    @TempDir
    Path directory;

    private KeyRig rig;

    @BeforeEach
    void open() {
        rig = new KeyRig(directory);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void boundToken_opensToItsValueAndItsPerson() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Token token = rig.domain.sealer().parse(text).orElseThrow();
        try (Subject subject = rig.enrol(KeyRig.LI)) {
            assertThat(rig.domain.sealer().owner(token)).isEqualTo(new TokenOwner.Bound(subject.ref(), 5));
        }
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
        assertThat(text).startsWith(Token.PREFIX).hasSize(111);
    }

    @Test
    void unboundToken_namesNobody() {
        String text = rig.domain.sealer().seal(rig.to(TWO_WEEKS), null, KeyRig.text("36.5"));
        assertThat(rig.domain.sealer().owner(rig.domain.sealer().parse(text).orElseThrow()))
                .isEqualTo(new TokenOwner.Unbound());
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("36.5");
    }

    @Test
    void deterministicToken_isEqualInOneBucketOnly() {
        Sealer sealer = rig.domain.sealer();
        String first = sealer.token(rig.to(TWO_WEEKS), KeyRig.text("13800138000"));
        assertThat(sealer.token(rig.to(TWO_WEEKS), KeyRig.text("13800138000"))).isEqualTo(first);
        assertThat(sealer.token(rig.to(Duration.ofDays(13)), KeyRig.text("13800138000")))
                .isNotEqualTo(first);
        assertThat(KeyRig.shown(rig.open(first))).isEqualTo("13800138000");
    }

    @Test
    void everyType_comesBackAsItWas() {
        for (byte type = Plaintext.TEXT; type <= Plaintext.TREE; type++) {
            String text =
                    rig.domain.sealer().seal(rig.to(TWO_WEEKS), null, new Plaintext(type, new byte[] {type, 0, -1}));
            assertThat(rig.open(text)).isInstanceOfSatisfying(OpenResult.Value.class, value -> {
                assertThat(value.plain().type()).isPositive();
                assertThat(value.plain().bytes()).endsWith((byte) 0, (byte) -1);
            });
        }
    }

    @Test
    void padding_hidesTheLengthAndGoesAway() {
        Set<Integer> lengths = new HashSet<>();
        for (int length = 0; length < 15; length++) {
            String value = "x".repeat(length);
            String text = rig.domain.sealer().seal(rig.to(TWO_WEEKS), null, KeyRig.text(value), 16);
            lengths.add(text.length());
            assertThat(KeyRig.shown(rig.open(text))).isEqualTo(value);
        }
        assertThat(lengths).hasSize(1);
    }

    @Test
    void everyFlippedBit_isRefused() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        byte[] token = Base64.getUrlDecoder().decode(text.substring(Token.PREFIX.length()));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(rig.open(TokenFormat.text(changed))).as("bit %d", bit).isNotInstanceOf(OpenResult.Value.class);
        }
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
    }

    @Test
    void everyFlippedBit_ofADeterministicTokenIsRefused() {
        String text = rig.domain.sealer().token(rig.to(TWO_WEEKS), KeyRig.text("a"));
        byte[] token = Base64.getUrlDecoder().decode(text.substring(Token.PREFIX.length()));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(rig.open(TokenFormat.text(changed))).as("bit %d", bit).isNotInstanceOf(OpenResult.Value.class);
        }
    }

    @Test
    void cutAndLengthenedTokens_areRefused() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        byte[] token = Base64.getUrlDecoder().decode(text.substring(Token.PREFIX.length()));
        for (int length = 0; length < token.length + 3; length++) {
            if (length != token.length) {
                String other = TokenFormat.text(Arrays.copyOf(token, length));
                assertThat(rig.open(other)).as("length %d", length).isNotInstanceOf(OpenResult.Value.class);
            }
        }
    }

    @Test
    void otherSpellings_areNoTokens() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        char last = text.charAt(text.length() - 1);
        List<String> spellings = List.of(
                text + "=",
                text + "==",
                " " + text,
                text + " ",
                text + "\n",
                text + "\u0000",
                text.replace("fg1.", "FG1."),
                text.replace("fg1.", "fg1"),
                text.replace("fg1.", "fg1.."),
                text.replace("fg1.", "fg2."),
                text.substring(4),
                text.substring(0, 20) + "\u00ad" + text.substring(20),
                text.substring(0, text.length() - 1) + (char) (last + 1),
                "fg1.",
                "",
                "fg1.\uff21" + text.substring(5));
        for (String spelling : spellings) {
            assertThat(rig.domain
                            .sealer()
                            .parse(spelling)
                            .map(t -> rig.open(spelling))
                            .filter(OpenResult.Value.class::isInstance))
                    .isEmpty();
        }
    }

    @Test
    void unusedTrailingBits_mustBeZero() {
        String text =
                rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000"); // 80 bytes: the last character has two unused bits
        byte[] token = Base64.getUrlDecoder().decode(text.substring(Token.PREFIX.length()));
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int sameBytes = 0;
        for (int i = 0; i < 64; i++) {
            String other = text.substring(0, text.length() - 1) + alphabet.charAt(i);
            if (Arrays.equals(Base64.getUrlDecoder().decode(other.substring(Token.PREFIX.length())), token)) {
                sameBytes++;
                assertThat(rig.domain.sealer().parse(other).isPresent()).isEqualTo(other.equals(text));
            }
        }
        assertThat(sameBytes).isEqualTo(4);
    }

    /// Seeded walk over fields, policies, buckets, scopes, tenants: a token opens in its own place and in no other.
    @Test
    void tokens_openInTheirOwnPlaceOnly() {
        long seed = Long.getLong("seed", 7L);
        Random chance = new Random(seed);
        TenantKeys other = rig.domain("city-2", 8);
        other.scope("epidemic-2020", "city-epidemic", KeyRig.START.plus(Duration.ofDays(400)));
        List<String> policies = List.of("health-declare", "mask-booking", "health-declar", "beijing-healthkit");
        List<String> fields = List.of("mobile", "name", "mobil", "emobile");
        List<Duration> lives = List.of(Duration.ofHours(3), Duration.ofDays(1), TWO_WEEKS);
        for (int round = 0; round < 200; round++) {
            String policy = policies.get(chance.nextInt(4));
            String field = fields.get(chance.nextInt(4));
            SealTarget to =
                    new SealTarget(policy, field, KeyRig.minuteIn(lives.get(chance.nextInt(3))), rig.scope(), 0, 5);
            String text;
            if (chance.nextBoolean()) {
                try (Subject subject = rig.enrol(chance.nextBoolean() ? KeyRig.LI : KeyRig.WANG)) {
                    text = rig.domain.sealer().seal(to, subject, KeyRig.text("value"));
                }
            } else {
                text = chance.nextBoolean()
                        ? rig.domain.sealer().seal(to, null, KeyRig.text("value"))
                        : rig.domain.sealer().token(to, KeyRig.text("value"));
            }
            String askedPolicy = policies.get(chance.nextInt(4));
            String askedField = fields.get(chance.nextInt(4));
            boolean own = askedPolicy.equals(policy) && askedField.equals(field);
            assertThat(rig.open(text, askedPolicy, askedField) instanceof OpenResult.Value)
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(own);
            assertThat(other.sealer().parse(text)).as("another tenant").isEmpty();
            byte[] moved = Base64.getUrlDecoder().decode(text.substring(Token.PREFIX.length()));
            moved[3] = 8;
            assertThat(other.sealer()
                            .parse(TokenFormat.text(moved))
                            .map(t -> other.sealer().open(t, policy, field))
                            .orElseGet(OpenResult.Invalid::new))
                    .as("another tenant's slot written in")
                    .isNotInstanceOf(OpenResult.Value.class);
        }
        other.close();
    }

    @Test
    void exchangedSubjectReference_isRefused() {
        byte[] li = Base64.getUrlDecoder()
                .decode(rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000").substring(4));
        byte[] wang = Base64.getUrlDecoder()
                .decode(rig.sealed(TWO_WEEKS, KeyRig.WANG, "13900139000").substring(4));
        System.arraycopy(wang, TokenFormat.HEADER, li, TokenFormat.HEADER, TokenFormat.SUBJECT_REF);
        assertThat(rig.open(TokenFormat.text(li))).isEqualTo(new OpenResult.Invalid());
    }

    /// The documented limit: an older token of the same person and field is a good token.
    @Test
    void olderTokenOfTheSamePersonAndField_opens() {
        String older = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13900139000");
        assertThat(KeyRig.shown(rig.open(older))).isEqualTo("13800138000");
    }

    @Test
    void unknownMinute_makesNoKey() {
        byte[] token = Base64.getUrlDecoder()
                .decode(rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000").substring(4));
        int before = rig.domain.keys().size();
        TokenFormat.putInt(token, 4, KeyRig.minuteIn(TWO_WEEKS) + 1440);
        assertThat(rig.open(TokenFormat.text(token))).isEqualTo(new OpenResult.Invalid());
        assertThat(rig.domain.keys()).hasSize(before);
    }

    @Test
    void canaryToken_isNotAcceptedFromOutside() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        KeyTable table = new KeyTable(rig.state, 7);
        KeyTable.Cell cell = Objects.requireNonNull(table.find(rig.bucket(TWO_WEEKS)));
        assertThat(TokenFormat.parse(cell.stored().canaryToken(), Suites.named("intl")))
                .isPresent();
        assertThat(rig.domain.sealer().parse(cell.stored().canaryToken())).isEmpty();
    }

    @Test
    void lastTwoMinutes_takeNothing() {
        SealTarget to = rig.to(Duration.ofHours(1));
        rig.clock.advance(Duration.ofMinutes(58).plusSeconds(1));
        assertThatThrownBy(() -> rig.domain.sealer().seal(to, null, KeyRig.text("x")))
                .isInstanceOfSatisfying(
                        SealTooLate.class,
                        late -> assertThat(late.retryAfterSeconds()).isEqualTo(120));
    }

    @Test
    void disagreeingClocks_stopCollectingOnly() {
        String text = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        rig.clock.disagree();
        assertThatThrownBy(() -> rig.domain.sealer().seal(rig.to(TWO_WEEKS), null, KeyRig.text("x")))
                .isInstanceOf(KeysUnavailable.class);
        assertThat(KeyRig.shown(rig.open(text))).isEqualTo("13800138000");
    }

    @Test
    void subjectOfAnotherScope_isABug() {
        Scope visitors = rig.domain.scope("epidemic-2020", "visitor-book", KeyRig.START.plus(Duration.ofDays(10)));
        SealTarget to = new SealTarget("visitor-book", "mobile", KeyRig.minuteIn(TWO_WEEKS), visitors, 0, 5);
        try (Subject subject = rig.enrol(KeyRig.LI)) {
            assertThatThrownBy(() -> rig.domain.sealer().seal(to, subject, KeyRig.text("x")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tokensNeverRepeat_andPrintNothing() {
        Set<String> seen = new HashSet<>();
        try (Subject subject = rig.enrol(KeyRig.LI)) {
            for (int i = 0; i < 1000; i++) {
                seen.add(rig.domain
                        .sealer()
                        .seal(rig.to(TWO_WEEKS), subject, KeyRig.text("13800138000"))
                        .substring(38));
            }
            assertThat(subject.toString()).isEqualTo("Subject[redacted]");
        }
        assertThat(seen).hasSize(1000);
        assertThat(KeyRig.text("13800138000").toString()).isEqualTo("Plain[redacted]");
    }
}
