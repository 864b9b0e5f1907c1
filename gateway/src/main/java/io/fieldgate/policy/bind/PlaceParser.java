package io.fieldgate.policy.bind;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.TextRules;
import java.util.Optional;

/// Reads one place of a policy file: the grammar of `place`, visible characters only, nothing of a later version.
final class PlaceParser {
    private static final int MAX_LENGTH = 200;

    private PlaceParser() {}

    static Optional<FieldPath> read(Located<String> text, Diagnostics out) {
        Optional<FieldPath> place =
                text.value().length() > MAX_LENGTH ? Optional.empty() : FieldPath.parse(text.value());
        if (place.isEmpty()) {
            out.error("FG-SYN-06.place", text.span()).fix(slashed(text.value()));
            return Optional.empty();
        }
        FieldPath.Origin origin = place.get().origin();
        if (origin == FieldPath.Origin.HEADER || origin == FieldPath.Origin.COOKIE) {
            String word = origin == FieldPath.Origin.HEADER ? "header:" : "cookie:";
            out.error("FG-SYN-09.place", text.span(), word, PolicyKeys.THIS_VERSION, PolicyKeys.NEXT_VERSION);
            return Optional.empty();
        }
        TextRules.judgeName(new Node.Scalar(text.value(), text.span()), out);
        if (text.value().codePoints().anyMatch(c -> c == ' ' || c == 0x3000)) {
            out.error("FG-SYN-06.place", text.span());
            return Optional.empty();
        }
        if (origin.isPointer() && place.get().steps().stream().anyMatch(PlaceParser::isIndex)) {
            out.error("FG-SYN-06.index", text.span());
            return Optional.empty();
        }
        return place;
    }

    private static boolean isIndex(String step) {
        return step.chars().allMatch(Ascii::isDigit) || (step.length() > 1 && step.indexOf('*') >= 0);
    }

    private static Optional<String> slashed(String text) {
        return text.indexOf('/') < 0 && text.indexOf(':') < 0 && Scalars.isEntry(text)
                ? Optional.of("/" + text)
                : Optional.empty();
    }
}
