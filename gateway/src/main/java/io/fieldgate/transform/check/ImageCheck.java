package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `image SIZE`: a JPEG or PNG by its first bytes, not larger than SIZE, that decodes. What fits is the picture
/// encoded anew, so place, device, time and whatever else was stored beside the pixels is gone. A text is read
/// as base64, the form a picture has in JSON.
final class ImageCheck implements Check {

    static final String KIND_RULE = "image-kind";
    static final String SIZE = "image-size";
    static final String PIXELS = "image-pixels";
    static final String DECODES = "image-decodes";

    static final Kind KIND = new ParametricCheck(
            "image",
            "image 512KB",
            List.of(KIND_RULE, SIZE, PIXELS, DECODES, "base64", TextNormalization.KIND),
            (kind, words) -> new ImageCheck(BytesCheck.size(kind, words)));

    private final int maxBytes;

    private ImageCheck(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public OptionalInt maxBytes() {
        return OptionalInt.of(maxBytes);
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        return switch (value) {
            case Value.Blob blob -> judge(blob.bytes());
            case Value.Text text -> {
                if (text.text().length() > maxBytes / 3L * 4 + 4) {
                    yield TextCheck.unfit(SIZE);
                }
                byte[] bytes = decoded(text.text());
                yield bytes == null ? TextCheck.unfit("base64") : judge(bytes);
            }
            case Value.Number _, Value.Bool _, Value.Null _, Value.Sequence _, Value.Mapping _ ->
                TextCheck.unfit(TextNormalization.KIND);
        };
    }

    private Outcome judge(byte[] bytes) {
        return bytes.length > maxBytes ? TextCheck.unfit(SIZE) : Images.encodedAnew(bytes, maxBytes);
    }

    /// Without the head of a `data:` URL (RFC 2397) and without line breaks (RFC 2045 §6.8).
    private static String content(String text) {
        int comma = text.startsWith("data:") ? text.indexOf(";base64,") : -1;
        String content = comma < 0 ? text : text.substring(comma + ";base64,".length());
        return content.indexOf('\n') < 0 ? content : content.replace("\r", "").replace("\n", "");
    }

    static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getDecoder().decode(content(text));
        } catch (IllegalArgumentException notBase64) {
            return null; // its message names a character of the value, so it goes no further
        }
    }
}
