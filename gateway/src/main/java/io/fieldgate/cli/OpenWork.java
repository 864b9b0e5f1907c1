package io.fieldgate.cli;

import io.fieldgate.audit.AuditLog;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.Leaf;
import io.fieldgate.audit.LogReader;
import io.fieldgate.audit.Recovered;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.lifecycle.OpenLeaves;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Hands what the log found open at its start to the room that finishes it.
final class OpenWork {
    /// A due row is committed after the app's reply; an intent may have its outcome and still lack the row when a process died between.
    private static final Duration UNSURE = Duration.ofMinutes(10);

    private OpenWork() {}

    static OpenLeaves of(AuditLog log) {
        Recovered found = log.recovered();
        List<OpenLeaves.Shred> shreds = found.shreds().stream().map(OpenWork::shred).toList();
        List<OpenLeaves.Erasure> erasures = new ArrayList<>();
        found.erasures().forEach(leaf -> erasures.add(erasure(leaf, true)));
        Set<Long> open = new HashSet<>(found.erasures().stream().map(Leaf::index).toList());
        found.replay().stream()
                .filter(leaf -> leaf.kind().equals("erase.intent") && !open.contains(leaf.index()))
                .forEach(leaf -> erasures.add(erasure(leaf, false)));
        return new OpenLeaves(shreds, erasures, intents(found, log.reader()));
    }

    private static List<OpenLeaves.Intent> intents(Recovered found, LogReader reader) {
        List<OpenLeaves.Intent> intents = new ArrayList<>(found.intents().stream().map(OpenWork::intent).toList());
        Set<String> known = new HashSet<>(intents.stream().map(OpenLeaves.Intent::id).toList());
        if (reader.size() == 0 || found.ending().equals("close")) {
            return intents;
        }
        Instant end = at(reader.leaf(reader.size() - 1));
        reader.forEach(reader.firstAt(end.minus(UNSURE)), reader.size(), leaf -> {
            if (leaf.kind().equals("intent") && known.add(leaf.text("id"))) {
                intents.add(intent(leaf));
            }
            return true;
        });
        return intents;
    }

    private static OpenLeaves.Shred shred(Leaf leaf) {
        KeyObject object = new KeyObject(leaf.text("object", "kind"), leaf.text("object", "tenant"), leaf.text("object", "name"));
        return new OpenLeaves.Shred(leaf.index(), object, leaf.text("reason"));
    }

    private static OpenLeaves.Erasure erasure(Leaf leaf, boolean open) {
        List<Integer> classes = Json.items(leaf.value(), "classes").stream()
                .filter(Value.Number.class::isInstance)
                .map(number -> Integer.parseInt(((Value.Number) number).literal()))
                .toList();
        return new OpenLeaves.Erasure(leaf.index(), open, leaf.text("erase"), leaf.texts("rows"), classes);
    }

    private static OpenLeaves.Intent intent(Leaf leaf) {
        return new OpenLeaves.Intent(leaf.text("id"), leaf.text("app"), leaf.text("route"), at(leaf));
    }

    private static Instant at(Leaf leaf) {
        return Instant.EPOCH.plus(leaf.micros(), ChronoUnit.MICROS);
    }
}
