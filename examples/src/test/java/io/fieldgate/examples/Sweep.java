package io.fieldgate.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Searches everything for one value in every usual encoding: UTF-8, GBK, UTF-16, hex, base64 in all three
/// alignments,
/// percent-encoding and JSON escapes. Each input value of a scene is unique, so a hit is a leak.
final class Sweep {
    private final Map<String, byte[]> haystacks = new LinkedHashMap<>();

    /// Every file below a folder; files that vanish while being read were not there.
    Sweep files(Path folder) {
        if (!Files.exists(folder)) {
            return this;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                haystacks.put(folder.relativize(file).toString(), read(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return this;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException vanished) {
            return new byte[0];
        }
    }

    Sweep text(String name, String text) {
        haystacks.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// How many bytes are searched: a sweep over nothing proves nothing.
    long size() {
        return haystacks.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /// @return where the value stands, as `file: encoding`
    List<String> hits(String value) {
        List<String> hits = new ArrayList<>();
        Map<String, byte[]> needles = spellings(value);
        haystacks.forEach((name, bytes) -> needles.forEach((spelling, needle) -> {
            if (contains(bytes, needle)) {
                hits.add(name + ": " + spelling);
            }
        }));
        return hits;
    }

    static Map<String, byte[]> spellings(String value) {
        Map<String, byte[]> spellings = new LinkedHashMap<>();
        for (String name : List.of("UTF-8", "GBK", "UTF-16LE", "UTF-16BE")) {
            byte[] raw = value.getBytes(Charset.forName(name));
            spellings.put(name, raw);
            HexFormat hex = HexFormat.of();
            spellings.put(name + " hex", hex.formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            spellings.put(name + " HEX", hex.withUpperCase().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
            for (int shift = 0; shift < 3; shift++) {
                spellings.put(name + " base64+" + shift, aligned(Base64.getEncoder(), raw, shift));
                spellings.put(name + " base64url+" + shift, aligned(Base64.getUrlEncoder(), raw, shift));
            }
            spellings.put(name + " percent", percent(raw, false));
            spellings.put(name + " %percent", percent(raw, true));
        }
        spellings.put("JSON escapes", escapes(value, "%04x"));
        spellings.put("JSON ESCAPES", escapes(value, "%04X"));
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

    private static byte[] percent(byte[] raw, boolean all) {
        StringBuilder out = new StringBuilder();
        for (byte b : raw) {
            boolean plain =
                    !all && b > 32 && b < 127 && (Character.isLetterOrDigit(b) || b == '-' || b == '.' || b == '_');
            out.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] escapes(String value, String format) {
        StringBuilder out = new StringBuilder();
        value.chars().forEach(unit -> out.append("\\u").append(String.format(Locale.ROOT, format, unit)));
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        if (needle.length < 6) {
            return false;
        }
        byte first = needle[0];
        outer:
        for (int i = 0; i <= haystack.length - needle.length; i++) {
            if (haystack[i] != first) {
                continue;
            }
            for (int j = 1; j < needle.length; j++) {
                if (haystack[i + j] != needle[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    /// A haystack that holds the value in each spelling, to see that the sweep finds it.
    static byte[] planted(String value, String spelling) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("before ".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(spellings(value).getOrDefault(spelling, new byte[0]));
        out.writeBytes(" after".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
