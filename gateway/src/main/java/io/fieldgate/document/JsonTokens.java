package io.fieldgate.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The one place that sets up jackson-core and reads its tokens into values. Everything lenient is off,
/// duplicates are found after unescaping and in skipped text too. Limits are measured here, because the
/// parser's own do not see skipped text.
final class JsonTokens {

    // Shared by all factories: the default pool is bound to the thread, and every exchange has a new one.
    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.newConcurrentDequePool();

    private JsonTokens() {}

    static JsonFactory factory() {
        return JsonFactory.builder()
                .recyclerPool(BUFFERS)
                .disable(
                        JsonFactory.Feature
                                .INTERN_FIELD_NAMES) // outside names would enter the table of the whole process
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(1_000) // ours is lower
                        .maxNumberLength(Integer.MAX_VALUE) // ours is measured on every number
                        .maxStringLength(Integer.MAX_VALUE) // ours is measured on materialised text
                        .maxNameLength(4_096)
                        .build())
                .build();
    }

    /// The parser's complaint as a rule of ours. Its own text quotes names and bad tokens, so nothing of it is
    /// passed on.
    static NotJson fault(JsonProcessingException complaint) {
        long offset =
                complaint.getLocation() == null ? -1 : complaint.getLocation().getByteOffset();
        if (complaint instanceof StreamConstraintsException) {
            return new NotJson(JsonRules.NAME_TOO_LONG, offset);
        }
        if (complaint instanceof JsonEOFException) {
            return new NotJson(JsonRules.TRUNCATED, offset);
        }
        String text = complaint.getOriginalMessage();
        boolean duplicate = text != null && text.startsWith("Duplicate field"); // the parser has no type for it
        return new NotJson(duplicate ? JsonRules.DUPLICATE_KEY : JsonRules.SYNTAX, offset);
    }

    static NotJson fault(String rule, JsonParser parser) {
        return new NotJson(rule, parser.currentTokenLocation().getByteOffset());
    }

    /// Refuses whatever follows the root value.
    static void end(JsonParser parser) throws IOException, NotJson {
        @Nullable JsonToken token;
        try {
            token = parser.nextToken();
        } catch (JsonProcessingException complaint) {
            throw new NotJson(JsonRules.TRAILING_BYTES, fault(complaint).offset());
        }
        if (token != null) {
            throw fault(JsonRules.TRAILING_BYTES, parser);
        }
    }

    /// Materialises the value the parser stands on.
    /// @param depth how many arrays and objects are open around it
    static Value value(JsonParser parser, JsonToken token, Limits limits, int depth) throws IOException, NotJson {
        return switch (token) {
            case VALUE_STRING -> text(parser, limits);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, limits);
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NULL -> new Value.Null();
            case START_ARRAY -> sequence(parser, limits, depth + 1);
            case START_OBJECT -> mapping(parser, limits, depth + 1);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw fault(JsonRules.SYNTAX, parser);
        };
    }

    static Value.Text text(JsonParser parser, Limits limits) throws IOException, NotJson {
        if (parser.getTextLength() > limits.maxTextChars()) {
            throw fault(JsonRules.TEXT_TOO_LONG, parser);
        }
        return new Value.Text(parser.getText());
    }

    static Value.Number number(JsonParser parser, Limits limits) throws IOException, NotJson {
        checkNumber(parser, limits);
        return new Value.Number(parser.getText());
    }

    private static void checkNumber(JsonParser parser, Limits limits) throws IOException, NotJson {
        if (parser.getTextLength() > limits.maxNumberChars()) {
            throw fault(JsonRules.NUMBER_TOO_LONG, parser);
        }
    }

    static void checkDepth(JsonParser parser, Limits limits, int depth) throws NotJson {
        if (depth > limits.maxDepth()) {
            throw fault(JsonRules.DEPTH, parser);
        }
    }

    private static Value sequence(JsonParser parser, Limits limits, int depth) throws IOException, NotJson {
        checkDepth(parser, limits, depth);
        List<Value> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, limits, depth));
        }
        return new Value.Sequence(items);
    }

    private static Value mapping(JsonParser parser, Limits limits, int depth) throws IOException, NotJson {
        checkDepth(parser, limits, depth);
        Map<String, Value> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            members.put(name, value(parser, parser.nextToken(), limits, depth));
        }
        return new Value.Mapping(members);
    }

    /// Reads past the value the parser stands on; every rule but the length of a text holds in it as well.
    static void skip(JsonParser parser, JsonToken token, Limits limits, int depth) throws IOException, NotJson {
        int open = depth;
        JsonToken at = token;
        while (true) {
            if (at.isStructStart()) {
                checkDepth(parser, limits, ++open);
            } else if (at.isStructEnd()) {
                open--;
            } else if (at.isNumeric()) {
                checkNumber(parser, limits);
            }
            if (open == depth) {
                return;
            }
            at = parser.nextToken();
        }
    }
}
