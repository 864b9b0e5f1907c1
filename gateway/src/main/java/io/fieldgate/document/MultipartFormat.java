package io.fieldgate.document;

import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.document.MultipartSplitter.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `multipart/form-data`: exactly one JSON part, addressed by pointers, and whole parts, addressed by `part:`.
/// The JSON part is the one of the name the shape gives it, whatever its type says, for forms cannot say one; or the
/// one of a JSON type under any other name. It leaves as `json`; a shape without pointers has none.
/// A blob is a part's bytes with its media type; a scalar is a part of `text/plain` in UTF-8. File names are
/// never kept.
/// Errors: any broken rule, a part name that comes twice, no or a second JSON part: [ReadResult.Malformed].
/// Thread rule: safe for many threads. Source: RFC 7578, RFC 2046.
final class MultipartFormat implements BodyFormat {

    private static final String ESSENCE = "multipart/form-data";
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    private final BodyFormat json;

    MultipartFormat(BodyFormat json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "multipart";
    }

    @Override
    public boolean accepts(String mediaType) {
        return mediaType.equals(ESSENCE);
    }

    @Override
    public ReadResult read(byte[] body, String contentType, Shape shape, Limits limits, Predicate<String> nameable) {
        Optional<MediaType> media = MediaType.parse(contentType);
        if (media.isEmpty() || !accepts(media.get().essence())) {
            return new ReadResult.Malformed(JsonRules.CONTENT_TYPE, "", -1);
        }
        String boundary = media.get().parameters().getOrDefault("boundary", "");
        if (!MultipartSplitter.isBoundary(boundary)) {
            return new ReadResult.Malformed("boundary-parameter", "", -1);
        }
        if (body.length > limits.maxBytes()) {
            return new ReadResult.Malformed(JsonRules.TOO_LARGE, "", limits.maxBytes());
        }
        try {
            return read(body, MultipartSplitter.split(body, boundary), shape, limits, nameable);
        } catch (MultipartSplitter.Broken broken) {
            return new ReadResult.Malformed(broken.reason(), "", broken.offset());
        }
    }

    private ReadResult read(byte[] body, List<Part> parts, Shape shape, Limits limits, Predicate<String> nameable) {
        List<Cell> cells = new ArrayList<>();
        ReaderNotes readerNotes = new ReaderNotes();
        Set<String> names = new HashSet<>();
        Part record = null;
        for (Part part : parts) {
            Shape.Place place = shape.place(Origin.PART, part.name());
            int named = shape.namedNumber(Origin.PART, part.name());
            boolean known = place != null || named >= 0;
            String at = "part:" + (known ? part.name() : UndeclaredName.shown(part.name(), names.size() + 1, nameable));
            if (!names.add(part.name())) {
                return new ReadResult.Malformed("part-twice", at, part.from());
            }
            if (place != null) {
                take(place, part, body, at, cells, readerNotes);
            } else if (named >= 0) {
                readerNotes.add(ReaderNote.Kind.NAMED, at, named);
            } else if (!shape.hasPointers() || !isRecord(part, shape)) {
                readerNotes.add(ReaderNote.Kind.UNDECLARED, at, -1);
            } else if (record != null) {
                return new ReadResult.Malformed("second-json-part", "", part.from());
            } else {
                record = part;
            }
        }
        Document taken = readerNotes.document(cells, 1);
        return shape.hasPointers()
                ? readRecord(body, record, taken, shape, limits, nameable)
                : new ReadResult.Read(taken);
    }

    private ReadResult readRecord(
            byte[] body, @Nullable Part part, Document taken, Shape shape, Limits limits, Predicate<String> nameable) {
        if (part == null) {
            return new ReadResult.Malformed("json-part-missing", "", -1);
        }
        byte[] content = Arrays.copyOfRange(body, part.from(), part.to());
        String type = json.accepts(part.media().essence()) ? part.contentType() : JSON;
        return switch (json.read(content, type, shape, limits, nameable)) {
            case ReadResult.Read(Document document) -> new ReadResult.Read(document.plus(taken));
            case ReadResult.Malformed(String reason, String at, long offset) ->
                new ReadResult.Malformed(reason, at, part.from() + Math.max(0, offset));
        };
    }

    private boolean isRecord(Part part, Shape shape) {
        return json.accepts(part.media().essence()) || part.name().equals(shape.recordPart());
    }

    private static void take(
            Shape.Place place, Part part, byte[] body, String at, List<Cell> cells, ReaderNotes readerNotes) {
        int length = part.to() - part.from();
        boolean blob = place.kind() == Shape.Kind.BLOB;
        if (!blob && !isText(part, body)) {
            readerNotes.add(ReaderNote.Kind.WRONG_KIND, at, place.slot());
        } else if (!blob) {
            Texts.take(place, new String(body, part.from(), length, StandardCharsets.UTF_8), at, cells, readerNotes);
        } else if (length > place.maxChars()) {
            readerNotes.add(ReaderNote.Kind.TOO_LONG, at, place.slot());
        } else {
            byte[] content = Arrays.copyOfRange(body, part.from(), part.to());
            Value value = new Value.Blob(content, part.media().essence());
            cells.add(new Cell(place.slot(), place.path(), -1, List.of(), value));
        }
    }

    private static boolean isText(Part part, byte[] body) {
        if (!part.media().essence().equals(TEXT)
                || !part.media().parameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")
                || Utf8.firstInvalid(body, part.from(), part.to()) >= 0) {
            return false;
        }
        for (int i = part.from(); i < part.to(); i++) {
            if (body[i] == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Written write(List<Cell> cells, int records, Shape shape) {
        MultipartWriter writer = new MultipartWriter();
        List<Cell> rest = cells.stream()
                .filter(cell -> cell.place().origin() != Origin.PART)
                .toList();
        boolean pending = shape.hasPointers();
        for (Cell cell : cells) {
            if (cell.place().origin() == Origin.PART) {
                writer.add(cell.place().steps().getFirst(), cell.value());
            } else if (pending && cell.place().origin().isPointer()) {
                writer.add(json.write(rest, records, shape));
                pending = false;
            }
        }
        if (pending) {
            writer.add(json.write(rest, records, shape));
        }
        return writer.write();
    }
}
