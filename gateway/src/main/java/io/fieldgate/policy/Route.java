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
        CHANGES,
        ERASES;

        /// Whether fields come in by it.
        public boolean collects() {
            return this == TAKES || this == CHANGES;
        }
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

    /// Who may write through a route that takes, changes or erases. A person writes about himself only, whatever
    /// else stands there.
    /// @param anyone no caller is needed; then nobody else is named
    /// @param subject persons acting for themselves
    /// @param staff roles of the vocabulary
    public record Writers(boolean anyone, boolean subject, List<Role> staff) {

        /// The word of a policy file for a caller nobody knows.
        public static final String ANYONE = "anyone";

        /// On a route that gives: `reveal` says who reads.
        public static final Writers NONE = new Writers(false, false, List.of());

        public Writers {
            staff = List.copyOf(staff);
        }

        /// Whether this caller, who is no person acting for himself, may write: his role is listed and he is of its
        /// organisation.
        public boolean allows(Caller caller) {
            return staff.stream()
                    .anyMatch(role ->
                            role.name().equals(caller.role()) && role.org().equals(caller.org()));
        }
    }

    /// @param purposes every purpose the route's fields name: staff write for one of them
    public record Traits(boolean open, boolean idempotent, Writers writers, Set<String> purposes, int line) {
        public Traits {
            purposes = Set.copyOf(purposes);
        }
    }

    /// Whether what is not sent stays as it is.
    public boolean isPartial() {
        return kind == Kind.CHANGES && target.method().equals("PATCH");
    }

    public boolean isList() {
        return many == Cardinality.LIST;
    }
}
