package io.fieldgate.admin;

import io.fieldgate.document.Json;

/// An admin request that is refused, as a problem document. Its detail is a sentence of ours, never anything
/// that came in.
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;

    AdminRefusal(int status, String problem, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.problem = problem;
    }

    static AdminRefusal malformed(String detail) {
        return new AdminRefusal(400, "malformed", detail);
    }

    AdminAnswer answer() {
        byte[] body = Json.write(Json.object(
                "type",
                "urn:fieldgate:problem:" + problem,
                "title",
                problem,
                "status",
                status,
                "detail",
                String.valueOf(getMessage())));
        return new AdminAnswer(status, "application/problem+json", body, 0);
    }
}
