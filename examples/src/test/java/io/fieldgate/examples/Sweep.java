package io.fieldgate.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Searches everything for values in every usual encoding: UTF-8, GBK, UTF-16, hex, base64 in all three
/// alignments, percent-encoding and JSON escapes. Each input value of a scene is unique, so a hit is a leak.
/// Shape: what is searched lies in named zones (a folder, an answer, a log); values have 8 bytes or more.
final class Sweep {
    private static final int PREFIX = 6; // bytes by which a position is judged before anything is compared
    private static final int FILTER_BITS = 22;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Haystack(String zone, String place, byte[] bytes) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Needle(String value, String spelling, byte[] bytes) {}

    /// One place where one value stands.
    record Hit(String value, String zone, String place, String spelling) {}

    private final List<Haystack> haystacks = new ArrayList<>();

    /// Every file below a folder, each its own zone; files that vanish while being read were not there.
    Sweep files(Path folder) {
        walk(folder).forEach(file -> add(folder.relativize(file).toString(), file.toString(), read(file)));
        return this;
    }

    /// Every file below a folder (or the one file), as it is now, all in one zone.
    Sweep files(String zone, Path folder) {
        walk(folder).forEach(file -> add(zone, folder.relativize(file).toString(), read(file)));
        return this;
    }

    private static List<Path> walk(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException vanished) {
            return new byte[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Sweep text(String zone, String text) {
        return bytes(zone, text.getBytes(StandardCharsets.UTF_8));
    }

    Sweep bytes(String zone, byte[] bytes) {
        add(zone, "", bytes);
        return this;
    }

    private void add(String zone, String place, byte[] bytes) {
        haystacks.add(new Haystack(zone, place, bytes));
    }

    /// How many bytes are searched: a sweep over nothing proves nothing.
    long size() {
        return haystacks.stream().mapToLong(each -> each.bytes().length).sum();
    }

    /// @return where the value stands, as `zone: encoding`
    List<String> hits(String value) {
        return search(spelled(value, spellings(value)), false).stream()
                .map(hit -> hit.zone() + ": " + hit.spelling())
                .toList();
    }

    /// Bytes that are no text: raw, hex and base64.
    List<String> hits(byte[] value) {
        return search(spelled("bytes", spellings(value)), false).stream()
                .map(hit -> hit.zone() + ": " + hit.spelling())
                .toList();
    }

    /// The zones in which each value stands, and one place as an example; values found nowhere are absent.
    /// @param texts name of each value → its text @param bytes name → its bytes, where it is no text
    Map<String, Map<String, Hit>> found(Map<String, String> texts, Map<String, byte[]> bytes) {
        List<Needle> needles = new ArrayList<>();
        texts.forEach((name, text) -> needles.addAll(spelled(name, spellings(text))));
        bytes.forEach((name, raw) -> needles.addAll(spelled(name, spellings(raw))));
        Map<String, Map<String, Hit>> found = new TreeMap<>();
        for (Hit hit : search(needles, true)) {
            found.computeIfAbsent(hit.value(), each -> new TreeMap<>()).putIfAbsent(hit.zone(), hit);
        }
        return found;
    }

    private static List<Needle> spelled(String name, Map<String, byte[]> spellings) {
        List<Needle> needles = new ArrayList<>();
        spellings.forEach((spelling, bytes) -> {
            if (bytes.length >= PREFIX) {
                needles.add(new Needle(name, spelling, bytes));
            }
        });
        return needles;
    }

    /// One pass over all bytes, whatever the number of needles.
    /// @param oncePerZone whether a value already found in a zone is looked for there any longer
    private List<Hit> search(Collection<Needle> needles, boolean oncePerZone) {
        Map<Long, List<Needle>> byPrefix = new LinkedHashMap<>();
        long[] filter = new long[1 << (FILTER_BITS - 6)];
        for (Needle needle : needles) {
            long prefix = 0;
            for (int i = 0; i < PREFIX; i++) {
                prefix = prefix << 8 | (needle.bytes()[i] & 0xff);
            }
            byPrefix.computeIfAbsent(prefix, each -> new ArrayList<>()).add(needle);
            filter[slot(prefix) >> 6] |= 1L << slot(prefix);
        }
        Map<List<String>, Hit> hits = new LinkedHashMap<>();
        for (Haystack hay : haystacks) {
            long window = 0;
            for (int i = 0; i < hay.bytes().length; i++) {
                window = (window << 8 | (hay.bytes()[i] & 0xff)) & 0xFFFF_FFFF_FFFFL;
                if (i < PREFIX - 1 || (filter[slot(window) >> 6] & 1L << slot(window)) == 0) {
                    continue;
                }
                int from = i - PREFIX + 1;
                for (Needle needle : byPrefix.getOrDefault(window, List.of())) {
                    if (stands(hay.bytes(), from, needle.bytes())) {
                        Hit hit = new Hit(needle.value(), hay.zone(), hay.place(), needle.spelling());
                        hits.putIfAbsent(
                                oncePerZone
                                        ? List.of(hit.value(), hit.zone())
                                        : List.of(hit.value(), hit.zone(), hit.place(), hit.spelling()),
                                hit);
                    }
                }
            }
        }
        return List.copyOf(hits.values());
    }

    private static int slot(long prefix) {
        return (int) ((prefix * 0x9E37_79B9_7F4A_7C15L) >>> (64 - FILTER_BITS));
    }

    private static boolean stands(byte[] hay, int from, byte[] needle) {
        return from + needle.length <= hay.length
                && Arrays.equals(hay, from, from + needle.length, needle, 0, needle.length);
    }

    static Map<String, byte[]> spellings(String value) {
        Map<String, byte[]> spellings = new LinkedHashMap<>();
        for (String name : List.of("UTF-8", "GBK", "UTF-16LE", "UTF-16BE")) {
            byte[] raw = value.getBytes(Charset.forName(name));
            spellings(raw).forEach((spelling, bytes) -> spellings.put((name + " " + spelling).strip(), bytes));
            spellings.put(name + " percent", percent(raw, "%%%02X", false));
            spellings.put(name + " percent lower", percent(raw, "%%%02x", false));
            spellings.put(name + " %percent", percent(raw, "%%%02X", true));
        }
        spellings.put("JSON escapes", escapes(value, "\\u%04x", false));
        spellings.put("JSON ESCAPES", escapes(value, "\\u%04X", false));
        spellings.put("JSON escapes of all", escapes(value, "\\u%04x", true));
        spellings.put("JSON ESCAPES OF ALL", escapes(value, "\\u%04X", true));
        return spellings;
    }

    private static Map<String, byte[]> spellings(byte[] raw) {
        Map<String, byte[]> spellings = new LinkedHashMap<>();
        spellings.put("", raw);
        HexFormat hex = HexFormat.of();
        spellings.put("hex", hex.formatHex(raw).getBytes(StandardCharsets.US_ASCII));
        spellings.put("HEX", hex.withUpperCase().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            spellings.put("base64+" + shift, aligned(Base64.getEncoder(), raw, shift));
            spellings.put("base64url+" + shift, aligned(Base64.getUrlEncoder(), raw, shift));
        }
        return spellings;
    }

    /// The characters of base64 text that depend on the value alone when `shift` bytes stand before it.
    private static byte[] aligned(Base64.Encoder encoder, byte[] raw, int shift) {
        byte[] padded = new byte[shift + raw.length];
        System.arraycopy(raw, 0, padded, shift, raw.length);
        byte[] encoded = encoder.withoutPadding().encode(padded);
        int from = shift == 0 ? 0 : shift + 1;
        int to = encoded.length - (padded.length % 3 == 0 ? 0 : 1);
        return Arrays.copyOfRange(encoded, from, Math.max(from, to));
    }

    private static byte[] percent(byte[] raw, String format, boolean all) {
        StringBuilder out = new StringBuilder();
        for (byte b : raw) {
            boolean plain =
                    !all && b > 32 && b < 127 && (Character.isLetterOrDigit(b) || b == '-' || b == '.' || b == '_');
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, format, b & 0xff));
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// @param all whether letters that need no escape have one too
    private static byte[] escapes(String value, String format, boolean all) {
        StringBuilder out = new StringBuilder();
        value.chars()
                .forEach(unit -> out.append(
                        all || unit > 126 ? String.format(Locale.ROOT, format, unit) : String.valueOf((char) unit)));
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// A haystack that holds the value in each spelling, to see that the sweep finds it.
    static byte[] planted(String value, String spelling) {
        byte[] before = "before ".getBytes(StandardCharsets.US_ASCII);
        byte[] needle = spellings(value).getOrDefault(spelling, new byte[0]);
        byte[] all = Arrays.copyOf(before, before.length + needle.length + 1);
        System.arraycopy(needle, 0, all, before.length, needle.length);
        all[all.length - 1] = '.';
        return all;
    }
}
