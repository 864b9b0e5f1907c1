package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.proxy.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request as it came in, judged against the list of operations. Nothing of it is repeated in a refusal.
/// @param raw the body, cut one byte over the limit at the earliest
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdminCall(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        @Nullable String contentType,
        byte[] raw) {
    static final int MAX_BODY = 65_536; // 64 KB

    static AdminCall of(HttpServerRequest request, byte[] body) {
        return new AdminCall(
                request.method().name(),
                request.path() == null ? "" : request.path(),
                request.query(),
                request.getHeader("Authorization"),
                request.getHeader("Content-Type"),
                body);
    }

    Operation find(List<Operation> operations) {
        List<Operation> same =
                operations.stream().filter(operation -> operation.matches(path)).toList();
        if (same.isEmpty()) {
            throw new AdminRefusal(Problem.NO_ROUTE, "The admin plane has no such address.");
        }
        return same.stream()
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .orElseThrow(() -> AdminRefusal.method(allowed(same)));
    }

    private static String allowed(List<Operation> same) {
        return String.join(", ", same.stream().map(Operation::method).distinct().toList());
    }

    /// The body, with no member the operation does not take.
    Value body(Operation operation) {
        if (raw.length > MAX_BODY) {
            throw new AdminRefusal(Problem.TOO_LARGE, "An admin request has at most 64 KB.");
        }
        if (query != null && !query.isEmpty()) {
            throw AdminRefusal.malformed("This address takes no parameters in its query.");
        }
        Value body = raw.length == 0 ? Json.object() : read();
        Parameter.check(operation.takes(), body);
        return body;
    }

    private Value read() {
        if (!isJson(Optional.ofNullable(contentType).orElse(""))) {
            throw new AdminRefusal(Problem.MEDIA_TYPE, "A body is `application/json`.");
        }
        try {
            return Json.read(raw);
        } catch (NotJson notOne) {
            throw AdminRefusal.malformed("The body is no JSON object.");
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json");
    }
}
