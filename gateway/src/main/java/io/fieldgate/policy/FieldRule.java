package io.fieldgate.policy;

import io.fieldgate.document.FieldPath;
import io.fieldgate.transform.derive.Derivation;
import io.fieldgate.transform.form.Form;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One field of a register, compiled: where it stands, what it must be, in which form it goes on, how long it lives.
/// @param source where its value comes from
/// @param stored form the backend gets, and how long it lives
/// @param purposes the purposes its `why` names
/// @param optional may be missing
public record FieldRule(
        int slot,
        String name,
        List<FieldPath> places,
        FieldType type,
        int line,
        Source source,
        Stored stored,
        Set<String> purposes,
        boolean optional)
        implements Entry {

    /// @param form empty for `by: app`
    /// @param keep empty for an ephemeral field
    public record Stored(Optional<Form> form, Optional<RetentionPeriod> keep) {}

    public sealed interface Source {
        /// The client sends it.
        record Client() implements Source {}

        /// Computed at the door from another entry.
        record Derived(int from, Derivation function) implements Source {}

        /// Answered by the service of a role, out of `from` and `with`.
        record Asked(int from, List<Integer> with, String role, List<String> answers) implements Source {
            public Asked {
                with = List.copyOf(with);
                answers = List.copyOf(answers);
            }
        }

        /// The app's own value, only in answers.
        record App() implements Source {}
    }

    public FieldRule {
        places = List.copyOf(places);
        purposes = Set.copyOf(purposes);
    }

    public boolean isEphemeral() {
        return stored.form().isPresent() && stored.form().get().isEphemeral();
    }

    public boolean isByApp() {
        return source instanceof Source.App;
    }

    /// The backend holds a token that dies with its key.
    public boolean isSealed() {
        return stored.form().isPresent() && stored.form().get().isSealed();
    }

    public EndedBy endedBy() {
        return EndedBy.of(stored.form(), stored.keep().map(RetentionPeriod::life));
    }
}
