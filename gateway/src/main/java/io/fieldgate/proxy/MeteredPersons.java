package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.OwnedRecords.Counted;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.guard.RevealMeter;
import io.fieldgate.guard.RevealMeter.Person;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.RevealRule;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Names the persons and records of an answer for what counts them, so that the same one has the same name tomorrow and
/// nobody can read who it is: the row id of his scope; for a pseudonym or a record id a keyed name of it.
/// Shape: kind 1 · 15 bytes of the name; the kind is never 0 and never 255.
/// Errors: `KeysUnavailable` where a name cannot be made. Thread rule: stateless.
final class MeteredPersons {
    private static final long KIND_BITS = 56;
    private static final long NAME = (1L << KIND_BITS) - 1;
    private static final String OF_PSEUDONYM = "pseudonym/"; // no app's name has a slash
    private static final String OF_EXCHANGE = "exchange/";

    private enum Kind {
        ROW(1),
        PSEUDONYM(2),
        RECORD(3),
        UNKNOWN(4);

        private final long code; // stored, never reused

        Kind(long code) {
            this.code = code;
        }
    }

    /// @param strength what `at-most` left: where that is the weakest forms, nothing stronger is weighed
    RevealMeter.Weights weigh(Scene scene, OwnedRecords records, RevealRule rule, Revealer.Strength strength) {
        return new RevealMeter.Weights(
                named(scene, records.weighed(scene.site().policy(), rule, strength)),
                named(scene, records.weighed(scene.site().policy(), rule, Revealer.Strength.WEAKEST)));
    }

    /// The name of each record, by its index: of the same one the same tomorrow.
    Map<Integer, Person> records(Scene scene, OwnedRecords records) {
        Map<Integer, Person> named = new HashMap<>();
        records.records().forEach(found -> named.put(found.index(), name(scene, found.itself(), found.index())));
        return named;
    }

    private static Map<Person, Integer> named(Scene scene, Map<Counted, Integer> weighed) {
        Map<Person, Integer> named = new HashMap<>();
        weighed.forEach((who, points) -> named.merge(name(scene, who, named.size()), points, Math::max));
        return named;
    }

    /// @param number tells those of whom nothing is known apart; they are others in each exchange
    private static Person name(Scene scene, Counted who, int number) {
        AppKeys keys = scene.site().keys();
        return switch (who) {
            case Counted.Person(SubjectRef ref) -> person(Kind.ROW, ref.scopeSlot(), ref.rowId());
            case Counted.Pseudonym(String text) -> keyed(Kind.PSEUDONYM, keys, OF_PSEUDONYM, text);
            case Counted.Record(String id) ->
                keyed(Kind.RECORD, keys, scene.site().name(), id);
            case Counted.Unknown(Object _) -> keyed(Kind.UNKNOWN, keys, OF_EXCHANGE, scene.trace() + " " + number);
        };
    }

    private static Person keyed(Kind kind, AppKeys keys, String of, String text) {
        ByteBuffer name = ByteBuffer.wrap(keys.nameOf(of, text));
        return person(kind, name.getLong(), name.getLong());
    }

    private static Person person(Kind kind, long high, long low) {
        return new Person(kind.code << KIND_BITS | (high & NAME), low);
    }
}
