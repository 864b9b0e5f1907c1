package io.fieldgate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The plan of the house: which room stands on which floor and which rooms it may import.
/// An alcove is a part of a room with a law of its own, named `room.alcove`.
record Rooms(Map<String, Room> byName) {

    /// @param floor rooms import rooms of a lower floor only; an alcove stands on its room's floor
    /// @param imports every room or alcove that may be named here, none implied
    /// @param doors the types of it that other rooms may name; empty for every public one
    record Room(String name, int floor, Set<String> imports, Set<String> doors) {

        boolean shows(String type) {
            return doors.isEmpty() || doors.contains(type);
        }
    }

    /// One room a line: floor, name, then what it may name. Being allowed into a room opens none of its alcoves.
    /// Behind `|` stands what others may name of it, where siblings need more to be `public`.
    static final Rooms PLAN = of("""
            0 document         :
            0 outage           :
            1 state            : outage
            2 crypto           : | Digests ExpiryGrid KeyId KeyRow OpenResult Plaintext Scope SealTarget SubjectRef \
                                 Tenant Token TokenOwner TrustedClock
            2 crypto.suite     : crypto
            2 crypto.token     : crypto crypto.suite
            2 crypto.custodian : outage state crypto crypto.suite crypto.token | Confirmation DevKeys KeyCustodian \
                                 KeyCustodians
            2 crypto.keys      : outage state crypto crypto.custodian crypto.suite crypto.token
            2 crypto.pki       : outage crypto crypto.custodian crypto.token
            3 transform        : document | BadOption Meaning Outcome Regions
            3 transform.check  : document transform | Check Checks
            3 transform.form   : document crypto crypto.keys transform transform.check | Effect Form FormContext \
                                 PlaintextCodec Transform Transforms
            3 transform.derive : document transform transform.check transform.form | Ages Derivation Derivations
            3 transform.scan   : document transform transform.check
            3 audit            : document
            3 audit.leaf       : document audit | Leaf
            3 audit.wal        : outage audit
            3 audit.tile       : document state audit audit.leaf audit.tlog audit.wal | LogReader LogSigner \
                                 SignedHead
            3 audit.query      : document audit audit.leaf audit.tile audit.tlog | AuditQuery LeafProof \
                                 PolicyHistory WhoSaw
            3 audit.log        : outage state audit audit.leaf audit.query audit.tile audit.tlog audit.wal | \
                                 AuditLog AuditSettings RecoveredLog
            3 audit.verify     : audit audit.leaf audit.query audit.tlog audit.wal
            3 audit.tlog       : | NotTlog TilePath TrustPolicy
            4 policy           : document crypto crypto.keys transform transform.check transform.derive \
                                 transform.form policy.source
            4 policy.source    : | Diagnostic DiagnosticPrinter Messages NearMatch Node YamlSource
            4 policy.register  : document transform transform.check transform.derive transform.form policy policy.source
            4 policy.bind      : document transform transform.check transform.derive transform.form policy \
                                 policy.register policy.source
            4 policy.compile   : document crypto transform transform.check transform.form policy policy.bind \
                                 policy.register policy.source | LintExamples PolicyFiles
            4 policy.joint     : document transform transform.form
            4 policy.lint      : document transform transform.derive transform.form policy policy.bind policy.joint \
                                 policy.register policy.source
            4 alert            : outage state audit audit.leaf audit.log audit.tile
            5 enforce          : document crypto crypto.keys transform transform.derive transform.form \
                                 transform.scan policy policy.joint
            5 guard            : outage document state crypto audit audit.leaf audit.log audit.tile policy
            5 lifecycle        : outage document state crypto crypto.custodian crypto.keys transform audit \
                                 audit.leaf audit.log policy
            6 officer          : document transform.form policy policy.compile policy.source
            6 proxy            : outage document crypto crypto.keys audit audit.log policy enforce guard lifecycle \
                                 proxy.http
            6 proxy.http       : document outage enforce | Backend Problem ProxySettings
            7 admin            : outage document audit audit.leaf audit.log audit.query audit.tile audit.tlog policy \
                                 policy.source guard lifecycle proxy proxy.http
            8 boot             : outage document state crypto crypto.custodian crypto.keys crypto.pki transform.form \
                                 audit audit.log audit.tile policy policy.compile policy.lint \
                                 policy.source enforce guard lifecycle alert proxy proxy.http admin boot.config
            8 boot.config      : policy.source
            9 cli              : document crypto.pki audit.tlog audit.verify policy policy.compile policy.lint \
                                 policy.source officer boot boot.config
            """);

    /// Rooms without I/O, clock, thread, log or metric of their own.
    static final Set<String> PURE = Set.of("document", "transform", "enforce");

    /// Rooms in which outside text never meets a regular expression.
    static final Set<String> NO_REGEX = Set.of("document", "transform", "policy", "enforce", "guard");

    /// Rooms that may name a class marked as holding keys: the room of keys, and the one that wires it.
    static final Set<String> WORK_WITH_KEYS = Set.of("crypto", "boot");

    /// All that the data plane may see of the room that holds keys: names of persons, and the clock.
    static final Set<String> CRYPTO_SEEN_BY_PROXY = Set.of("Subject", "SubjectRef", "TrustedClock");

    Rooms {
        byName = Map.copyOf(byName);
    }

    static Rooms of(String table) {
        var byName = new TreeMap<String, Room>();
        table.lines().forEach(line -> {
            String[] row = line.split(":", 2);
            String[] head = row[0].strip().split(" +", -1);
            String[] names = row[1].split("[|]", 2);
            Set<String> doors = names.length == 1 ? Set.of() : words(names[1]);
            byName.put(head[1], new Room(head[1], Integer.parseInt(head[0]), words(names[0]), doors));
        });
        return new Rooms(byName);
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +", -1));
    }

    /// The plan of a house that has none: every package is a room and names what it uses.
    static Rooms asUsed(House house) {
        var uses = new TreeMap<String, Set<String>>();
        house.packages().keySet().forEach(folder -> uses.put(folder.replace('/', '.'), new TreeSet<>()));
        int below = house.root().length() + 1;
        house.uses((from, to) -> {
            String room = from.getPackageName().substring(below);
            String used = to.getPackageName().substring(below);
            if (!room.equals(used)) {
                uses.get(room).add(used);
            }
        });
        var byName = new TreeMap<String, Room>();
        uses.forEach((name, imports) -> byName.put(name, new Room(name, 0, imports, Set.of())));
        return new Rooms(byName);
    }

    /// What is wrong with the rows themselves.
    List<String> faults() {
        var found = new ArrayList<String>();
        var rows = new TreeMap<String, Set<String>>();
        new TreeMap<>(byName).forEach((name, room) -> {
            rows.put(name, room.imports());
            for (String imported : new TreeSet<>(room.imports())) {
                Room lower = byName.get(imported);
                boolean alcove = wholeOf(imported).equals(wholeOf(name));
                if (lower == null) {
                    found.add(name + " imports " + imported + ", which has no row");
                } else if (!alcove && lower.floor() >= room.floor()) {
                    found.add(name + " imports " + imported + ", which stands on no lower floor");
                } else if (alcove && lower.floor() != room.floor()) {
                    found.add(name + " and " + imported + " are one room on two floors");
                }
            }
        });
        Knots.of(rows).forEach(knot -> found.add("a cycle of rows: " + knot));
        return found;
    }

    /// The rooms and alcoves that a row of another room names.
    Set<String> namedFromOutside() {
        return byName.values().stream()
                .flatMap(room -> room.imports().stream()
                        .filter(imported -> !wholeOf(imported).equals(wholeOf(room.name()))))
                .collect(Collectors.toSet());
    }

    /// The room an alcove is part of; a room is part of itself.
    static String wholeOf(String room) {
        int dot = room.indexOf('.');
        return dot < 0 ? room : room.substring(0, dot);
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
                || (byName.containsKey(from) && byName.get(from).imports().contains(to));
    }

    /// Whether a room may name this type of another; `type` is the name of a top-level type.
    boolean permits(String from, String to, String type) {
        return permits(from, to)
                && (wholeOf(from).equals(wholeOf(to)) || byName.get(to).shows(type));
    }
}
