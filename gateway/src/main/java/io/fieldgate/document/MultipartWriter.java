package io.fieldgate.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes parts in the order they are added. The same parts give the same bytes.
/// Every part that is no text gets its own name as `filename`: many servers take a part without one for a form field.
final class MultipartWriter {

    private static final String JSON_PART = "json";
    private static final String PREFIX = "fieldgate-";
    private static final int DIGITS = 8;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    private record Content(String head, byte[] bytes) {
        @Override
        public String toString() {
            return "Content[redacted]";
        }
    }

    private final List<Content> parts = new ArrayList<>();

    void add(BodyFormat.Written json) {
        parts.add(new Content(head(JSON_PART, "", json.contentType()), json.bytes()));
    }

    void add(String name, Value value) {
        switch (value) {
            case Value.Text(String text) -> addText(name, text);
            case Value.Number(String literal) -> addText(name, literal);
            case Value.Bool(boolean truth) -> addText(name, Boolean.toString(truth));
            case Value.Blob(byte[] bytes, String mediaType) -> {
                if (!MediaType.parse(mediaType)
                        .map(MediaType::essence)
                        .orElse("")
                        .equals(mediaType)) {
                    throw new IllegalArgumentException("A part's media type is `type/subtype` in lower case.");
                }
                boolean text = mediaType.startsWith("text/");
                parts.add(new Content(head(name, text ? "" : name, mediaType), bytes));
            }
            case Value.Null _, Value.Sequence _, Value.Mapping _ ->
                throw new IllegalArgumentException("A part holds bytes, text, a number, true or false only.");
        }
    }

    private void addText(String name, String text) {
        parts.add(new Content(head(name, "", "text/plain; charset=utf-8"), PercentEncoding.bytes(text)));
    }

    private static String head(String name, String filename, String contentType) {
        return "Content-Disposition: form-data; name=" + quoted(name)
                + (filename.isEmpty() ? "" : "; filename=" + quoted(filename)) + "\r\nContent-Type: " + contentType
                + "\r\n\r\n";
    }

    private static String quoted(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("A part name holds no control character.");
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    BodyFormat.Written write() {
        String boundary = boundary();
        ByteArrayOutputStream out = new ByteArrayOutputStream(size());
        for (Content part : parts) {
            out.writeBytes(("--" + boundary + "\r\n" + part.head).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.bytes);
            out.write('\r');
            out.write('\n');
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return new BodyFormat.Written(out.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private int size() {
        return parts.stream().mapToInt(part -> part.bytes.length + 256).sum();
    }

    /// The prefix and the lowest number no content holds behind it: one pass, no chance involved, and no
    /// content can make it fail.
    private String boundary() {
        Set<Integer> taken = new HashSet<>();
        for (Content part : parts) {
            collect(part.bytes, taken);
        }
        int number = 0;
        while (taken.contains(number)) {
            number++;
        }
        return PREFIX + digits(number);
    }

    private static String digits(int number) {
        String text = Integer.toString(number);
        return "0".repeat(DIGITS - text.length()) + text;
    }

    private static void collect(byte[] bytes, Set<Integer> taken) {
        byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + prefix.length + DIGITS <= bytes.length; i++) {
            if (bytes[i] == prefix[0] && Arrays.equals(bytes, i, i + prefix.length, prefix, 0, prefix.length)) {
                int number = number(bytes, i + prefix.length);
                if (number >= 0) {
                    taken.add(number);
                }
            }
        }
    }

    private static int number(byte[] bytes, int from) {
        int number = 0;
        for (int i = from; i < from + DIGITS; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            number = number * 10 + (bytes[i] - '0');
        }
        return number;
    }
}
