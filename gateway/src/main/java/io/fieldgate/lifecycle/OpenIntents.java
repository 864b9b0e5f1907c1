package io.fieldgate.lifecycle;

import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.log.RecoveredLog;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// What the log says was begun and not finished, as the reader of the log hands it over at boot.
/// @param shreds `shred.intent` leaves without `shred.done`
/// @param erasures `erase.intent` leaves without `erase.done`, and those newer than the state's log head
/// @param intents `intent` leaves that may lack their due row: those without `outcome`, and those of the
/// minutes before the end
public record OpenIntents(List<Shred> shreds, List<Erasure> erasures, List<Intent> intents) {

    public static final OpenIntents NONE = new OpenIntents(List.of(), List.of(), List.of());

    /// @param index of the leaf
    /// @param isOpen false for one that is done and only applied again, because the state is older than the log
    public record Shred(long index, boolean isOpen, KeyObject object, String reason) {}

    /// @param isOpen false for one that is done and only applied again, because the state is older than the log
    public record Erasure(long index, boolean isOpen, String eraseId, List<String> rows, List<Integer> classes) {
        public Erasure {
            rows = List.copyOf(rows);
            classes = List.copyOf(classes);
        }
    }

    /// @param id id of the leaf @param route as the leaf has it @param at the leaf's time
    public record Intent(String id, String app, String route, Instant at) {}

    /// What a start of the log found.
    public static OpenIntents from(RecoveredLog found) {
        List<Shred> shreds = new ArrayList<>();
        List<Erasure> erasures = new ArrayList<>();
        found.shreds().forEach(leaf -> shreds.add(shred(leaf, true)));
        found.erasures().forEach(leaf -> erasures.add(erasure(leaf, true)));
        for (Leaf leaf : found.replay()) {
            if (leaf.is(LeafKind.SHRED_INTENT)
                    && found.shreds().stream().noneMatch(open -> open.index() == leaf.index())) {
                shreds.add(shred(leaf, false));
            }
            if (leaf.is(LeafKind.ERASE_INTENT)
                    && found.erasures().stream().noneMatch(open -> open.index() == leaf.index())) {
                erasures.add(erasure(leaf, false));
            }
        }
        return new OpenIntents(
                shreds,
                erasures,
                found.intents().stream().map(OpenIntents::intent).toList());
    }

    private static Shred shred(Leaf leaf, boolean isOpen) {
        KeyObject object =
                new KeyObject(leaf.text("object", "kind"), leaf.text("object", "tenant"), leaf.text("object", "name"));
        return new Shred(leaf.index(), isOpen, object, leaf.text("reason"));
    }

    private static Erasure erasure(Leaf leaf, boolean isOpen) {
        List<Integer> classes = new ArrayList<>();
        for (Value item : Json.items(leaf.value(), "classes")) {
            if (item instanceof Value.Number(String literal)) {
                classes.add(Integer.parseInt(literal));
            }
        }
        return new Erasure(leaf.index(), isOpen, leaf.text("erase"), leaf.texts("rows"), classes);
    }

    private static Intent intent(Leaf leaf) {
        Instant at = Instant.EPOCH.plus(leaf.micros(), ChronoUnit.MICROS);
        return new Intent(leaf.text("id"), leaf.text("app"), leaf.text("route"), at);
    }

    public OpenIntents {
        shreds = List.copyOf(shreds);
        erasures = List.copyOf(erasures);
        intents = List.copyOf(intents);
    }
}
