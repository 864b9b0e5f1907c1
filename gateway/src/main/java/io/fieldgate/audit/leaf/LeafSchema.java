package io.fieldgate.audit.leaf;

import io.fieldgate.audit.Action;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which members a leaf of each kind has. What stands in neither list of its kind is a finding, never a warning.
public final class LeafSchema {
    private static final Set<String> COMMON = Set.of("id", "kind", "n", "node", "t", "v");

    /// kind: required members; optional members.
    static final String TABLE = """
            boot: cut ending previous retain version;
            close: size;
            heartbeat: ;
            fork: old-origin old-root old-size reason;
            intent: app fields n_subj op trace; actor basis bytes ctl pol prc purpose rcpt route subj
            outcome: app of out trace; bytes status
            reveal: app fields n_subj op out trace; actor basis bytes ctl of pol prc purpose route subj
            deny: app fields n_subj op out trace; actor basis count ctl pol prc purpose route rule subj
            consent: act app consent trace; actor ctl pol purposes route subj
            key.create: object; canary commit vkey
            shred.intent: object reason; destroyed
            shred.done: object of out reason; destroyed
            erase.intent: erase scope; actor case classes due-by rows
            erase.done: erase of scope; destroyed owed
            clock: event skew; sources
            policy.load: app; ctl declares pol prc responsible signers
            policy.reject: app; pol rules
            campaign: act at campaign; approvers event
            query: covers from question rows to; actor case field subj
            export: form from rows to; actor case
            alert: count rule window; actor app at
            day.close: actors day; apps kinds
            """;

    private record Members(Set<String> required, Set<String> allowed) {}

    private static final Map<String, Members> KINDS = kinds();

    private LeafSchema() {}

    private static Map<String, Members> kinds() {
        Map<String, Members> kinds = new HashMap<>();
        TABLE.lines().forEach(line -> {
            int colon = line.indexOf(':');
            int semicolon = line.indexOf(';');
            Set<String> required = words(line.substring(colon + 1, semicolon));
            required.addAll(COMMON);
            Set<String> allowed = words(line.substring(semicolon + 1));
            allowed.addAll(required);
            allowed.add("clamped");
            kinds.put(line.substring(0, colon), new Members(Set.copyOf(required), Set.copyOf(allowed)));
        });
        return Map.copyOf(kinds);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(text.strip().split(" ", -1)));
        words.remove("");
        return words;
    }

    /// What is wrong with the leaf itself, or empty.
    public static Optional<String> fault(Leaf leaf) {
        Members members = KINDS.get(leaf.kind());
        if (members == null) {
            return Optional.of("its kind is not known");
        }
        if (!(leaf.value() instanceof Value.Mapping(Map<String, Value> present))) {
            return Optional.of("it is not an object");
        }
        if (!members.allowed().containsAll(present.keySet())) {
            return Optional.of("it has a member its kind does not know");
        }
        if (!present.keySet().containsAll(members.required())) {
            return Optional.of("it lacks a member of its kind");
        }
        if (leaf.number("v") != LeafEncoder.VERSION) {
            return Optional.of("its version is not known");
        }
        if (leaf.text("n").length() != 22 || leaf.text("id").isEmpty() || leaf.micros() < LeafEncoder.MIN_MICROS) {
            return Optional.of("its id, time or random part is malformed");
        }
        try {
            if (!Arrays.equals(Json.canonical(leaf.value()), leaf.bytes())) {
                return Optional.of("it is not in canonical form");
            }
        } catch (IllegalArgumentException _) {
            return Optional.of("it is not in canonical form");
        }
        return badFields(leaf) ? Optional.of("its field list is malformed") : Optional.empty();
    }

    private static boolean badFields(Leaf leaf) {
        List<Value> rows = Json.items(leaf.value(), "fields");
        return leaf.fields().size() != rows.size()
                || leaf.fields().stream()
                        .anyMatch(row -> row.field().isEmpty()
                                || Arrays.stream(Action.values())
                                        .noneMatch(action -> action.word().equals(row.action())));
    }
}
