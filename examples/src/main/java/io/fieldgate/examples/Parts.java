package io.fieldgate.examples;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the multipart body the gateway writes: part name → text. The gateway's output is well formed, so this
/// stays a few lines.
final class Parts {
    private Parts() {}

    static Map<String, String> of(RawServer.Request request) {
        String type = request.headers().getOrDefault("content-type", "");
        int at = type.indexOf("boundary=");
        if (at < 0) {
            return Map.of("", request.text());
        }
        String boundary = "--" + type.substring(at + "boundary=".length()).replace("\"", "");
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Map<String, String> parts = new LinkedHashMap<>();
        for (String piece : body.split(java.util.regex.Pattern.quote(boundary), -1)) {
            int head = piece.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            boolean json =
                    piece.substring(0, head).toLowerCase(java.util.Locale.ROOT).contains("application/json");
            parts.put(json ? "" : name(piece.substring(0, head)), piece.substring(head + 4, piece.length() - 2));
        }
        return parts;
    }

    private static String name(String head) {
        int at = head.indexOf("name=\"");
        return head.substring(at + 6, head.indexOf('"', at + 6));
    }
}
