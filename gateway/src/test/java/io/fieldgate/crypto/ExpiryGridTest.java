package io.fieldgate.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Deadlines are rounded down: never late, at most one step early.
final class ExpiryGridTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # zone,              born,                     deadline,                 dies
            Asia/Shanghai,       2020-02-20T02:00:00Z,     2020-02-20T03:00:00Z,     2020-02-20T03:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-20T03:07:31Z,     2020-02-20T03:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-20T06:07:30Z,     2020-02-20T06:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-20T06:22:31Z,     2020-02-20T06:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-21T02:07:31Z,     2020-02-21T02:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-22T02:07:31Z,     2020-02-22T02:00:00Z
            Asia/Shanghai,       2020-02-20T02:07:31Z,     2020-02-22T02:07:32Z,     2020-02-21T16:00:00Z
            Asia/Shanghai,       2020-02-20T02:00:00Z,     2020-03-05T02:00:00Z,     2020-03-04T16:00:00Z
            # the end of a leap day, and of the day before it
            Asia/Shanghai,       2020-02-15T02:00:00Z,     2020-02-29T15:59:59Z,     2020-02-28T16:00:00Z
            Asia/Shanghai,       2020-02-15T02:00:00Z,     2020-02-29T16:00:00Z,     2020-02-29T16:00:00Z
            # a value of a few minutes lives to the day's end
            Asia/Shanghai,       2020-02-20T15:50:00Z,     2020-02-20T16:00:00Z,     2020-02-20T16:00:00Z
            # more than 400 days: every seventh day, cut at midnight
            Asia/Shanghai,       2020-02-20T02:00:00Z,     2021-03-30T02:00:00Z,     2021-03-24T16:00:00Z
            # a zone of quarters: its midnight is on the hourly grid
            Asia/Kathmandu,      2020-02-20T02:00:00Z,     2020-02-21T18:15:00Z,     2020-02-21T18:15:00Z
            Asia/Kathmandu,      2020-02-20T02:00:00Z,     2020-02-21T19:14:59Z,     2020-02-21T18:15:00Z
            # the night the clocks go forward and back
            Europe/Berlin,       2020-03-20T00:00:00Z,     2020-03-29T22:30:00Z,     2020-03-29T22:00:00Z
            Europe/Berlin,       2020-03-20T00:00:00Z,     2020-03-29T21:59:59Z,     2020-03-28T23:00:00Z
            Europe/Berlin,       2020-10-20T00:00:00Z,     2020-10-26T00:00:00Z,     2020-10-25T23:00:00Z
            # a day without midnight
            America/Sao_Paulo,   2018-10-20T00:00:00Z,     2018-11-04T12:00:00Z,     2018-11-04T03:00:00Z
            """)
    void deadline_isRoundedDown(ZoneId zone, Instant born, Instant deadline, Instant dies) {
        int minute = ExpiryGrid.deathMinute(born, deadline, zone);
        assertThat(Instant.ofEpochSecond(minute * 60L)).isEqualTo(dies);
    }

    @Test
    void death_isNeverLateAndAtMostOneStepEarly() {
        long seed = Long.getLong("seed", 11L);
        Random random = new Random(seed);
        List<ZoneId> zones = List.of(
                ZoneId.of("Asia/Shanghai"),
                ZoneId.of("Asia/Kathmandu"),
                ZoneId.of("Europe/Berlin"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("UTC"));
        for (int round = 0; round < 20_000; round++) {
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            Instant born = Instant.ofEpochSecond(1_577_836_800L + random.nextInt(90_000_000));
            Duration life = Duration.ofSeconds(3_600 + (long) (Math.pow(random.nextDouble(), 4) * 60_000_000));
            Instant deadline = born.plus(life);
            Instant dies = Instant.ofEpochSecond(ExpiryGrid.deathMinute(born, deadline, zone) * 60L);
            Duration step = life.compareTo(Duration.ofHours(4)) < 0
                    ? Duration.ofMinutes(15)
                    : life.compareTo(Duration.ofDays(2)) <= 0
                            ? Duration.ofHours(1)
                            : life.compareTo(Duration.ofDays(400)) <= 0 ? Duration.ofHours(25) : Duration.ofHours(169);
            assertThat(dies)
                    .as("seed %d round %d", seed, round)
                    .isBeforeOrEqualTo(deadline)
                    .isAfter(deadline.minus(step).minusSeconds(1));
            if (life.compareTo(Duration.ofDays(2)) > 0) {
                assertThat(LocalTime.ofInstant(dies, zone)).isEqualTo(LocalTime.MIDNIGHT);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2020-02-20T02:57:59.999999999Z, false
            2020-02-20T02:58:00Z,           false
            2020-02-20T02:58:00.000000001Z, true
            2020-02-20T03:00:00Z,           true
            2020-02-20T04:00:00Z,           true
            """)
    void value_isTooLateWithinTwoMinutesOfItsDeath(Instant now, boolean tooSoon) {
        int death = Math.toIntExact(Instant.parse("2020-02-20T03:00:00Z").getEpochSecond() / 60);
        assertThat(ExpiryGrid.isTooSoon(death, now)).isEqualTo(tooSoon);
    }
}
