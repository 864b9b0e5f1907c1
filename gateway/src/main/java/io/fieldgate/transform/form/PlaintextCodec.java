package io.fieldgate.transform.form;

import io.fieldgate.crypto.Plaintext;
import io.fieldgate.document.Value;
import io.fieldgate.transform.check.Images;
import java.nio.charset.StandardCharsets;

/// Turns values into what a seal holds, and back. A blob keeps its bytes; its media type is read from them when
/// it comes back.
public final class PlaintextCodec {

    private PlaintextCodec() {}

    /// @throws IllegalArgumentException for a sequence, mapping or null: trees are not sealed by this version
    public static Plaintext encode(Value value) {
        return switch (value) {
            case Value.Text text -> new Plaintext(Plaintext.TEXT, text.text().getBytes(StandardCharsets.UTF_8));
            case Value.Number number ->
                new Plaintext(Plaintext.NUMBER, number.literal().getBytes(StandardCharsets.US_ASCII));
            case Value.Bool bool -> new Plaintext(Plaintext.BOOL, new byte[] {(byte) (bool.value() ? 1 : 0)});
            case Value.Blob blob -> new Plaintext(Plaintext.BYTES, blob.bytes());
            case Value.Null _, Value.Sequence _, Value.Mapping _ ->
                throw new IllegalArgumentException("Only single values are sealed.");
        };
    }

    /// @throws IllegalArgumentException for a type byte this version does not write
    public static Value decode(Plaintext plaintext) {
        return switch (plaintext.type()) {
            case Plaintext.TEXT -> new Value.Text(new String(plaintext.bytes(), StandardCharsets.UTF_8));
            case Plaintext.NUMBER -> new Value.Number(new String(plaintext.bytes(), StandardCharsets.US_ASCII));
            case Plaintext.BOOL ->
                new Value.Bool(plaintext.bytes().length == 1 && plaintext.bytes()[0] == 1);
            case Plaintext.BYTES -> new Value.Blob(plaintext.bytes(), Images.mediaType(plaintext.bytes()));
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
