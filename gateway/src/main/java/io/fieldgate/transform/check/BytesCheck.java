package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/// `bytes SIZE`: opaque bytes not larger than SIZE, such as a biometric template. A text is read as base64, the
/// form bytes have in JSON.
final class BytesCheck implements Check {

    private static final String SIZE = "bytes-size";

    static final Kind KIND = new ParametricCheck(
            "bytes",
            "bytes 64KB",
            List.of(SIZE, "base64", TextNormalization.KIND),
            (kind, words) -> new BytesCheck(size(kind, words)));

    /// The one argument: the largest size in bytes.
    static int size(Kind kind, List<String> words) throws BadOption {
        Arguments.count(kind.name(), words, 1, kind.example());
        return Arguments.bytes(kind.name(), words.getFirst());
    }

    private final int maxBytes;

    private BytesCheck(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public OptionalInt maxBytes() {
        return OptionalInt.of(maxBytes);
    }

    @Override
    public Outcome apply(Value value, LocalDate today) {
        return switch (value) {
            case Value.Blob blob -> blob.bytes().length <= maxBytes ? new Outcome.Fit(value) : TextCheck.unfit(SIZE);
            case Value.Text text -> {
                byte[] bytes = text.text().length() > maxBytes / 3L * 4 + 4 ? null : ImageCheck.decoded(text.text());
                yield bytes == null
                        ? TextCheck.unfit("base64")
                        : apply(new Value.Blob(bytes, "application/octet-stream"), today);
            }
            case Value.Number _, Value.Bool _, Value.Null _, Value.Sequence _, Value.Mapping _ ->
                TextCheck.unfit(TextNormalization.KIND);
        };
    }
}
