package io.fieldgate.admin;

import io.fieldgate.document.Value;
import io.fieldgate.policy.source.NearMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One member of an operation's body.
/// Errors: what is not declared, is missing or of another kind is refused by name; a name nobody declared may be
/// personal, so it is repeated only where it is a slip of a declared one.
record Parameter(String name, Kind kind, Need need) {

    enum Kind {
        TEXT("text"),
        INSTANT("text, an instant such as 2020-02-20T10:00:00+08:00"),
        DAY("text, a day such as 2020-02-20"),
        PERIOD("text, a period such as PT24H"),
        INDEX("a whole number from 0"),
        TOKENS("a list of tokens");

        private final String accepts;

        Kind(String accepts) {
            this.accepts = accepts;
        }

        boolean fits(Value value) {
            return switch (this) {
                case TEXT, INSTANT, DAY, PERIOD -> value instanceof Value.Text;
                case INDEX -> value instanceof Value.Number;
                case TOKENS ->
                    value instanceof Value.Sequence(List<Value> items)
                            && items.stream().allMatch(Value.Text.class::isInstance);
            };
        }
    }

    enum Need {
        REQUIRED,
        OPTIONAL
    }

    static Parameter required(String name, Kind kind) {
        return new Parameter(name, kind, Need.REQUIRED);
    }

    static Parameter optional(String name, Kind kind) {
        return new Parameter(name, kind, Need.OPTIONAL);
    }

    static void check(List<Parameter> takes, Value body) {
        if (!(body instanceof Value.Mapping(Map<String, Value> members))) {
            throw AdminRefusal.malformed("The body is no JSON object.");
        }
        List<String> names = takes.stream().map(Parameter::name).toList();
        List<String> given = new ArrayList<>(members.keySet());
        for (String name : given) {
            if (!names.contains(name)) {
                throw AdminRefusal.malformed(unknown(name, given.indexOf(name) + 1, names));
            }
        }
        for (Parameter parameter : takes) {
            Value value = members.get(parameter.name());
            if (value != null && !parameter.kind().fits(value)) {
                throw AdminRefusal.malformed("`" + parameter.name() + "` must be " + parameter.kind().accepts + ".");
            }
            if (parameter.need() == Need.REQUIRED && isEmpty(value)) {
                throw AdminRefusal.malformed("`" + parameter.name() + "` is missing.");
            }
        }
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable Value value) {
        return value == null || (value instanceof Value.Text(String text) && text.isEmpty());
    }

    private static String unknown(String name, int position, List<String> names) {
        if (names.isEmpty()) {
            return "This address takes no parameters.";
        }
        Optional<String> near = NearMatch.of(name, names);
        String what = near.map(meant -> "`" + name + "` is no parameter here; did you mean `" + meant + "`?")
                .orElse("Member " + position + " of the body is no parameter here.");
        return what + " This address takes `" + String.join("`, `", names) + "`.";
    }
}
