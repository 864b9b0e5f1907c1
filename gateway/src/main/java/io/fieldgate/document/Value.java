package io.fieldgate.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One value of a message. Numbers keep their literal; duplicate member names cannot exist.
/// Law 4: no variant prints its content.
public sealed interface Value {

    record Text(String text) implements Value {
        @Override
        public String toString() {
            return "Text[redacted]";
        }
    }

    /// @param literal the JSON number exactly as it was read
    record Number(String literal) implements Value {
        @Override
        public String toString() {
            return "Number[redacted]";
        }
    }

    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return "Bool[redacted]";
        }
    }

    record Null() implements Value {}

    record Sequence(List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return "Sequence[redacted]";
        }
    }

    /// Members keep their order.
    record Mapping(Map<String, Value> members) implements Value {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return "Mapping[redacted]";
        }
    }

    /// Raw bytes of a multipart part, with the media type the part declared (lower case, no parameters).
    @SuppressWarnings("ArrayRecordComponent") // never compared; bytes belong to the exchange that read them
    record Blob(byte[] bytes, String mediaType) implements Value {
        @Override
        public String toString() {
            return "Blob[redacted]";
        }
    }
}
