package io.fieldgate.audit.log;

import io.fieldgate.audit.leaf.Leaf;
import java.util.List;

/// What a start found in the log. Whoever began these acts resumes them before traffic is accepted.
/// @param ending how the last run ended: `none` (a new log), `close`, `crash`
/// @param bytesCut bytes of a torn tail that nobody had been told were written
/// @param intents `intent` leaves without outcome; each gets `outcome: unknown` at the start
/// @param shreds `shred.intent` leaves without `shred.done` @param erasures `erase.intent` leaves without
/// `erase.done`
/// @param replay `shred.*` and `erase.*` leaves newer than the state: not empty after a state backup was restored
public record RecoveredLog(
        String ending,
        long bytesCut,
        long size,
        List<Leaf> intents,
        List<Leaf> shreds,
        List<Leaf> erasures,
        List<Leaf> replay) {

    public RecoveredLog {
        intents = List.copyOf(intents);
        shreds = List.copyOf(shreds);
        erasures = List.copyOf(erasures);
        replay = List.copyOf(replay);
    }
}
