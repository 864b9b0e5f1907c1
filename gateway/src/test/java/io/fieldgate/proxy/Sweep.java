package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Searches bytes for values in every usual writing: UTF-8, GBK, UTF-16, hex, base64 in all three alignments,
/// percent-encoding, JSON escapes.
final class Sweep {
    private static final int LOOKS = 20;
    private final Map<String, byte[]> needles = new LinkedHashMap<>();

    Sweep(String... values) {
        for (String value : values) {
            byte[] utf8 = value.getBytes(UTF_8);
            needles.put(value + " in UTF-8", utf8);
            needles.put(value + " in GBK", value.getBytes(Charset.forName("GBK")));
            needles.put(value + " in UTF-16LE", value.getBytes(UTF_16LE));
            needles.put(value + " in UTF-16BE", value.getBytes(UTF_16BE));
            String hex = HexFormat.of().formatHex(utf8);
            needles.put(value + " in hex", hex.getBytes(US_ASCII));
            needles.put(value + " in upper hex", hex.toUpperCase(Locale.ROOT).getBytes(US_ASCII));
            for (int i = 0; i < 3; i++) {
                needles.put(value + " in base64 at " + i, base64(Base64.getEncoder(), utf8, i));
                needles.put(value + " in base64url at " + i, base64(Base64.getUrlEncoder(), utf8, i));
            }
            StringBuilder percent = new StringBuilder();
            StringBuilder json = new StringBuilder();
            for (byte b : utf8) {
                percent.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
            for (int i = 0; i < value.length(); i++) {
                json.append("\\u").append(HexFormat.of().toHexDigits(value.charAt(i)));
            }
            needles.put(value + " in percent", percent.toString().getBytes(US_ASCII));
            needles.put(value + " in JSON escapes", json.toString().getBytes(US_ASCII));
        }
    }

    /// The characters that stand for the value whatever stands around it.
    private static byte[] base64(Base64.Encoder encoder, byte[] value, int shift) {
        byte[] padded = new byte[shift + value.length];
        System.arraycopy(value, 0, padded, shift, value.length);
        String text = encoder.withoutPadding().encodeToString(padded);
        int from = shift == 0 ? 0 : shift + 1;
        int to = text.length() - (padded.length % 3 == 0 ? 0 : 1);
        return text.substring(from, to).getBytes(US_ASCII);
    }

    /// What was found, by writing.
    List<String> in(byte[] hay) {
        String text = new String(hay, ISO_8859_1);
        List<String> found = new ArrayList<>();
        needles.forEach((name, needle) -> {
            if (text.contains(new String(needle, ISO_8859_1))) {
                found.add(name);
            }
        });
        return found;
    }

    List<String> in(String text) {
        return in(text.getBytes(UTF_8));
    }

    /// What was found in any file below the folder. A gateway may be running in it: a file that was replaced while it
    /// was looked at is looked at again under its new name.
    List<String> inFiles(Path folder) throws IOException {
        NoSuchFileException last = new NoSuchFileException(String.valueOf(folder));
        for (int look = 0; look < LOOKS; look++) {
            try {
                return lookedAt(folder);
            } catch (NoSuchFileException replaced) {
                last = replaced;
            } catch (UncheckedIOException replaced) {
                if (!(replaced.getCause() instanceof NoSuchFileException gone)) {
                    throw replaced;
                }
                last = gone;
            }
        }
        throw last;
    }

    private List<String> lookedAt(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            in(Files.readAllBytes(file)).forEach(one -> found.add(folder.relativize(file) + ": " + one));
        }
        return found;
    }
}
