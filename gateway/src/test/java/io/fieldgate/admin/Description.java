package io.fieldgate.admin;

import io.fieldgate.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `openapi.yaml` as a test reads it: operations, and whether a value fits a schema (the keywords the file uses and
/// no others).
final class Description {
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "options", "head", "patch");

    /// @param node the operation's own mapping
    record Described(String method, String path, Map<String, Object> node) {}

    private final Map<String, Object> root;

    Description(String yaml) {
        this.root = mapping(
                new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml));
    }

    String version() {
        return String.valueOf(root.get("openapi"));
    }

    List<Described> operations() {
        List<Described> found = new ArrayList<>();
        mapping(root.get("paths"))
                .forEach((path, item) -> mapping(item).forEach((method, node) -> {
                    if (METHODS.contains(method)) {
                        found.add(new Described(method.toUpperCase(java.util.Locale.ROOT), path, mapping(node)));
                    }
                }));
        return found;
    }

    /// The role an operation needs, empty for none.
    Optional<String> role(Described operation) {
        Object security = operation.node().get("security");
        return security == null
                ? Optional.empty()
                : Optional.of(String.valueOf(
                        list(mapping(list(security).getFirst()).get("bearer")).getFirst()));
    }

    /// Members of the body, and whether each is required.
    Map<String, Boolean> members(Described operation) {
        Map<String, Boolean> members = new LinkedHashMap<>();
        Object body = operation.node().get("requestBody");
        if (body != null) {
            Map<String, Object> schema = schema(content(body, "application/json"));
            List<?> required = list(schema.get("required"));
            mapping(schema.get("properties")).keySet().forEach(name -> members.put(name, required.contains(name)));
        }
        return members;
    }

    Map<String, Object> responses(Described operation) {
        return mapping(operation.node().get("responses"));
    }

    /// @return what does not fit, empty where all does
    List<String> misfits(Described operation, int status, String contentType, Optional<Value> body) {
        Object response = responses(operation).get(Integer.toString(status));
        if (response == null) {
            return List.of(status + " is not described");
        }
        Map<String, Object> content = mapping(resolved(response).getOrDefault("content", Map.of()));
        if (content.isEmpty() && contentType.isEmpty()) {
            return List.of();
        }
        if (!content.containsKey(contentType)) {
            return List.of(contentType + " is not described for " + status);
        }
        List<String> misfits = new ArrayList<>();
        body.ifPresent(value -> fit(schema(mapping(content.get(contentType))), value, "", misfits));
        return misfits;
    }

    private Map<String, Object> content(Object body, String type) {
        return mapping(mapping(resolved(body).get("content")).get(type));
    }

    private Map<String, Object> schema(Map<String, Object> media) {
        return resolved(media.getOrDefault("schema", Map.of()));
    }

    private void fit(Map<String, Object> schema, Value value, String at, List<String> misfits) {
        if (schema.containsKey("const") && !text(value).equals(schema.get("const"))) {
            misfits.add(at + " is another constant");
        }
        if (schema.containsKey("enum") && !list(schema.get("enum")).contains(text(value))) {
            misfits.add(at + " is not in the list");
        }
        String type = String.valueOf(schema.getOrDefault("type", ""));
        boolean right = switch (type) {
            case "object" -> value instanceof Value.Mapping;
            case "array" -> value instanceof Value.Sequence;
            case "string" -> value instanceof Value.Text;
            case "boolean" -> value instanceof Value.Bool;
            case "integer" ->
                value instanceof Value.Number(String literal)
                        && (!literal.startsWith("-") || !schema.containsKey("minimum"));
            default -> type.isEmpty();
        };
        if (!right) {
            misfits.add(at + " is no " + type);
        } else if (value instanceof Value.Mapping(Map<String, Value> members)) {
            object(schema, members, at, misfits);
        } else if (value instanceof Value.Sequence(List<Value> items)) {
            items.forEach(item -> fit(resolved(schema.getOrDefault("items", Map.of())), item, at + "/*", misfits));
        }
    }

    private void object(Map<String, Object> schema, Map<String, Value> members, String at, List<String> misfits) {
        Map<String, Object> properties = mapping(schema.getOrDefault("properties", Map.of()));
        for (Object required : list(schema.get("required"))) {
            if (!members.containsKey(String.valueOf(required))) {
                misfits.add(at + "/" + required + " is missing");
            }
        }
        members.forEach((name, member) -> {
            if (properties.containsKey(name)) {
                fit(resolved(properties.get(name)), member, at + "/" + name, misfits);
            } else {
                misfits.add(at + "/" + name + " is not described");
            }
        });
    }

    private static String text(Value value) {
        return value instanceof Value.Text(String text) ? text : "";
    }

    private Map<String, Object> resolved(@Nullable Object node) {
        Map<String, Object> mapping = mapping(node);
        if (!(mapping.get("$ref") instanceof String reference)) {
            return mapping;
        }
        Object found = root;
        for (String step : reference.substring(2).split("/", -1)) {
            found = Optional.ofNullable(mapping(found).get(step))
                    .orElseThrow(() -> new IllegalStateException(reference + " leads nowhere"));
        }
        return resolved(found);
    }

    /// Every `$ref` of the file leads somewhere. @return how many there are
    int references() {
        return count(root);
    }

    private int count(Object node) {
        return switch (node) {
            case Map<?, ?> mapping -> {
                if (mapping.get("$ref") instanceof String) {
                    resolved(mapping);
                    yield 1;
                }
                yield mapping.values().stream().mapToInt(this::count).sum();
            }
            case List<?> items -> items.stream().mapToInt(this::count).sum();
            default -> 0;
        };
    }

    @SuppressWarnings("unchecked") // keys of this file are text
    private static Map<String, Object> mapping(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    private static List<?> list(@Nullable Object node) {
        return node == null ? List.of() : (List<?>) node;
    }
}
