package io.fieldgate.policy;

import io.fieldgate.document.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One route of a register, compiled.
/// @param template as written, `GET /api/declarations/{id}`; leaves name routes by it
/// @param body body format of the side that carries the register; empty where neither side has one
/// @param request what may come in
/// @param answer what may go out, as read from the app's answer
public record Route(
        String template,
        Target target,
        Kind kind,
        Cardinality many,
        Optional<String> body,
        Request request,
        Answer answer,
        Traits traits) {

    public enum Kind {
        TAKES,
        GIVES,
        ERASES
    }

    public enum Cardinality {
        ONE,
        LIST
    }

    /// @param segments literals, or `{name}` for exactly one segment
    public record Target(String method, List<String> segments) {
        public Target {
            segments = List.copyOf(segments);
        }
    }

    /// @param body places of the register in the request body (empty shape where the request has no body)
    /// @param query places of entries in `asks` that may come as query parameters
    /// @param path path parameter → slot
    public record Request(Shape body, Shape query, Map<String, Integer> path) {
        public Request {
            path = Map.copyOf(path);
        }

        /// Whether the entry of that slot may come in.
        public boolean has(int slot) {
            return body.hasSlot(slot) || query.hasSlot(slot) || path.containsValue(slot);
        }
    }

    /// @param shape where records lie and what is read of them (fields somebody may see, answers, record id, subject)
    /// @param carried slots of the carried values that may leave
    public record Answer(Shape shape, Set<Integer> carried) {
        public Answer {
            carried = Set.copyOf(carried);
        }
    }

    /// @param purposes every purpose the route's fields name (who may call a `takes`)
    public record Traits(boolean open, boolean idempotent, Set<String> purposes, int line) {
        public Traits {
            purposes = Set.copyOf(purposes);
        }
    }

    public boolean isList() {
        return many == Cardinality.LIST;
    }
}
