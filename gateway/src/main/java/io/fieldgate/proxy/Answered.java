package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Optional;

/// How a part of an exchange ends: with an answer, or refused.
sealed interface Answered {

    /// @param decisions what happened to fields, for `Fieldgate-Decision` and metrics
    record Done(Answer answer, List<FieldDecision> decisions) implements Answered {
        public Done {
            decisions = List.copyOf(decisions);
        }
    }

    /// @param about whose record it was, where that is known, for the `deny` leaf
    record Refused(Refusal refusal, Optional<SubjectRef> about, List<FieldDecision> decisions) implements Answered {
        public Refused {
            decisions = List.copyOf(decisions);
        }

        static Refused of(Refusal refusal) {
            return new Refused(refusal, Optional.empty(), List.of());
        }

        static Refused of(Problem problem) {
            return of(Refusal.of(problem));
        }
    }
}
