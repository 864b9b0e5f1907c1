package io.fieldgate.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.document.Shape.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks one body's tokens with a cursor in the shape's trie. A declared place becomes a cell; everything else
/// is tokenised to its end under the same rules and leaves a note.
/// A `null` where a declared object or array belongs counts as nothing there. For one body on one thread.
final class JsonReader {

    private static final int NO_RECORD = -1;

    private final JsonParser parser;
    private final Shape shape;
    private final Limits limits;
    private final Predicate<String> nameable;
    private final List<Cell> cells;
    private final ReaderNotes readerNotes = new ReaderNotes();
    private final List<Object> path = new ArrayList<>(); // declared names and array indices down to the cursor
    private final List<Integer> indices = new ArrayList<>(0); // those of the place's own `*`
    private int recordStart; // where in `path` the record begins
    private int record = NO_RECORD;
    private int records;
    private boolean recordsSeen;
    private int depth;
    private int strangers;

    JsonReader(JsonParser parser, Shape shape, Limits limits, Predicate<String> nameable) {
        this.parser = parser;
        this.shape = shape;
        this.limits = limits;
        this.nameable = nameable;
        this.cells = new ArrayList<>(shape.places().size());
    }

    ReadResult read() throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new ReadResult.Malformed(JsonRules.EMPTY, "", 0);
            }
            value(shape.trie(), first);
            JsonTokens.end(parser);
        } catch (NotJson fault) {
            return new ReadResult.Malformed(fault.reason(), at(), fault.offset());
        } catch (JsonProcessingException complaint) {
            NotJson fault = JsonTokens.fault(complaint);
            return new ReadResult.Malformed(fault.reason(), at(), fault.offset());
        }
        if (!recordsSeen) {
            return new ReadResult.Malformed(JsonRules.RECORD_MISSING, pointer(shape.from()), -1);
        }
        return new ReadResult.Read(readerNotes.document(cells, records));
    }

    /// How many member names were met that the shape does not know.
    int strangers() {
        return strangers;
    }

    private void value(Trie node, JsonToken token) throws IOException, NotJson {
        Place place = node.place();
        if (node.records() != Trie.Records.NONE) {
            records(node, token);
        } else if (place != null) {
            declared(place, token);
        } else if (node.named() >= 0) {
            note(ReaderNote.Kind.NAMED, node.named());
            skip(token);
        } else {
            inside(node, token);
        }
    }

    private void inside(Trie node, JsonToken token) throws IOException, NotJson {
        Trie items = node.items();
        if (token == JsonToken.START_OBJECT && node.hasMembers()) {
            members(node);
        } else if (token == JsonToken.START_ARRAY && items != null) {
            items(items);
        } else if (token != JsonToken.VALUE_NULL) {
            boolean declared = node.firstSlot() >= 0;
            note(declared ? ReaderNote.Kind.WRONG_KIND : ReaderNote.Kind.UNDECLARED, node.firstSlot());
            skip(token);
        }
    }

    private void records(Trie node, JsonToken token) throws IOException, NotJson {
        recordsSeen = true;
        if (node.records() == Trie.Records.ONE) {
            if (token != JsonToken.START_OBJECT) {
                boolean list = token == JsonToken.START_ARRAY;
                throw JsonTokens.fault(list ? JsonRules.LIST_FOR_ONE : JsonRules.RECORD_MISSING, parser);
            }
            record(node);
            return;
        }
        Trie each = node.items();
        if (token != JsonToken.START_ARRAY || each == null) {
            throw JsonTokens.fault(JsonRules.RECORD_MISSING, parser);
        }
        enter();
        int index = 0;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            path.add(index++);
            if (item != JsonToken.START_OBJECT) {
                note(ReaderNote.Kind.NOT_AN_OBJECT, Trie.NO_SLOT);
                skip(item);
            } else if (records == limits.maxRecords()) {
                note(ReaderNote.Kind.BEYOND_PAGE, Trie.NO_SLOT);
                skip(item);
            } else {
                record(each);
            }
            path.removeLast();
        }
        depth--;
    }

    private void record(Trie node) throws IOException, NotJson {
        recordStart = path.size();
        record = records++;
        members(node);
        record = NO_RECORD;
        recordStart = 0;
    }

    private void members(Trie node) throws IOException, NotJson {
        enter();
        int position = 0;
        for (String name = nextName(node); name != null; name = nextName(node)) {
            position++;
            Trie member = node.member(name);
            if (member == null) {
                strangers++;
                undeclared(name, position, parser.nextToken());
            } else {
                path.add(name);
                value(member, parser.nextToken());
                path.removeLast();
            }
        }
        depth--;
    }

    private @Nullable String nextName(Trie node) throws IOException {
        try {
            return parser.nextFieldName();
        } catch (JsonProcessingException complaint) {
            String last = parser.currentName(); // the parser looks at a member's value before it hands out the name
            if (last != null && node.member(last) != null) {
                path.add(last);
            }
            throw complaint;
        }
    }

    private void undeclared(String name, int position, JsonToken token) throws IOException, NotJson {
        if (readerNotes.isFull()) {
            readerNotes.count();
        } else {
            path.add(UndeclaredName.shown(name, position, nameable));
            note(ReaderNote.Kind.UNDECLARED, Trie.NO_SLOT);
            path.removeLast();
        }
        skip(token);
    }

    private void items(Trie each) throws IOException, NotJson {
        enter();
        int index = 0;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            path.add(index);
            indices.add(index++);
            value(each, item);
            indices.removeLast();
            path.removeLast();
        }
        depth--;
    }

    private void enter() throws NotJson {
        JsonTokens.checkDepth(parser, limits, ++depth);
    }

    private void skip(JsonToken token) throws IOException, NotJson {
        JsonTokens.skip(parser, token, limits, depth);
    }

    private void declared(Place place, JsonToken token) throws IOException, NotJson {
        boolean fits = place.kind() == Shape.Kind.TREE
                || token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NULL
                || (token.isScalarValue() && place.kind() == Shape.Kind.SCALAR);
        if (!fits) {
            note(ReaderNote.Kind.WRONG_KIND, place.slot());
            skip(token);
            return;
        }
        Value value = JsonTokens.value(parser, token, limits, depth);
        if (isLonger(value, place)) {
            note(ReaderNote.Kind.TOO_LONG, place.slot());
        } else {
            int in = place.path().origin() == Origin.TOP ? NO_RECORD : record;
            cells.add(new Cell(place.slot(), place.path(), in, indices.isEmpty() ? List.of() : indices, value));
        }
    }

    private static boolean isLonger(Value value, Place place) {
        return switch (value) {
            case Value.Text(String text)
            when place.kind() == Shape.Kind.BLOB ->
                text.length() > (place.maxChars() + 2L) / 3 * 4; // base64 of so many bytes
            case Value.Text(String text) -> Texts.isLonger(text, place.maxChars());
            case Value.Sequence(List<Value> items) -> items.stream().anyMatch(item -> isLonger(item, place));
            case Value.Mapping(var members) -> members.values().stream().anyMatch(item -> isLonger(item, place));
            case Value.Number _, Value.Bool _, Value.Null _, Value.Blob _ -> false;
        };
    }

    private void note(ReaderNote.Kind kind, int slot) {
        if (readerNotes.isFull()) {
            readerNotes.count();
        } else {
            readerNotes.add(kind, at(), slot);
        }
    }

    /// Where the cursor is: inside its record, or from the root.
    private String at() {
        boolean root = record == NO_RECORD && !path.isEmpty();
        return (root ? "top:" : "") + pointer(path.subList(recordStart, path.size()));
    }

    private static String pointer(List<?> steps) {
        StringBuilder out = new StringBuilder();
        for (Object step : steps) {
            out.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }

    static @Nullable ReadResult refuse(byte[] body, Limits limits) {
        if (body.length > limits.maxBytes()) {
            return new ReadResult.Malformed(JsonRules.TOO_LARGE, "", limits.maxBytes());
        }
        try {
            JsonBytes.check(body);
            return null;
        } catch (NotJson fault) {
            return new ReadResult.Malformed(fault.reason(), "", fault.offset());
        }
    }
}
