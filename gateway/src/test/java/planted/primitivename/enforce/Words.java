package planted.primitivename.enforce;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Words {
    private static final String AGE = "person.age";
    private static final Set<String> KEYED = Set.of("aead", "siv");

    boolean isSealed(String primitive) {
        return primitive.equals("aead");
    }

    boolean isAge(String type) {
        return AGE.equals(type);
    }

    boolean isIntent(String kind) {
        return Objects.equals(kind, "shred.intent");
    }

    Predicate<String> isToken() {
        return "siv"::equals;
    }

    boolean isKeyed(String primitive) {
        return KEYED.contains(primitive);
    }

    int rank(String primitive) {
        return switch (primitive) {
            case "hmac", Words.AGE -> 1;
            default -> Map.of("discard", 2).getOrDefault(primitive, 0);
        };
    }
}
