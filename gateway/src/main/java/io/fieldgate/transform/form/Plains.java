package io.fieldgate.transform.form;

import io.fieldgate.crypto.Plain;
import io.fieldgate.document.Value;
import io.fieldgate.transform.check.Images;
import java.nio.charset.StandardCharsets;

/// Turns values into what a seal holds, and back. A blob keeps its bytes; its media type is read from them when
/// it comes back.
public final class Plains {

    private Plains() {}

    /// @throws IllegalArgumentException for a sequence, mapping or null: trees are not sealed by this version
    public static Plain encode(Value value) {
        return switch (value) {
            case Value.Text text -> new Plain(Plain.TEXT, text.text().getBytes(StandardCharsets.UTF_8));
            case Value.Number number -> new Plain(Plain.NUMBER, number.literal().getBytes(StandardCharsets.US_ASCII));
            case Value.Bool bool -> new Plain(Plain.BOOL, new byte[] {(byte) (bool.value() ? 1 : 0)});
            case Value.Blob blob -> new Plain(Plain.BYTES, blob.bytes());
            case Value.Null _, Value.Sequence _, Value.Mapping _ ->
                throw new IllegalArgumentException("Only single values are sealed.");
        };
    }

    /// @throws IllegalArgumentException for a type byte this version does not write
    public static Value decode(Plain plain) {
        return switch (plain.type()) {
            case Plain.TEXT -> new Value.Text(new String(plain.bytes(), StandardCharsets.UTF_8));
            case Plain.NUMBER -> new Value.Number(new String(plain.bytes(), StandardCharsets.US_ASCII));
            case Plain.BOOL -> new Value.Bool(plain.bytes().length == 1 && plain.bytes()[0] == 1);
            case Plain.BYTES -> new Value.Blob(plain.bytes(), Images.mediaType(plain.bytes()));
            default -> throw new IllegalArgumentException("A sealed value has a type this version does not know.");
        };
    }

    /// The characters that name a person or become a pseudonym: a text as it is, the literal of a number or boolean.
    /// @throws IllegalArgumentException for values without such a spelling
    public static String spelling(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Number number -> number.literal();
            case Value.Bool bool -> bool.value() ? "true" : "false";
            case Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ ->
                throw new IllegalArgumentException("Only texts, numbers and booleans have a spelling.");
        };
    }
}
