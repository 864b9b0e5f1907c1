package io.fieldgate.policy.register;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.util.List;

/// `invariants.yaml`, bound: what may never be true of any app.
public record Invariants(String file, List<InvariantBlock> lines) {

    public Invariants {
        lines = List.copyOf(lines);
    }

    /// @param conditions all must hold for a row to match
    /// @param because the officer's reason
    public record InvariantBlock(Span span, List<Condition> conditions, String because) {
        public InvariantBlock {
            conditions = List.copyOf(conditions);
        }
    }

    /// @param column `type`, `role`, … without `-other-than`
    /// @param words the words, or one period for `life-over`
    public record Condition(String column, boolean otherThan, List<String> words) {
        public Condition {
            words = List.copyOf(words);
        }

        /// As the file writes it.
        public String written() {
            String listed = words.size() == 1 ? words.getFirst() : words.toString();
            return column + (otherThan ? "-other-than" : "") + ": " + listed;
        }
    }
}
