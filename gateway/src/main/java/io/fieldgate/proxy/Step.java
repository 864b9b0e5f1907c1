package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What one stop of an exchange gives: the value it goes on with, or the refusal it ends in. The one result of this
/// room; nobody throws a refusal.
sealed interface Step<T> {

    record Go<T>(T value) implements Step<T> {}

    /// @param about whose record it was, where that is known, for the `deny` leaf
    /// @param decisions what happened to fields until then, for `Fieldgate-Decision` and figures
    record Refused<T>(Refusal refusal, Optional<SubjectRef> about, List<FieldDecision> decisions) implements Step<T> {
        public Refused {
            decisions = List.copyOf(decisions);
        }

        private <U> Refused<U> instead() {
            return new Refused<>(refusal, about, decisions);
        }
    }

    static <T> Step<T> go(T value) {
        return new Go<>(value);
    }

    static <T> Refused<T> refused(Refusal refusal) {
        return new Refused<>(refusal, Optional.empty(), List.of());
    }

    static <T> Refused<T> refused(Problem problem) {
        return refused(Refusal.of(problem));
    }

    static <T> Refused<T> refused(Problem problem, String rule) {
        return refused(Refusal.of(problem, rule));
    }

    /// The next stop, where this one did not refuse.
    default <U> Step<U> then(Function<T, Step<U>> next) {
        return switch (this) {
            case Go<T>(T value) -> next.apply(value);
            case Refused<T> refused -> refused.instead();
        };
    }

    default <U> Step<U> map(Function<T, U> next) {
        return then(value -> go(next.apply(value)));
    }

    /// The state that follows: what comes of the value, or the end of the exchange that stood at this state.
    default ExchangeState from(ExchangeState.Open at, Function<T, ExchangeState> next) {
        return switch (this) {
            case Go<T>(T value) -> next.apply(value);
            case Refused<T> refused -> new ExchangeState.Refused(at, refused);
        };
    }
}
