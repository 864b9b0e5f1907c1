package io.fieldgate.transform.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.transform.check.CheckDigits;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Numbers planted in UUIDs are found, chance is spared. `-Duuid.rounds=10000000` measures what the page of values
/// says; the seed stands still.
final class UuidPatternsTest {
    private static final int ROUNDS = Integer.getInteger("uuid.rounds", 500_000);
    private static final int PLANTED = 20_000;

    private static String uuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    private static String hex(Random random) {
        StringBuilder hex = new StringBuilder("%016x%016x".formatted(random.nextLong(), random.nextLong()));
        hex.setCharAt(12, '4');
        hex.setCharAt(16, "89ab".charAt(random.nextInt(4)));
        return hex.toString();
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private static String mobile(Random random) {
        return "1" + (3 + random.nextInt(7)) + digits(random, 9);
    }

    private static String residentId(Random random) {
        while (true) {
            String id = "110105%d%02d%02d"
                            .formatted(1940 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28))
                    + digits(random, 4);
            if (CheckDigits.isMod11Of18(id)) {
                return id;
            }
        }
    }

    /// Thirty digits become a UUID of version 4.
    private static String chosen(String digits) {
        return uuid(digits.substring(0, 12) + "4" + digits.substring(12, 15) + "8" + digits.substring(15));
    }

    @Test
    void random_idsAreSparedAllButOneIn100000() {
        Random random = new Random(20_200_220);
        Map<String, Integer> hits = new TreeMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            Recognizers.find(uuid(hex(random))).ifPresent(name -> hits.merge(name, 1, Integer::sum));
        }
        System.out.println("Of " + ROUNDS + " random UUIDs were refused: " + hits);
        assertThat(hits.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(ROUNDS / 100_000);
    }

    @Test
    void mobile_thatFillsAnIdIsFound() {
        Random random = new Random(1);
        for (int i = 0; i < PLANTED; i++) {
            String mobile = mobile(random);
            assertThat(Recognizers.find(uuid("00000000000040008000" + "0" + mobile)))
                    .isPresent();
            assertThat(Recognizers.find(uuid(mobile + "0" + "40008000000000000000")))
                    .isPresent();
            int at = random.nextInt(20);
            assertThat(Recognizers.find(chosen("0".repeat(at) + mobile + "0".repeat(19 - at))))
                    .isPresent();
        }
    }

    @Test
    void mobile_besideAFewLettersIsFound() {
        Random random = new Random(2);
        for (int i = 0; i < PLANTED; i++) {
            StringBuilder rest = new StringBuilder(digits(random, 18)).append('0');
            for (int letter = 0; letter < 3; letter++) {
                rest.setCharAt(random.nextInt(18), "abcdef".charAt(random.nextInt(6)));
            }
            assertThat(Recognizers.find(chosen(rest + mobile(random)))).isPresent();
        }
    }

    @Test
    void residentId_isFoundAnywhere_andAroundVersionAndVariant() {
        Random random = new Random(3);
        for (int i = 0; i < PLANTED; i++) {
            String id = residentId(random);
            int at = random.nextInt(13);
            StringBuilder around = new StringBuilder(hex(random)).delete(0, 2);
            around.replace(at, at + 18, id);
            assertThat(Recognizers.find(chosen(around.toString()))).contains("cn-id");
        }
    }
}
