package io.fieldgate.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The unique values of a scene, and for each the zones in which it has to stand: there and nowhere else.
final class Marks {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, byte[]> bytes = new LinkedHashMap<>();
    private final Map<String, Set<String>> places = new LinkedHashMap<>();
    private int count;

    /// A value that must be found in each of these zones, and in no other. @return the value
    String text(String name, String value, String... zones) {
        claim(name, zones);
        texts.put(name, value);
        return value;
    }

    byte[] bytes(String name, byte[] value, String... zones) {
        claim(name, zones);
        bytes.put(name, value);
        return value;
    }

    private void claim(String name, String... zones) {
        if (places.put(name, Set.of(zones)) != null) {
            throw new IllegalArgumentException("Two values are called " + name + ".");
        }
    }

    /// Letters and digits nobody else sends, that may stand nowhere.
    String nowhere(String what) {
        count++;
        return text(what + " #" + count, String.format(Locale.ROOT, "%04dqV%04dzK", count, 9_973 * count % 10_000));
    }

    /// The same in Chinese characters: what GBK and percent-encoding would carry.
    String nowhereChinese(String what) {
        count++;
        StringBuilder han = new StringBuilder("测试");
        String.format(Locale.ROOT, "%04d", count)
                .chars()
                .forEach(digit -> han.append((char) ('一' + 64 * (digit - '0') + 7)));
        return text(what + " #" + count, han.toString());
    }

    int size() {
        return places.size();
    }

    /// Values that stand where they may not, and values that do not stand where they have to: then the sweep
    /// looked at the wrong place.
    List<String> misplaced(Sweep sweep) {
        Map<String, Map<String, Sweep.Hit>> found = sweep.found(texts, bytes);
        List<String> wrong = new ArrayList<>();
        places.forEach((name, expected) -> {
            Map<String, Sweep.Hit> hits = found.getOrDefault(name, Map.of());
            hits.forEach((zone, hit) -> {
                if (!expected.contains(zone)) {
                    wrong.add(name + " stands in " + zone + " (" + hit.place() + ", " + hit.spelling() + ")");
                }
            });
            Set<String> missing = new TreeSet<>(expected);
            missing.removeAll(hits.keySet());
            missing.forEach(zone -> wrong.add(name + " is missing in " + zone));
        });
        return wrong;
    }
}
