package io.fieldgate.lifecycle;

import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Standing;
import java.time.Instant;
import java.util.Optional;

/// Builds the [Standing] of a document's subject from state; unknown is not "consented". Errors:
/// `StateUnavailable`, `KeysUnavailable`.
/// Thread rule: safe for many threads; blocks on state and custodian.
public final class Standings {
    private final Consents consents;
    private final TrustedClock clock;

    private Standings(Consents consents, TrustedClock clock) {
        this.consents = consents;
        this.clock = clock;
    }

    public static Standings open(Consents consents, TrustedClock clock) {
        return new Standings(consents, clock);
    }

    /// Enrols the person where the register seals for a person (rows committed before anything is sealed).
    /// The caller closes the standing's subject.
    /// @param subjectValue normalised subject value
    public Standing of(RegisterInForce register, Optional<String> subjectValue, Instant born) {
        if (!SubjectEnrolment.areNamed(register.policy()) || subjectValue.isEmpty()) {
            return Standing.NOBODY;
        }
        Subject person = SubjectEnrolment.enrol(register, subjectValue.get(), born);
        boolean handed = false;
        try {
            Standing standing = new Standing(Optional.of(person), consents.inForce(register.policy(), person.ref()));
            handed = true;
            return standing;
        } finally {
            if (!handed) {
                person.close(); // nobody else knows of him
            }
        }
    }

    /// The caller's own person in the app's scope, if it is known there. The caller's value is checked by the
    /// subject's type first.
    public Optional<Subject> self(RegisterInForce register, Caller caller) {
        return SubjectEnrolment.ownValue(register.policy(), caller, clock.latest())
                .flatMap(value -> SubjectEnrolment.find(register, value));
    }
}
