package io.fieldgate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The plan of the house: which room stands on which floor and which rooms it may import.
/// An alcove is a part of a room with a law of its own, named `room.alcove`.
record Rooms(Map<String, Room> byName) {

    /// @param floor rooms import rooms of a lower floor only; an alcove stands on its room's floor
    /// @param imports every room or alcove that may be named here, none implied
    record Room(String name, int floor, Set<String> imports) {}

    static final Rooms PLAN = of(List.of(
            room(0, "document"),
            room(0, "state"),
            room(1, "crypto", "state"),
            room(2, "transform", "document", "crypto"),
            room(2, "audit", "document", "state", "crypto", "audit.tlog"),
            room(2, "audit.tlog"),
            room(3, "policy", "document", "crypto", "transform", "audit"),
            room(3, "policy.lint", "document", "crypto", "transform", "audit", "policy"),
            room(4, "enforce", "document", "crypto", "transform", "policy"),
            room(4, "guard", "state", "crypto", "audit", "policy"),
            room(4, "lifecycle", "document", "state", "crypto", "transform", "audit", "policy", "audit.tlog"),
            room(
                    5,
                    "officer",
                    "document",
                    "state",
                    "crypto",
                    "transform",
                    "audit",
                    "audit.tlog",
                    "policy",
                    "policy.lint",
                    "enforce",
                    "guard",
                    "lifecycle"),
            room(5, "proxy", "document", "crypto", "audit", "policy", "enforce", "guard", "lifecycle"),
            room(6, "admin", "document", "audit", "audit.tlog", "policy", "guard", "lifecycle", "officer", "proxy"),
            room(
                    7,
                    "cli",
                    "document",
                    "state",
                    "crypto",
                    "transform",
                    "audit",
                    "audit.tlog",
                    "policy",
                    "policy.lint",
                    "enforce",
                    "guard",
                    "lifecycle",
                    "officer",
                    "proxy",
                    "admin")));

    /// Rooms without I/O, clock, thread, log or metric of their own.
    static final Set<String> PURE = Set.of("document", "transform", "enforce");

    /// Rooms in which outside text never meets a regular expression.
    static final Set<String> NO_REGEX = Set.of("document", "transform", "policy", "policy.lint", "enforce", "guard");

    /// All that the data plane may see of the room that holds keys: names of persons and records, clocks, a failure.
    static final Set<String> CRYPTO_SEEN_BY_PROXY =
            Set.of("GateClock", "KeysUnavailable", "RecordIds", "Scope", "Subject", "SubjectRef");

    Rooms {
        byName = Map.copyOf(byName);
    }

    private static Rooms of(List<Room> rooms) {
        var byName = new TreeMap<String, Room>();
        rooms.forEach(room -> byName.put(room.name(), room));
        return new Rooms(byName);
    }

    private static Room room(int floor, String name, String... imports) {
        return new Room(name, floor, Set.of(imports));
    }

    /// The room of a package below the root, by its longest name in the plan; empty text when it has none.
    String roomOf(String packageBelowRoot) {
        String name = packageBelowRoot;
        while (!name.isEmpty() && !byName.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            name = dot < 0 ? "" : name.substring(0, dot);
        }
        return name;
    }

    boolean permits(String from, String to) {
        return from.equals(to)
                || byName.getOrDefault(from, room(0, from)).imports().contains(to);
    }
}
