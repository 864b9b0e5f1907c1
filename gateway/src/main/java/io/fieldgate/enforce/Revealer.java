package io.fieldgate.enforce;

import io.fieldgate.crypto.Subject;
import io.fieldgate.document.Document;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import java.util.Optional;
import java.util.function.Predicate;

/// Judges the fields of an answer: one person per record, then per declared field the form this caller may see. Two steps, so that
/// the meter can reserve persons before anything is opened. Answers are built, never edited.
/// Thread rule: stateless; may block on a key or state miss.
public final class Revealer {

    /// How much the meter leaves the caller.
    public enum Strength {
        FULL,
        WEAKEST
    }

    /// What the caller brings.
    /// @param rule the reveal block for role and purpose; empty for an open route or the answer of a `takes`: carried values only
    /// @param self the caller's own person in this scope, for the role `subject`
    public record Viewer(Caller caller, Optional<RevealRule> rule, Optional<Subject> self) {}

    /// Reads owners of all tokens; opens nothing.
    public SurveyResult survey(AppPolicy app, AppKeys keys, Route route, Document answer, Viewer viewer) {
        throw new IllegalStateException("not built");
    }

    public sealed interface SurveyResult {
        record Usable(Survey survey) implements SurveyResult {}

        record Ended(Revealed end) implements SurveyResult {}
    }

    /// Opens what the caller may see and builds the answer.
    /// @param lives record id → a live row holds: readable values of other records are withheld
    public Revealed show(AppPolicy app, AppKeys keys, Route route, Survey survey, Viewer viewer, Strength strength, Predicate<String> lives, Moment moment) {
        throw new IllegalStateException("not built");
    }
}
