package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.Cell;
import io.fieldgate.policy.AppLimits.Scale;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.transform.form.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An answer before anything is opened: whose records these are.
/// @param records those that may be looked at further, in order
/// @param decisions what was set aside already (mixed list items, items beyond the page)
public record OwnedRecords(List<Found> records, List<Cell> outside, List<FieldDecision> decisions) {

    /// One that a meter counts. May hold a person's pseudonym: never printed.
    public sealed interface Counted {
        record Person(SubjectRef ref) implements Counted {}

        record Pseudonym(String text) implements Counted {
            @Override
            public String toString() {
                return "Pseudonym[redacted]";
            }
        }

        record Record(String id) implements Counted {
            @Override
            public String toString() {
                return "Record[redacted]";
            }
        }

        /// @param itself equal to nothing else
        record Unknown(Object itself) implements Counted {}
    }

    /// @param index record number in the app's answer
    /// @param owner whose tokens these are; empty where no token is bound or all are gone
    /// @param pseudonym the subject's own, where it can be read and the owner is told by nothing else
    /// @param recordId the value of the register's `record` entry
    public record Found(
            int index,
            Optional<SubjectRef> owner,
            Optional<String> pseudonym,
            Optional<String> recordId,
            List<Cell> cells) {
        public Found {
            cells = List.copyOf(cells);
        }

        /// What the meter counts as one: a person by his row or his pseudonym, else the record by its id, else whatever
        /// this is. An app that leaves a value out of its answers makes nobody uncounted.
        Counted counted() {
            return owner.<Counted>map(Counted.Person::new)
                    .or(() -> pseudonym.map(Counted.Pseudonym::new))
                    .or(() -> recordId.map(Counted.Record::new))
                    .orElseGet(() -> new Counted.Unknown(new Object()));
        }

        /// By what the record is known when it is looked at again: its own id, else whoever it is of.
        public Counted itself() {
            return recordId.<Counted>map(Counted.Record::new).orElseGet(this::counted);
        }

        /// What a person weighs on the legal scale who is shown this record so: by the heaviest type that would be
        /// shown whole; a value of which less is shown weighs as any personal one.
        private int points(AppPolicy app, Map<Integer, Form> show) {
            int heaviest = 0;
            for (Cell cell : cells) {
                Form form = show.get(cell.slot());
                if (form != null && app.entry(cell.slot()) instanceof FieldRule field && !field.isEphemeral()) {
                    int whole = field.type().traits().points();
                    heaviest = Math.max(heaviest, form.isPlain() ? whole : Math.min(whole, Scale.LIGHTEST));
                }
            }
            return heaviest;
        }

        @Override
        public String toString() {
            return "Found[" + index + "]";
        }
    }

    public OwnedRecords {
        records = List.copyOf(records);
        outside = List.copyOf(outside);
        decisions = List.copyOf(decisions);
    }

    /// For the meter: the distinct persons, and each record of which no person can be told. Equal where the same is
    /// looked at again.
    public Set<Counted> counted() {
        return records.stream().map(Found::counted).collect(Collectors.toUnmodifiableSet());
    }

    /// For the legal scale: each person as in [#counted] who would weigh anything, and his points.
    /// @param strength as the block says, or past a limit
    public Map<Counted, Integer> weighed(AppPolicy app, RevealRule rule, Revealer.Strength strength) {
        Map<Integer, Form> show = strength == Revealer.Strength.FULL ? rule.show() : rule.weakest();
        Map<Counted, Integer> weighed = new HashMap<>();
        for (Found found : records) {
            int points = found.points(app, show);
            if (points > 0) {
                weighed.merge(found.counted(), points, Math::max);
            }
        }
        return weighed;
    }
}
