package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.enforce.CurrentRecord;
import io.fieldgate.guard.RateLimits;
import io.fieldgate.lifecycle.Standings;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Accepted;
import io.fieldgate.proxy.http.Problem;
import java.util.Optional;

/// Takes the person of an accepted record into the app's scope, and reserves his one booking. The first thing an
/// exchange stores: what is refused, and what only reads, comes here never.
final class Enrolment {
    private final Standings standings;
    private final RateLimits rates;

    /// @param person whose record it is; empty where nobody is named, and where nothing is taken
    /// @param booking the person whose one booking is reserved until the app confirms it
    record Enrolled(Optional<Subject> person, Optional<SubjectRef> booking) {
        static final Enrolled NOBODY = new Enrolled(Optional.empty(), Optional.empty());

        /// Ends the use of the person's salts.
        void close() {
            person.ifPresent(Subject::close);
        }
    }

    Enrolment(Standings standings, RateLimits rates) {
        this.standings = standings;
        this.rates = rates;
    }

    /// The caller closes the person, and releases the booking that is not confirmed.
    Step<Enrolled> enter(Accepted accepted) {
        if (accepted.route().kind() == Route.Kind.CHANGES) {
            return present(accepted);
        }
        Optional<String> value = accepted.checked().fit().subject();
        RegisterInForce register = accepted.checked().request().register();
        if (accepted.route().kind() != Route.Kind.TAKES
                || register.policy().head().subject().isEmpty()
                || value.isEmpty()) {
            return Step.go(Enrolled.NOBODY);
        }
        if (isFull(accepted, register, value.get())) {
            return Step.refused(Problem.ALREADY_BOOKED, "per-person");
        }
        Subject person = standings.enrol(
                register, value.get(), accepted.checked().request().time().born());
        boolean handed = false;
        try {
            Step<Optional<SubjectRef>> booking = booking(accepted, register.policy(), person.ref());
            handed = booking instanceof Step.Go;
            return booking.map(reserved -> new Enrolled(Optional.of(person), reserved));
        } finally {
            if (!handed) {
                person.close();
            }
        }
    }

    /// A record that is changed keeps its person, who is enrolled already.
    private static Step<Enrolled> present(Accepted accepted) {
        Optional<SubjectRef> owner = accepted.checked().current().flatMap(CurrentRecord::owner);
        if (owner.isEmpty()) {
            return Step.go(Enrolled.NOBODY);
        }
        Optional<Subject> person = accepted.scene().site().keys().person(owner.get());
        return person.isPresent()
                ? Step.go(new Enrolled(person, Optional.empty()))
                : Step.refused(Problem.NO_RECORD); // erased this moment
    }

    /// Whether somebody known has had his booking: then nothing of him is written anew.
    private boolean isFull(Accepted accepted, RegisterInForce register, String value) {
        if (!books(accepted) || accepted.checked().event().done()) {
            return false;
        }
        Optional<Subject> known = standings.find(register, value);
        if (known.isEmpty()) {
            return false;
        }
        try (Subject person = known.get()) {
            return rates.isFull(register.policy(), person.ref());
        }
    }

    private Step<Optional<SubjectRef>> booking(Accepted accepted, AppPolicy app, SubjectRef person) {
        if (!books(accepted)) {
            return Step.go(Optional.empty());
        }
        if (rates.reserve(app, person)) {
            return Step.go(Optional.of(person));
        }
        return accepted.checked().event().done()
                ? Step.go(Optional.empty()) // the same booking again: the app answers it by its key
                : Step.refused(Problem.ALREADY_BOOKED, "per-person");
    }

    /// A booking is the caller's own: what staff write for others does not count as theirs.
    private static boolean books(Accepted accepted) {
        return accepted.scene().caller().isSubject()
                && accepted.scene().site().policy().limits().perPerson().isPresent();
    }

    /// A booking that was not confirmed is given back.
    void release(AppPolicy app, Enrolled enrolled) {
        enrolled.booking().ifPresent(person -> rates.release(app, person));
    }
}
