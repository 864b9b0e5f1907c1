package io.fieldgate.lifecycle;

import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RegisterInForce;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Who a document is about, as state knows him: his row, his consents. Unknown is not "consented". Errors:
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

    /// Writes the person's row where there is none; committed before anything is sealed. Close him.
    /// @param value normalised subject value
    public Subject enrol(RegisterInForce register, String value, Instant born) {
        return SubjectEnrolment.enrol(register, value, born);
    }

    /// The person where the scope knows him; nothing is written. Close him.
    /// @param value normalised subject value
    public Optional<Subject> find(RegisterInForce register, String value) {
        return SubjectEnrolment.find(register, value);
    }

    /// Purposes of the app the caller has consented to for himself; none for staff and for nobody known.
    public Set<String> consents(RegisterInForce register, Caller caller) {
        Optional<Subject> self = self(register, caller);
        if (self.isEmpty()) {
            return Set.of();
        }
        try (Subject person = self.get()) {
            return consents.inForce(register.policy(), person.ref());
        }
    }

    /// The caller's own person in the app's scope, if it is known there. The caller's value is checked by the
    /// subject's type first.
    public Optional<Subject> self(RegisterInForce register, Caller caller) {
        return register.policy()
                .ownValue(caller, clock.latest())
                .flatMap(value -> SubjectEnrolment.find(register, value));
    }
}
