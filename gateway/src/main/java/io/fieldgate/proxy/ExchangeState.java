package io.fieldgate.proxy;

import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.enforce.CurrentRecord;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DecisionRequest;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.enforce.ValidationResult;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.InboundRequest;
import io.fieldgate.proxy.http.Upstream;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.List;
import java.util.Optional;

/// How far one exchange has come. Each state has exactly what an exchange has at that point, and [Exchange#next] goes
/// only where it may:
///
/// ```
/// Received → Routed → Identified → Admitted → BodyRead → Checked (→ Asking) → Accepted → Decided
///     (→ Owned) → Recorded → Sending → Stored | Replied | Unanswered → Shown → Answered         any → Refused
/// Received → OwnAddress → OwnAdmitted → Answered                                     the gateway's own addresses
/// ```
///
/// Immutable. Prints no value.
sealed interface ExchangeState {

    Received received();

    /// Ends the use of the person's salts, where there is a person.
    default void close() {}

    /// Not over yet: something may still be owed, and [ExchangeCloser] knows what.
    sealed interface Open extends ExchangeState {}

    /// An app is known, so that leaves can be written.
    sealed interface InApp extends Open {
        Scene scene();

        ProcessingOperation operation();
    }

    /// On a route of a register.
    sealed interface OnRoute extends InApp {
        Routed routed();

        default Route route() {
            return routed().match().route();
        }

        @Override
        default Received received() {
            return routed().received();
        }

        @Override
        default ProcessingOperation operation() {
            return Evidence.operation(route());
        }
    }

    /// Past the limits of its caller.
    sealed interface PastLimits extends OnRoute {
        Admitted admitted();

        @Override
        default Routed routed() {
            return admitted().identified().routed();
        }

        @Override
        default Scene scene() {
            return admitted().identified().scene();
        }
    }

    /// Every value fits.
    sealed interface Fit extends PastLimits {
        Checked checked();

        @Override
        default Admitted admitted() {
            return checked().bodyRead().admitted();
        }
    }

    /// The person it is about is enrolled: salts are in use, and his one booking may be reserved.
    sealed interface OfPerson extends Fit {
        Decided decided();

        @Override
        default Checked checked() {
            return decided().accepted().checked();
        }

        @Override
        default void close() {
            decided().enrolled().close();
        }
    }

    /// An `intent` leaf is durable.
    sealed interface WithIntent extends OfPerson {
        Recorded recorded();

        @Override
        default Decided decided() {
            return recorded().decided();
        }
    }

    /// The head is here, nothing of it is believed yet.
    /// @param time what the clocks said; the exchange asks them once
    record Received(String trace, InboundRequest in, Upstream upstream, TrustedClock.Reading time) implements Open {
        @Override
        public Received received() {
            return this;
        }

        Scene scene(MountedApp site, String route) {
            return new Scene(trace, site, route, Scene.NOBODY, time);
        }

        @Override
        public String toString() {
            return "Received[" + trace + "]";
        }
    }

    /// At an app, and no further: there is no such route, not by this method, or its time is over.
    record Unrouted(Received received, Scene scene, Optional<Route> route) implements InApp {
        @Override
        public ProcessingOperation operation() {
            return route.map(Evidence::operation).orElse(ProcessingOperation.READ);
        }
    }

    /// At one of the gateway's own addresses.
    record OwnAddress(Received received, Scene scene, OwnRoute route, String method) implements InApp {
        @Override
        public ProcessingOperation operation() {
            return ProcessingOperation.READ;
        }
    }

    /// At one of the gateway's own addresses, by a known caller.
    record OwnAdmitted(OwnAddress address, Scene scene) implements InApp {
        @Override
        public Received received() {
            return address.received();
        }

        @Override
        public ProcessingOperation operation() {
            return ProcessingOperation.READ;
        }
    }

    /// The register has a route for it.
    record Routed(Received received, Scene scene, RouteMatch.Routed match) implements OnRoute {
        @Override
        public Routed routed() {
            return this;
        }
    }

    /// The credential is read. Only a caller who may use the route goes on from here.
    record Identified(Routed routed, Scene scene) implements OnRoute {}

    /// Within its limits; the body may be read.
    /// @param key the client's own `Idempotency-Key`
    record Admitted(Identified identified, IdempotencyKeys.ClientKey key) implements PastLimits {
        @Override
        public Admitted admitted() {
            return this;
        }
    }

    /// The body is in memory.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record BodyRead(Admitted admitted, byte[] body) implements PastLimits {
        @Override
        public String toString() {
            return "BodyRead[" + body.length + "]";
        }
    }

    /// Every value fits, and a person writes about himself. Nobody is looked up yet.
    /// @param grounds what the view needed beside role and purpose
    /// @param event its id is that of the `intent` leaf and the `Idempotency-Key` the app gets
    /// @param current the record that is to be changed, once it is read back
    record Checked(
            BodyRead bodyRead,
            DecisionRequest request,
            ValidationResult.Fit fit,
            ExchangeEvent.Justification grounds,
            IdempotencyKeys.Begun.Event event,
            Optional<CurrentRecord> current)
            implements Fit {
        Checked in(CurrentRecord record) {
            return new Checked(bodyRead, request, fit, grounds, event, Optional.of(record));
        }

        String eventId() {
            return event.id();
        }

        @Override
        public Checked checked() {
            return this;
        }

        @Override
        public String toString() {
            return "Checked[" + event.id() + "]";
        }
    }

    /// Services must be asked before it can be decided.
    record Asking(Checked checked, List<Decision.Question> questions) implements Fit {
        public Asking {
            questions = List.copyOf(questions);
        }

        @Override
        public String toString() {
            return "Asking[" + questions.size() + "]";
        }
    }

    /// Nothing speaks against it any more. Nothing is stored of anybody yet.
    record Accepted(Checked checked, Decision.Sealing sealing) implements Fit {
        @Override
        public String toString() {
            return "Accepted[" + checked.eventId() + "]";
        }
    }

    /// The outgoing document is built; nothing has left.
    record Decided(Accepted accepted, Enrolment.Enrolled enrolled, Decision.Forward forward) implements OfPerson {
        @Override
        public Decided decided() {
            return this;
        }

        @Override
        public String toString() {
            return "Decided[" + checked().eventId() + "]";
        }
    }

    /// The `intent` leaf is durable. @param intent its index
    record Recorded(Decided decided, UpstreamRequest request, long intent) implements WithIntent {
        @Override
        public Recorded recorded() {
            return this;
        }

        @Override
        public String toString() {
            return "Recorded[" + intent + "]";
        }
    }

    /// To be erased, and read back: the caller may. @param found whose record it is
    record Owned(Decided decided, OwnedRecords.Found found) implements OfPerson {}

    /// On its way to the app: from here on the app may act.
    record Sending(Recorded recorded) implements WithIntent {}

    /// The app may hold a new record. The intent stays open until what it owes is durable.
    record Stored(Recorded recorded, UpstreamResult.Reply reply) implements WithIntent {}

    /// The app has answered and the `outcome` is written.
    record Replied(Recorded recorded, UpstreamResult.Reply reply) implements WithIntent {}

    /// Nothing comes back to answer from, and the `outcome` is written.
    record Unanswered(Recorded recorded) implements WithIntent {}

    /// The answer is built and waits for its `reveal` leaf.
    record Shown(Recorded recorded, Response response, ExchangeEvent.Reveal reveal) implements WithIntent {
        @Override
        public String toString() {
            return "Shown[" + recorded.intent() + "]";
        }
    }

    /// Over.
    sealed interface Ended extends ExchangeState {
        Open at();

        @Override
        default Received received() {
            return at().received();
        }

        @Override
        default void close() {
            at().close();
        }
    }

    /// With an answer. @param at the last state before
    record Answered(Open at, Response response) implements Ended {}

    /// With a refusal. @param at the last state before
    record Refused(Open at, Step.Refused<?> step) implements Ended {}
}
