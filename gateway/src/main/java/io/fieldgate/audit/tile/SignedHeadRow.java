package io.fieldgate.audit.tile;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the state store knows of this log: the newest signed head, written by compare-and-set before that head
/// is published.
/// @param version the row's version @param note the signed checkpoint @param open no leaf below this index is
/// an intent still open
/// @param day last UTC day that was closed, empty when none
public record SignedHeadRow(long version, String note, Checkpoint head, long open, String day) {

    public static Optional<SignedHeadRow> read(StateStore state, String origin) {
        Row row = state.get(Namespace.LOG_HEAD, key(origin));
        if (row == null) {
            return Optional.empty();
        }
        try {
            Value value = Json.read(row.value());
            String note = Json.string(value, "note").orElse("");
            Checkpoint head = Checkpoint.parse(
                    SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text());
            return Optional.of(new SignedHeadRow(
                    row.version(),
                    note,
                    head,
                    Json.integer(value, "open").orElse(0),
                    Json.string(value, "day").orElse("")));
        } catch (NotJson | NotTlog e) {
            throw new LogDamaged("The state's row of the log head cannot be read.", e);
        }
    }

    public static byte[] key(String origin) {
        return origin.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] value(String note, long open, String day) {
        return Json.canonical(Json.object("day", day, "note", note, "open", open));
    }
}
