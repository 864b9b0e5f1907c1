package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Document;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import java.util.Map;
import java.util.Optional;

/// Judges the fields of an answer: one person per record, then per declared field the form this caller may see.
/// Two steps, so that the meter can reserve persons before anything is opened. Answers are built, never edited.
/// Thread rule: stateless; may block on a key or state miss.
public final class Revealer {

    /// How much is left the caller.
    public enum Strength {
        FULL,
        WEAKEST,
        NOTHING;

        private Strength orLess(Strength other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /// What of an answer the caller may be shown.
    /// @param less records of which he may be shown less than of the others, by their index
    public record Granted(Strength all, Map<Integer, Strength> less) {
        public Granted {
            less = Map.copyOf(less);
        }

        public static Granted all(Strength all) {
            return new Granted(all, Map.of());
        }

        Strength of(int record) {
            return all.orLess(less.getOrDefault(record, Strength.FULL));
        }
    }

    /// What the caller brings.
    /// @param rule the reveal block for role and purpose; empty for an open route or the answer of a `takes`:
    /// carried values only
    /// @param self the caller's own person in this scope, for the role `subject`
    public record Viewer(Caller caller, Optional<RevealRule> rule, Optional<Subject> self) {}

    /// What is known of records and persons at this moment; asked at most once for each record of an answer.
    public interface Facts {
        /// A live row holds for the record: readable values of other records are withheld.
        boolean lives(String recordId);

        /// The person's consent to this purpose is in force.
        boolean consents(SubjectRef person, String purpose);
    }

    /// Reads owners of all tokens; opens only the entry by which a view's rows are judged.
    public SurveyResult survey(DecisionRequest request, Document answer, Viewer viewer) {
        return new RecordOwnership(request, answer, viewer, RecordOwnership.Asked.FOR_A_VIEW).run();
    }

    /// The same for whoever is shown nothing: whose each record is, and whether it lies within his rows.
    public SurveyResult owners(DecisionRequest request, Document answer, Viewer viewer) {
        return new RecordOwnership(request, answer, viewer, RecordOwnership.Asked.FOR_ITSELF).run();
    }

    public sealed interface SurveyResult {
        record Usable(OwnedRecords survey) implements SurveyResult {}

        record Ended(DisclosureResult end) implements SurveyResult {}
    }

    /// Opens what the caller may see and builds the answer.
    /// @param granted how much is left him of the records of the survey
    public DisclosureResult show(
            DecisionRequest request, OwnedRecords survey, Viewer viewer, Granted granted, Facts facts) {
        return new Disclosure(request, survey, viewer, granted, facts).run();
    }
}
