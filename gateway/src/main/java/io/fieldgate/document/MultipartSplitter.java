package io.fieldgate.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Splits a `multipart/form-data` body. Strict: CRLF everywhere, nothing before the first and after the last
/// boundary, no folded header, `Content-Disposition: form-data` with one `name`, no transfer encoding. File
/// names are read over, not kept.
/// Cost: linear. Source: RFC 2046 §5.1, RFC 7578 §4.
final class MultipartSplitter {

    /// One part; its content is `body[from, to)`.
    /// @param contentType its `Content-Type` as it came, `text/plain` where it had none
    record Part(String name, String contentType, MediaType media, int from, int to) {
        @Override
        public String toString() {
            return "Part[redacted]";
        }
    }

    /// Why the body cannot be split.
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final long offset;

        private Broken(String reason, long offset) {
            super("Not multipart: " + reason + " at byte " + offset + ".", null, false, false);
            this.reason = reason;
            this.offset = offset;
        }

        String reason() {
            return reason;
        }

        long offset() {
            return offset;
        }
    }

    private static final int MAX_PARTS = 64;
    private static final int MAX_HEADERS_BYTES = 8_192; // 8 KiB a part
    private static final int MAX_NAME_CHARS = 200;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] DASHES = {'-', '-'};
    private static final String DISPOSITION = "content-disposition";
    private static final String TYPE = "content-type";
    private static final String ENCODING = "content-transfer-encoding";
    private static final Set<String> KNOWN = Set.of(DISPOSITION, TYPE, ENCODING);
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary");

    private final byte[] body;
    private final byte[] boundary; // with its two dashes
    private int at;

    private MultipartSplitter(byte[] body, String boundary) {
        this.body = body;
        this.boundary = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /// @param boundary as [#isBoundary] wants it
    static List<Part> split(byte[] body, String boundary) throws Broken {
        return new MultipartSplitter(body, boundary).split();
    }

    /// 1 to 70 characters of a closed set, the last no space.
    static boolean isBoundary(String text) {
        return !text.isEmpty()
                && text.length() <= 70
                && !text.endsWith(" ")
                && text.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || "'()+_,-./:=? ".indexOf(c) >= 0);
    }

    private List<Part> split() throws Broken {
        if (!skip(boundary)) {
            throw new Broken("preamble", 0);
        }
        List<Part> parts = new ArrayList<>();
        while (!skip(DASHES)) {
            if (!skip(CRLF)) {
                throw new Broken("boundary", at);
            }
            if (parts.size() == MAX_PARTS) {
                throw new Broken("too-many-parts", at);
            }
            parts.add(part());
        }
        boolean ended = skip(CRLF) || at == body.length;
        if (!ended || at != body.length) {
            throw new Broken("epilogue", at);
        }
        return parts;
    }

    private Part part() throws Broken {
        int start = at;
        Map<String, String> headers = headers();
        String disposition = headers.getOrDefault(DISPOSITION, "");
        if (!IDENTITY.contains(headers.getOrDefault(ENCODING, "binary").toLowerCase(Locale.ROOT))) {
            throw new Broken("transfer-encoding", start);
        }
        String type = headers.getOrDefault(TYPE, "text/plain");
        Optional<MediaType> media = MediaType.parse(type);
        if (media.isEmpty()) {
            throw new Broken("part-content-type", start);
        }
        String name = name(disposition, start);
        int from = at;
        int to = delimiter(from);
        at = to + CRLF.length + boundary.length;
        return new Part(name, type, media.get(), from, to);
    }

    private static String name(String disposition, int start) throws Broken {
        int semicolon = disposition.indexOf(';');
        if (semicolon < 0 || !disposition.substring(0, semicolon).strip().equalsIgnoreCase("form-data")) {
            throw new Broken("content-disposition", start);
        }
        Map<String, String> parameters =
                MediaType.parameters(disposition, semicolon).orElse(Map.of());
        String name = parameters.getOrDefault("name", "");
        if (name.isEmpty() || name.length() > MAX_NAME_CHARS || parameters.containsKey("name*")) {
            throw new Broken("part-name", start);
        }
        return name;
    }

    /// Names in lower case; headers other than the three known ones are checked and forgotten.
    private Map<String, String> headers() throws Broken {
        Map<String, String> headers = new HashMap<>();
        int start = at;
        while (!skip(CRLF)) {
            int end = lineEnd(start + MAX_HEADERS_BYTES);
            if (Utf8.firstInvalid(body, at, end) >= 0) {
                throw new Broken("part-header", at);
            }
            String line = new String(body, at, end - at, StandardCharsets.UTF_8);
            int colon = line.indexOf(':');
            if (colon < 0
                    || !MediaType.isToken(line.substring(0, colon))
                    || line.chars().anyMatch(MultipartSplitter::isControl)) {
                throw new Broken("part-header", at);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (KNOWN.contains(name)
                    && headers.put(name, line.substring(colon + 1).strip()) != null) {
                throw new Broken("part-header-twice", at);
            }
            at = end + CRLF.length;
        }
        return headers;
    }

    private static boolean isControl(int c) {
        return (c < ' ' && c != '\t') || c == 0x7F;
    }

    private int lineEnd(int limit) throws Broken {
        for (int i = at; i < body.length && i < limit; i++) {
            if (body[i] == '\r' || body[i] == '\n') {
                if (startsWith(CRLF, i)) {
                    return i;
                }
                throw new Broken("part-header", i);
            }
        }
        throw new Broken(limit <= body.length ? "part-headers-too-long" : "truncated", at);
    }

    /// Where the CRLF before the next boundary stands. Linear: a boundary holds no CR, so no byte is compared
    /// more than twice.
    private int delimiter(int from) throws Broken {
        for (int i = from; i < body.length; i++) {
            if (body[i] == '\r' && startsWith(CRLF, i) && startsWith(boundary, i + CRLF.length)) {
                return i;
            }
        }
        throw new Broken("truncated", body.length);
    }

    private boolean skip(byte[] expected) {
        boolean found = startsWith(expected, at);
        at += found ? expected.length : 0;
        return found;
    }

    private boolean startsWith(byte[] expected, int from) {
        int to = from + expected.length;
        return to <= body.length && Arrays.equals(body, from, to, expected, 0, expected.length);
    }
}
