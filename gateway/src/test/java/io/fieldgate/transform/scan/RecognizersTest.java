package io.fieldgate.transform.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.transform.RandomValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognizersTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            11010519491231002X                     | cn-id
            id:11010519491231002x;                 | cn-id
            7711010519900307123399110101199003071233 | cn-id
            110105 19491231 002X                   | cn-id
            110105.1949.1231/002X                  | cn-id
            １１０１０５１９４９１２３１００２Ｘ       | cn-id
            ١١٠١٠١١٩٩٠٠٣٠٧١٢٣٣                     | cn-id
            %31%31010519491231002X                 | cn-id
            \\u0031\\u0031010519491231002X         | cn-id
            call 13800138000 now                   | mobile
            138-0013-8000                          | mobile
            +86 13800138000                        | mobile
            008613800138000                        | mobile
            6222021234567890128                    | bank-card
            6222 0212 3456 7890 128                | bank-card
            E12345678                              | passport
            "passport EA1234567."                  | passport
            PE1234567                              | passport
            京A·12345                              | plate
            粤BD12345                              | plate
            91350100M000100Y43                     | usci
            12110000E00000001M                     | usci
            13800138000 1                          | mobile
            13800138000, 2020-02-20                | mobile
            a_138_001_380_00                       | mobile
            138／0013／8000                          | mobile
            138。0013、8000                          | mobile
            138—0013…8000                          | mobile
            138 · 0013 · 8000                      | mobile
            138׃0013׃8000                          | mobile
            138।0013।8000                          | mobile
            138€0013~8000                          | mobile
            1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣ | mobile
            ①③⑧⓪⓪①③⑧⓪⓪⓪                          | mobile
            一三八〇〇一三八〇〇〇                            | mobile
            幺叁捌零零壹叁捌零零零                            | mobile
            १३८००१३८०००                            | mobile
            𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎                            | mobile
            6222_0212_3456_7890_128                | bank-card
            6222:0212:3456:7890:128                | bank-card
            E12_345_678                            | passport
            E 1234 5678                            | passport
            "E-1234.5678,"                         | passport
            9135 0100 M000 100Y 43                 | usci
            京_A_12345                              | plate
            京A：１２３４５                              | plate
            11010519/49123/1002X                   | cn-id
            110105！19491231？002X                   | cn-id
            00000000-0000-4000-8000-013906949015   | mobile
            00000000-0000-4000-8000-013906949000   | mobile
            13993304-2500-4000-8000-000000000000   | mobile
            13993304-2500-4f21-8000-000000000000   | mobile
            550e8421-7122-4125-8713-013906949015   | mobile
            00139069-4901-5000-8000-000000000000   | mobile
            00000000-0000-0000-0000-013906949015   | mobile
            00000000-1390-4694-8901-500000000000   | mobile
            11010519-4912-4310-8038-500000000000   | cn-id
            00000000-0000-4110-8105-194912310046   | cn-id
            62220212-3456-4789-8012-800000000000   | bank-card
            00062220-2123-4567-8901-280000000000   | bank-card
            e1234567-8000-4000-8000-000000000000   | passport
            """)
    void find_hits(String text, String wanted) {
        assertThat(Recognizers.find(text).orElse(null)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-20T10:00:00.123456789+08:00",
                "2020-02-20",
                "440305",
                "440305001002",
                "110101199003071234",
                "6222021234567890127",
                "1582164000000",
                "9999999999",
                "received",
                "550e8400-e29b-41d4-a716-446655440000",
                "d1234567-e29b-41d4-a716-113800138000",
                "北京市海淀区",
                "",
                "1380013800",
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-4000-8000-000000000001",
                "019a1b2c-3d4e-7f60-8a1b-113906949015",
                "2020-02-20T13:05:06.94901Z",
                "2020-02-20 13:05:06.94901+08:00",
                "三里屯街道",
                "2020年02月20日",
                "138 abc 0013 8000",
                "v1.39.06",
            })
    void find_leavesOthersAlone(String text) {
        assertThat(Recognizers.find(text)).isEmpty();
    }

    @Test
    void find_looksIntoBase64AtEveryAlignment() throws IOException {
        for (String prefix : new String[] {"", "a", "ab", "abc"}) {
            byte[] bytes = (prefix + "id=11010519491231002X").getBytes(StandardCharsets.UTF_8);
            assertThat(Recognizers.find("x " + Base64.getEncoder().encodeToString(bytes)))
                    .contains("cn-id");
            assertThat(Recognizers.find("/" + prefix
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .contains("cn-id");
        }
        byte[] twice = Base64.getEncoder().encode("13800138000".getBytes(StandardCharsets.UTF_8));
        assertThat(Recognizers.find(Base64.getEncoder().encodeToString(twice))).contains("mobile");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"id\":\"11010519491231002X\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Recognizers.find(Base64.getEncoder().encodeToString(zipped.toByteArray())))
                .contains("cn-id");
    }

    @Test
    void find_neverThrowsAndSparesRandomIdentifiers() {
        Random random = new Random(11);
        int hits = 0;
        for (int i = 0; i < 20_000; i++) {
            assertThat(Recognizers.find(RandomValues.text(random))).isNotNull();
            hits += Recognizers.find(new UUID(random.nextLong(), random.nextLong()).toString())
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(hits).isZero();
    }
}
