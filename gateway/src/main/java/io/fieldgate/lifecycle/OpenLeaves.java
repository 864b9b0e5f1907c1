package io.fieldgate.lifecycle;

import io.fieldgate.audit.KeyObject;
import java.time.Instant;
import java.util.List;

/// What the log says was begun and not finished, as the reader of the log hands it over at boot.
/// @param shreds `shred.intent` leaves without `shred.done`
/// @param erasures `erase.intent` leaves without `erase.done`, and those newer than the state's log head
/// @param intents `intent` leaves that may lack their due row: those without `outcome`, and those of the minutes before the end
public record OpenLeaves(List<Shred> shreds, List<Erasure> erasures, List<Intent> intents) {

    public static final OpenLeaves NONE = new OpenLeaves(List.of(), List.of(), List.of());

    /// @param index of the leaf
    public record Shred(long index, KeyObject object, String reason) {}

    /// @param isOpen false for one that is done and only applied again, because the state may be older than the log
    public record Erasure(long index, boolean isOpen, String eraseId, List<String> rows, List<Integer> classes) {
        public Erasure {
            rows = List.copyOf(rows);
            classes = List.copyOf(classes);
        }
    }

    /// @param id id of the leaf @param route as the leaf has it @param at the leaf's time
    public record Intent(String id, String app, String route, Instant at) {}

    public OpenLeaves {
        shreds = List.copyOf(shreds);
        erasures = List.copyOf(erasures);
        intents = List.copyOf(intents);
    }
}
