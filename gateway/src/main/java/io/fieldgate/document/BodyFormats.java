package io.fieldgate.document;

import java.util.List;
import java.util.Optional;

/// The body formats of the house. A new format is one file and one line here.
public final class BodyFormats {

    private static final JsonFormat JSON_FORMAT = new JsonFormat();

    public static final BodyFormat JSON = JSON_FORMAT;

    /// In the order reference pages show them.
    public static final List<BodyFormat> STANDARD = List.of(JSON, new MultipartFormat(JSON));

    private BodyFormats() {}

    /// The format policies call by that name after `body:`.
    public static Optional<BodyFormat> named(String name) {
        for (BodyFormat format : STANDARD) {
            if (format.name().equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// The format for a `Content-Type` header's whole value; empty where it is unreadable or nobody's.
    public static Optional<BodyFormat> forContentType(String contentType) {
        return MediaType.parse(contentType).flatMap(media -> forMediaType(media.essence()));
    }

    /// @param mediaType lower case, without parameters
    public static Optional<BodyFormat> forMediaType(String mediaType) {
        return STANDARD.stream().filter(format -> format.accepts(mediaType)).findFirst();
    }

    /// Forgets the member names of bodies read so far; for whoever has a clock (once a minute is enough), and
    /// for a policy swap.
    public static void forgetNames() {
        JSON_FORMAT.renew();
    }
}
