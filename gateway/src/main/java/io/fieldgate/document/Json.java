package io.fieldgate.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The house's JSON for everything but governed bodies: leaves, problems, admin API, key sets, settings.
/// Strict both ways: one value, UTF-8, no duplicate member, numbers keep their literal.
/// Errors: outside bytes end in [NotJson]; values that cannot be written are our own bug and an
/// [IllegalArgumentException].
/// Thread rule: stateless, safe for many threads.
public final class Json {

    /// For [#read(byte\[\])]: 16 MiB, 64 levels.
    public static final Limits LIMITS = new Limits(16_777_216 /* 16 MiB */, 64, 16_777_216, 64, Integer.MAX_VALUE);

    // Member names read here are our own, a key set's or an operator's; the parser's name table is bounded at 6,000.
    private static final JsonFactory FACTORY = JsonTokens.factory();

    private Json() {}

    public static Value read(byte[] bytes) throws NotJson {
        return read(bytes, LIMITS);
    }

    public static Value read(byte[] bytes, Limits limits) throws NotJson {
        if (bytes.length > limits.maxBytes()) {
            throw new NotJson(JsonRules.TOO_LARGE, limits.maxBytes());
        }
        JsonBytes.check(bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new NotJson(JsonRules.EMPTY, 0);
            }
            Value value = JsonTokens.value(parser, first, limits, 0);
            JsonTokens.end(parser);
            return value;
        } catch (JsonProcessingException complaint) {
            throw JsonTokens.fault(complaint);
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    /// Compact, members in their order.
    public static byte[] write(Value value) {
        return JsonWriter.write(value, JsonWriter.Order.GIVEN);
    }

    /// The one canonical form: members sorted by UTF-16 units, no spaces, integers of at most 2^53 - 1 only.
    /// Errors: any other number, a blob or a lone surrogate is an [IllegalArgumentException]. Source: RFC 8785.
    public static byte[] canonical(Value value) {
        return JsonWriter.write(value, JsonWriter.Order.CANONICAL);
    }

    /// @param keyValues name, value, name, value …; values as [#of(Object)] takes them
    public static Value.Mapping object(Object... keyValues) {
        if (keyValues.length % 2 != 0) {
            throw new IllegalArgumentException("An object needs a value for every name.");
        }
        Map<String, Value> members = new LinkedHashMap<>();
        for (int i = 0; i < keyValues.length; i += 2) {
            if (!(keyValues[i] instanceof String name) || members.put(name, of(keyValues[i + 1])) != null) {
                throw new IllegalArgumentException("A member name must be text and must not come twice.");
            }
        }
        return new Value.Mapping(members);
    }

    public static Value.Sequence list(Object... items) {
        return list(List.of(items));
    }

    public static Value.Sequence list(List<?> items) {
        List<Value> values = new ArrayList<>(items.size());
        for (Object item : items) {
            values.add(of(item));
        }
        return new Value.Sequence(values);
    }

    public static Value.Text text(String text) {
        return new Value.Text(text);
    }

    public static Value.Number number(long number) {
        return new Value.Number(Long.toString(number));
    }

    public static Value.Bool bool(boolean value) {
        return new Value.Bool(value);
    }

    /// A value from a `Value`, `String`, `Integer`, `Long`, `Boolean`, a list or a map of such.
    /// @throws IllegalArgumentException for anything else
    public static Value of(Object plain) {
        return switch (plain) {
            case Value value -> value;
            case String text -> new Value.Text(text);
            case Integer number -> number(number);
            case Long number -> number(number);
            case Boolean truth -> new Value.Bool(truth);
            case List<?> items -> list(items);
            case Map<?, ?> members -> mapping(members);
            default ->
                throw new IllegalArgumentException(
                        "JSON cannot hold a " + plain.getClass().getSimpleName() + ".");
        };
    }

    private static Value mapping(Map<?, ?> members) {
        List<Object> keyValues = new ArrayList<>();
        members.forEach((name, value) -> {
            keyValues.add(name);
            keyValues.add(value);
        });
        return object(keyValues.toArray());
    }

    /// The member of that name; empty where there is none or `value` is no object.
    public static Optional<Value> member(Value value, String name) {
        return value instanceof Value.Mapping(Map<String, Value> members)
                ? Optional.ofNullable(members.get(name))
                : Optional.empty();
    }

    /// The member of that name where it is text.
    public static Optional<String> string(Value value, String name) {
        return member(value, name)
                .flatMap(found -> found instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty());
    }

    /// The member of that name where it is a whole number of the range of `long`, written without fraction or
    /// exponent.
    public static OptionalLong integer(Value value, String name) {
        return member(value, name).map(Json::asLong).orElse(OptionalLong.empty());
    }

    /// The member of that name where it is true or false.
    public static Optional<Boolean> truth(Value value, String name) {
        return member(value, name)
                .flatMap(found -> found instanceof Value.Bool(boolean truth) ? Optional.of(truth) : Optional.empty());
    }

    /// The items of the member of that name; empty where there is none or it is no list.
    public static List<Value> items(Value value, String name) {
        return member(value, name).map(Json::items).orElse(List.of());
    }

    /// The items of a list; empty where `value` is none.
    public static List<Value> items(Value value) {
        return value instanceof Value.Sequence(List<Value> items) ? items : List.of();
    }

    private static OptionalLong asLong(Value value) {
        if (!(value instanceof Value.Number(String literal)) || literal.length() > 20) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if ((c < '0' || c > '9') && c != '-') {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(literal));
        } catch (NumberFormatException beyond) { // outside the range of long; the text is not passed on
            return OptionalLong.empty();
        }
    }
}
