package io.fieldgate.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Ascii;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hand-written reader takes what the parser of `java.time` takes, and nothing else.
final class MomentsTest {
    private static final int ROUNDS = 200_000;
    private static final List<String> SEEDS = List.of(
            "2020-02-20T10:00:00+08:00",
            "2020-02-20T10:00:00.123456789+08:00",
            "2020-02-20T10:00Z",
            "2020-02-29T23:59:59.z",
            "2021-02-28T00:00:00.5-17:59:59",
            "0000-01-01T00:00+18",
            "9999-12-31T24:00:60-00:00:01");
    private static final String ALPHABET = "0123456789.:+-TtZz 9٣０\u0000";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-20T10:00Z",
                "2020-02-20T10:00z",
                "2020-02-20t10:00Z",
                "2020-02-20T10:00:00.Z",
                "2020-02-20T10:00:00.0000000000Z",
                "2020-02-20T10:00.5Z",
                "2020-02-20T10:00:Z",
                "2020-02-20T24:00:00Z",
                "2020-02-20T23:59:60Z",
                "2020-02-30T10:00:00Z",
                "2021-02-29T10:00:00Z",
                "0000-02-29T10:00:00Z",
                "2020-13-01T10:00:00Z",
                "2020-02-20T10:00:00+08",
                "2020-02-20T10:00:00+8",
                "2020-02-20T10:00:00+0800",
                "2020-02-20T10:00:00+08:0",
                "2020-02-20T10:00:00+08:00:00",
                "2020-02-20T10:00:00+18:00",
                "2020-02-20T10:00:00+18:00:01",
                "2020-02-20T10:00:00-18:01",
                "2020-02-20T10:00:00+23:00",
                "2020-02-20T10:00:00+17:60",
                "2020-02-20T10:00:00-00:00",
                "2020-02-20T10:00:00",
                "2020-02-20T10:00:00 ",
                "2020-02-20T10:00:00Z ",
                "2020-02-20T10:00:00+08:00[Asia/Shanghai]",
                "2020-02-20T10:00:00.123456789+08:00:00",
                "+2020-02-20T10:00Z",
                "-2020-02-20T10:00Z",
                "20200-2-20T10:00Z",
                ""
            })
    void day_ofSpelling_isOfTheFormatter(String text) {
        assertThat(Moments.day(text)).isEqualTo(byFormatter(text));
    }

    @Test
    void day_ofWrittenMoment_isItsOwn() {
        long seed = Long.getLong("seed", 3L);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            OffsetDateTime moment = LocalDateTime.ofEpochSecond(
                            random.nextLong(-62_167_219_200L, 253_402_300_800L), // the years 0 to 9999
                            random.nextBoolean() ? 0 : random.nextInt(1_000_000_000),
                            ZoneOffset.UTC)
                    .atOffset(ZoneOffset.ofTotalSeconds(
                            random.nextBoolean() ? random.nextInt(-64_800, 64_801) : random.nextInt(-72, 73) * 900));
            String text = moment.toString();
            LocalDate expected = text.length() > 35 ? null : moment.toLocalDate();
            assertThat(Moments.day(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
        }
    }

    @Test
    void day_ofDamagedMoment_isOfTheFormatter() {
        long seed = Long.getLong("seed", 5L);
        Random random = new Random(seed);
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = damaged(random);
            LocalDate expected = byFormatter(text);
            assertThat(Moments.day(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
            taken += expected == null ? 0 : 1;
        }
        assertThat(taken).isBetween(ROUNDS / 10, ROUNDS / 2); // both answers are judged often
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.deleteCharAt(at);
                default -> text.setCharAt(at, c);
            }
        }
        return text.toString();
    }

    /// What was used before: the outer shape by hand, the rest by `java.time`.
    static @Nullable LocalDate byFormatter(String text) {
        if (text.length() > 35 || text.length() < 17 || !Ascii.areDigits(text, 0, 4) || text.charAt(10) != 'T') {
            return null;
        }
        try {
            return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toLocalDate();
        } catch (DateTimeParseException notOne) {
            return null;
        }
    }
}
