package io.fieldgate.lifecycle;

import io.fieldgate.crypto.Subject;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Standing;
import java.time.Instant;
import java.util.Optional;

/// Builds the [Standing] of a document's subject from state; unknown is not "consented". Errors: `StateUnavailable`, `KeysUnavailable`.
public final class Standings {

    /// Enrols the person where the register seals for a person (rows committed before anything is sealed).
    /// @param subjectValue normalised subject value
    public Standing of(AppPolicy app, AppKeys keys, Optional<String> subjectValue, Instant born) {
        throw new IllegalStateException("not built");
    }

    /// The caller's own person in the app's scope, if it is known there. The caller's value is checked by the subject's type first.
    public Optional<Subject> self(AppPolicy app, AppKeys keys, Caller caller) {
        throw new IllegalStateException("not built");
    }
}
