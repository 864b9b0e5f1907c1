package io.fieldgate.audit.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A text with signature lines. Reading is strict: valid UTF-8, no control character but newline, at most 64
/// KiB and 16 lines.
/// @param text ends in a newline
/// Source: c2sp.org/signed-note.
public record SignedNote(String text, List<Line> lines) {
    private static final int MAX_BYTES = 65_536; // 64 KiB
    private static final int MAX_LINES = 16;
    private static final int ID_BYTES = 4;
    private static final String DASH = "\u2014 ";

    /// One signature line. @param content key id and signature
    @SuppressWarnings("ArrayRecordComponent") // lines are never compared
    public record Line(String name, byte[] content) {
        byte[] id() {
            return Arrays.copyOf(content, ID_BYTES);
        }

        byte[] signature() {
            return Arrays.copyOfRange(content, ID_BYTES, content.length);
        }
    }

    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The text of a note ends in a newline.");
        }
        lines = List.copyOf(lines);
    }

    public static SignedNote unsigned(String text) {
        return new SignedNote(text, List.of());
    }

    /// The note with one more line. @param signature of [#signedBytes]
    public SignedNote withSignature(VerifierKey key, byte[] signature) {
        byte[] content = Arrays.copyOf(key.id(), ID_BYTES + signature.length);
        System.arraycopy(signature, 0, content, ID_BYTES, signature.length);
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(key.name(), content));
        return new SignedNote(text, more);
    }

    /// What a signature is over.
    public byte[] signedBytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (Line line : lines) {
            note.append(DASH)
                    .append(line.name())
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(line.content()))
                    .append('\n');
        }
        return note.toString();
    }

    public static SignedNote parse(byte[] bytes) throws NotTlog {
        if (bytes.length > MAX_BYTES) {
            throw new NotTlog("A note has at most 64 KiB.");
        }
        String note = utf8(bytes);
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw new NotTlog("A note has no control character but newline.");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new NotTlog("A note is a text, an empty line and signature lines.");
        }
        String[] rows = note.substring(blank + 2).split("\n", -1);
        if (rows.length < 2 || rows.length - 1 > MAX_LINES) {
            throw new NotTlog("A note has 1 to 16 signature lines.");
        }
        List<Line> lines = new ArrayList<>();
        for (String row : Arrays.copyOf(rows, rows.length - 1)) { // what follows the last newline is empty
            lines.add(line(row));
        }
        return new SignedNote(note.substring(0, blank + 1), lines);
    }

    private static Line line(String row) throws NotTlog {
        int space = row.lastIndexOf(' ');
        if (!row.startsWith(DASH) || space < DASH.length()) {
            throw new NotTlog("A signature line is an em dash, a key name and base64.");
        }
        String name = row.substring(DASH.length(), space);
        byte[] content = NumberEncoding.base64(row.substring(space + 1));
        if (!VerifierKey.isKeyName(name) || content.length <= ID_BYTES) {
            throw new NotTlog("A signature line is an em dash, a key name and base64.");
        }
        return new Line(name, content);
    }

    private static String utf8(byte[] bytes) throws NotTlog {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new NotTlog("A note is valid UTF-8.");
        }
    }

    /// Checks every line of a known key; unknown lines are ignored, as the format demands.
    /// @throws NotTlog when no known key signed, or a known key's line does not verify
    public void verify(List<VerifierKey> known) throws NotTlog {
        int valid = 0;
        byte[] signed = signedBytes();
        for (Line line : lines) {
            for (VerifierKey key : known) {
                if (key.isNamed(line.name(), line.id())) {
                    if (!key.verify(signed, line.signature())) {
                        throw new NotTlog("A signature of a known key does not verify.");
                    }
                    valid++;
                }
            }
        }
        if (valid == 0) {
            throw new NotTlog("No known key signed the note.");
        }
    }
}
