package io.fieldgate.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `application/json` and every `+json`, UTF-8 only. Reads what the shape declares and notes the rest; writes
/// by construction.
/// Errors: any broken rule is a [ReadResult.Malformed] with a rule of ours and a byte offset, never a parser's
/// text. A list where one record belongs is `list-for-one`; no record where the shape looks for it is
/// `record-missing`.
/// Thread rule: safe for many threads. Source: RFC 8259, RFC 6901.
final class JsonFormat implements BodyFormat {

    private static final String CONTENT_TYPE = "application/json";

    // The parser keeps every member name it met in the factory's table. Declared names make it fast there (a
    // body of 1.1 KB and 20 members: 2.7 µs and 5.6 KB with the table, 4.6 µs and 11.7 KB without, JDK 25, best
    // of 150 batches). Strangers may be personal data: after so many of them, and whenever told to, a new
    // factory forgets them all.
    private static final int MAX_STRANGERS = 256;

    // Both are written without a lock: a lost count or a factory made twice only moves the moment of forgetting.
    private volatile JsonFactory factory = JsonTokens.factory();
    private int strangers;

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean accepts(String mediaType) {
        return mediaType.equals(CONTENT_TYPE) || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
    }

    @Override
    public ReadResult read(byte[] body, String contentType, Shape shape, Limits limits, Predicate<String> nameable) {
        if (!contentType.equals(CONTENT_TYPE)) {
            Optional<MediaType> media = MediaType.parse(contentType);
            if (media.isEmpty() || !accepts(media.get().essence())) {
                return new ReadResult.Malformed(JsonRules.CONTENT_TYPE, "", -1);
            }
            if (!media.get().parameters().getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")) {
                return new ReadResult.Malformed(JsonRules.CHARSET, "", -1);
            }
        }
        ReadResult refused = JsonReader.refuse(body, limits);
        return refused != null ? refused : read(body, shape, limits, nameable);
    }

    private ReadResult read(byte[] body, Shape shape, Limits limits, Predicate<String> nameable) {
        try (JsonParser parser = factory.createParser(body)) {
            JsonReader reader = new JsonReader(parser, shape, limits, nameable);
            ReadResult readResult = reader.read();
            forget(reader.strangers());
            return readResult;
        } catch (IOException impossible) { // memory does not fail; its text is not passed on
            throw new IllegalStateException("Reading a body from memory failed.");
        }
    }

    private void forget(int met) {
        if (met > 0 && (strangers += met) > MAX_STRANGERS) {
            renew();
        }
    }

    /// Forgets every member name met so far; for whoever has a clock, and for a policy swap.
    public void renew() {
        strangers = 0;
        factory = JsonTokens.factory();
    }

    @Override
    public Written write(List<Cell> cells, int records, Shape shape) {
        return new Written(JsonWriter.write(cells, records, shape), CONTENT_TYPE);
    }
}
