package io.fieldgate.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes values as JSON: compact, UTF-8, numbers as their literal, bytes as base64.
/// Errors: what JSON cannot hold (a lone surrogate) is our own bug: [IllegalArgumentException] without the value.
final class JsonWriter {

    private JsonWriter() {}

    static byte[] write(JsonFactory factory, Value value) {
        return write(factory, json -> value(json, value));
    }

    /// Builds the body from its cells: top places from the root, records where the shape has them.
    static byte[] write(JsonFactory factory, List<Cell> cells, int records, Shape shape) {
        Nest root = nest(cells, records, shape);
        return write(factory, root::write);
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] write(JsonFactory factory, Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = factory.createGenerator(out)) {
            content.write(json);
        } catch (IOException unwritable) { // its text may quote the value
            throw unwritable();
        }
        return out.toByteArray();
    }

    private static Nest nest(List<Cell> cells, int records, Shape shape) {
        Nest root = new Nest();
        Nest at = root;
        for (String step : shape.from()) {
            at = at.member(step);
        }
        if (shape.isList()) {
            at.openItems();
            for (int i = 0; i < records; i++) {
                at.item(i).openMembers();
            }
        } else {
            at.openMembers();
        }
        for (Cell cell : cells) {
            switch (cell.place().origin()) {
                case TOP -> root.put(cell.place().steps(), cell.indices(), cell.value());
                case RECORD -> record(at, cell, records, shape).put(cell.place().steps(), cell.indices(), cell.value());
                case PART -> throw new IllegalArgumentException("JSON has no parts.");
                case QUERY, PATH, HEADER, COOKIE -> {} // other writers' places
            }
        }
        return root;
    }

    private static Nest record(Nest at, Cell cell, int records, Shape shape) {
        if (cell.record() < 0 || cell.record() >= (shape.isList() ? records : 1)) {
            throw new IllegalArgumentException("A cell belongs to no record of the body.");
        }
        return shape.isList() ? at.item(cell.record()) : at;
    }

    private static IllegalArgumentException unwritable() {
        return new IllegalArgumentException("A text holds a lone surrogate and cannot be written.");
    }

    /// The generator would write a lone surrogate as bytes that are no UTF-8.
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw unwritable();
                }
                i++;
            }
        }
        return text;
    }

    static void value(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Text(String text) -> json.writeString(wellFormed(text));
            case Value.Number(String literal) -> json.writeNumber(literal);
            case Value.Bool(boolean truth) -> json.writeBoolean(truth);
            case Value.Null() -> json.writeNull();
            case Value.Blob(byte[] bytes, String _) -> json.writeBinary(bytes);
            case Value.Sequence(List<Value> items) -> {
                json.writeStartArray();
                for (Value item : items) {
                    value(json, item);
                }
                json.writeEndArray();
            }
            case Value.Mapping(Map<String, Value> members) -> {
                json.writeStartObject();
                for (Map.Entry<String, Value> member : members.entrySet()) {
                    json.writeFieldName(wellFormed(member.getKey()));
                    value(json, member.getValue());
                }
                json.writeEndObject();
            }
        }
    }
}
