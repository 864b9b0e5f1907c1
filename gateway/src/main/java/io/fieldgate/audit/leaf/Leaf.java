package io.fieldgate.audit.leaf;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.util.List;
import java.util.Optional;

/// One entry of the log, read back. @param bytes exactly as they were hashed @param value the same, parsed
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Leaf(long index, byte[] bytes, Value value) {

    /// @throws LogDamaged when the bytes are no JSON object
    public static Leaf parse(long index, byte[] bytes) {
        try {
            Value value = Json.read(bytes);
            if (value instanceof Value.Mapping) {
                return new Leaf(index, bytes, value);
            }
        } catch (NotJson _) {
            // said below, with the index
        }
        throw new LogDamaged("Leaf " + index + " is not a JSON object.");
    }

    /// Empty for a kind this version does not know; its word is `text("kind")`.
    public Optional<LeafKind> kind() {
        return LeafKind.of(text("kind"));
    }

    public boolean is(LeafKind kind) {
        return kind().filter(kind::equals).isPresent();
    }

    /// The text member of that name, or the empty string.
    public String text(String name) {
        return Json.string(value, name).orElse("");
    }

    /// A text member of an object member, as `text("actor", "id")`; or the empty string.
    public String text(String object, String name) {
        return Json.member(value, object)
                .flatMap(inner -> Json.string(inner, name))
                .orElse("");
    }

    /// The whole-number member of that name, or -1.
    public long number(String name) {
        return Json.integer(value, name).orElse(-1);
    }

    /// Microseconds since 1970.
    public long micros() {
        return number("t");
    }

    /// Texts of a list member.
    public List<String> texts(String name) {
        return texts(Json.items(value, name));
    }

    private static List<String> texts(List<Value> items) {
        return items.stream()
                .filter(Value.Text.class::isInstance)
                .map(item -> ((Value.Text) item).text())
                .toList();
    }

    /// The subject tags of this leaf, by link bucket.
    public List<SubjectTags> subjects() {
        return Json.items(value, "subj").stream().map(Leaf::tags).toList();
    }

    /// The caller's own tag, where he is a person acting for himself.
    public Optional<SubjectTags> caller() {
        return Json.member(value, "caller").map(Leaf::tags);
    }

    private static SubjectTags tags(Value group) {
        return new SubjectTags(Json.string(group, "lk").orElse(""), texts(Json.items(group, "tags")));
    }

    /// Field, action and line of each field of a data-plane leaf.
    public List<FieldSeen> fields() {
        return Json.items(value, "fields").stream()
                .map(Json::items)
                .filter(row -> row.size() == 3)
                .map(row -> new FieldSeen(
                        row.get(0) instanceof Value.Text(String field) ? field : "",
                        row.get(1) instanceof Value.Text(String action) ? action : "",
                        row.get(2) instanceof Value.Number(String line) ? Integer.parseInt(line) : 0))
                .toList();
    }

    /// One entry of `fields` as it stands in the log.
    public record FieldSeen(String field, String action, int line) {}

    @Override
    public String toString() {
        return "Leaf[" + index + "]";
    }
}
