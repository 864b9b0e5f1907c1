package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.Token;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A record as the app holds it, before it is changed: whose it is, and when what it holds ends. What is written
/// into it ends no later.
/// @param owner empty where no value of it names anybody
/// @param pseudonym the person's, where nothing else tells who it is
/// @param deaths slot → minute in which what stands there ends
/// @param due minute in which the app must delete it; empty where nothing is known of that
/// @param latest minute in which the last of it ends
public record CurrentRecord(
        Optional<SubjectRef> owner,
        Optional<String> pseudonym,
        Map<Integer, Integer> deaths,
        OptionalInt due,
        int latest) {

    public CurrentRecord {
        deaths = Map.copyOf(deaths);
    }

    /// @param owner as far as anything tells
    /// @return empty where nothing of the record lives any more
    public static Optional<CurrentRecord> of(
            DecisionRequest request,
            OwnedRecords.Found found,
            Optional<SubjectRef> owner,
            OptionalInt due,
            Instant now) {
        Map<Integer, Integer> deaths = new HashMap<>();
        for (Cell cell : found.cells()) {
            if (CellPlacement.isToken(cell.value()) && cell.value() instanceof Value.Text(String text)) {
                Optional<Token> token = request.keys().domain().sealer().parse(text);
                token.ifPresent(known -> deaths.merge(cell.slot(), known.deathMinute(), Math::min));
            }
        }
        int latest = Math.max(
                due.orElse(0),
                deaths.values().stream().mapToInt(minute -> minute).max().orElse(0));
        return isOver(latest, now)
                ? Optional.empty()
                : Optional.of(new CurrentRecord(owner, found.pseudonym(), deaths, due, latest));
    }

    static boolean isOver(int minute, Instant now) {
        return minute * 60L <= now.getEpochSecond();
    }

    /// @param minute in which a value of a new record would end
    /// @param byApp no key ends it
    int cap(int slot, int minute, boolean byApp) {
        int end = byApp ? due.orElse(latest) : latest;
        return Math.min(minute, deaths.getOrDefault(slot, end));
    }

    @Override
    public String toString() {
        return "CurrentRecord[redacted]";
    }
}
