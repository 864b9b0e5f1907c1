package io.fieldgate.enforce;

import io.fieldgate.crypto.ExpiryGrid;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What becomes of a request.
public sealed interface Decision {

    /// Everything that can be judged without a key speaks for it. Until [Sealing#of] nobody is enrolled and nothing
    /// sealed.
    record Accept(Sealing sealing) implements Decision {
        @Override
        public String toString() {
            return "Accept";
        }
    }

    /// Builds the outgoing document, once.
    interface Sealing {
        /// @param person whose record it is, enrolled; empty where the register or the request names nobody
        /// @return [Forward], or a [Refuse] where a keyed form takes no such value
        Decision of(Optional<Subject> person);
    }

    /// Goes on in this form.
    /// @param cells the outgoing document, built
    /// @param linkMinute latest death minute among the kept values (24 h ahead, on the grid, where none is
    /// kept): audit tags hang on it
    /// @param dueMinute earliest death minute among values no key can end; empty where every value dies with a key
    record Forward(List<Cell> cells, List<FieldDecision> decisions, int linkMinute, OptionalInt dueMinute)
            implements Decision {
        public Forward {
            cells = List.copyOf(cells);
            decisions = List.copyOf(decisions);
        }

        @Override
        public String toString() {
            return "Forward[" + cells.size() + " cells]";
        }
    }

    /// Services must be asked first; judge again with their answers.
    record Ask(List<Question> questions) implements Decision {
        public Ask {
            questions = List.copyOf(questions);
        }
    }

    /// @param slot the entry that gets the answer
    /// @param values values handed to the service of `role`, by entry name
    record Question(int slot, String role, Map<String, io.fieldgate.document.Value> values, List<String> answers) {
        @Override
        public String toString() {
            return "Question[" + role + "]";
        }
    }

    /// Does not go on.
    record Refuse(Why why, List<Fault> faults, List<FieldDecision> decisions) implements Decision {
        public Refuse {
            faults = List.copyOf(faults);
            decisions = List.copyOf(decisions);
        }

        /// How long until the same request may be taken; zero where it never is.
        public Duration retryAfter() {
            return why == Why.DIES_TOO_SOON ? ExpiryGrid.LAST_MOMENTS : Duration.ZERO;
        }
    }

    /// Named like the problem a refusal becomes.
    /// In this order: where several hold, the first names the refusal.
    enum Why {
        BULK_PERSONAL_DATA,
        UNDECLARED,
        REFUSED,
        TOKEN_NOT_ACCEPTED,
        UNFIT,
        TOO_YOUNG,
        GUARDIAN_REQUIRED,
        SEPARATE_CONSENT_REQUIRED,
        CONSENT_REQUIRED,
        /// A value would die within [ExpiryGrid#LAST_MOMENTS]: 503 with Retry-After.
        DIES_TOO_SOON
    }
}
