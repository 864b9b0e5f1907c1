package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Seeded values, near what checks accept and far from it.
public final class RandomValues {

    private static final List<String> SEEDS = List.of(
            "11010519491231002X",
            "13800138000",
            "张三",
            "欧阳娜娜",
            "36.8",
            "2020-02-20",
            "2020-02-20T10:00:00+08:00",
            "550e8400-e29b-41d4-a716-446655440000",
            "京A12345",
            "E12345678",
            "6222021234567890128",
            "91350100M000100Y43",
            "A123456(3)",
            "广东省深圳市南山区科技园1号",
            "1M8GDM9AXKP042788",
            "490154203237518",
            "user@example.com",
            "192.0.2.1",
            "2001:db8::1",
            "0755-26000000",
            "39.9,116.4",
            "G1234",
            "",
            "\uD800",
            "\u0660\u0661",
            "👨‍👩‍👧",
            "a\u0301",
            "null",
            "１２３");
    private static final String ALPHABET = "0123456789０９٣XxAZaz -·.+()/:,@\u200B\uD83D\uDE42张区市号字第京\n\t\0";

    private RandomValues() {}

    public static Value next(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new Value.Number(text(random));
            case 1 -> new Value.Bool(random.nextBoolean());
            case 2 -> new Value.Null();
            case 3 -> new Value.Sequence(List.of(new Value.Text(text(random))));
            case 4 -> new Value.Mapping(Map.of("a", new Value.Text(text(random))));
            case 5 -> new Value.Blob(bytes(random), "image/jpeg");
            default -> new Value.Text(text(random));
        };
    }

    public static String text(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length() + 1);
            char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            if (random.nextBoolean() || at == text.length()) {
                text.insert(at, c);
            } else {
                text.setCharAt(at, c);
            }
        }
        return random.nextInt(200) == 0 ? text.toString().repeat(100) : text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (bytes.length > 3 && random.nextBoolean()) {
            bytes[0] = (byte) 0xFF;
            bytes[1] = (byte) 0xD8;
            bytes[2] = (byte) 0xFF;
        }
        return bytes;
    }
}
