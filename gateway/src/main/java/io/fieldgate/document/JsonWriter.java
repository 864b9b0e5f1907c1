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
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = factory.createGenerator(out)) {
            value(json, value);
        } catch (IOException unwritable) { // its text may quote the value
            throw unwritable();
        }
        return out.toByteArray();
    }

    static IllegalArgumentException unwritable() {
        return new IllegalArgumentException("A text holds a lone surrogate and cannot be written.");
    }

    static void value(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Text(String text) -> json.writeString(text);
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
                    json.writeFieldName(member.getKey());
                    value(json, member.getValue());
                }
                json.writeEndObject();
            }
        }
    }
}
