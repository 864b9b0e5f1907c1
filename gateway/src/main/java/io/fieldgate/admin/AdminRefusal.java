package io.fieldgate.admin;

import io.fieldgate.document.Json;

/// An admin request that is refused, as a problem document. Its detail is a sentence of ours, never anything
/// that came in.
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;
    private final String allow;

    AdminRefusal(int status, String problem, String detail) {
        this(status, problem, detail, "");
    }

    private AdminRefusal(int status, String problem, String detail, String allow) {
        super(detail, null, false, false);
        this.status = status;
        this.problem = problem;
        this.allow = allow;
    }

    static AdminRefusal malformed(String detail) {
        return new AdminRefusal(400, "malformed", detail);
    }

    /// @param allow the methods this address takes
    static AdminRefusal method(String allow) {
        return new AdminRefusal(405, "method-not-allowed", "This address takes " + allow + ".", allow);
    }

    AdminAnswer answer(String trace) {
        byte[] body = Json.write(Json.object(
                "type",
                "urn:fieldgate:problem:" + problem,
                "title",
                problem,
                "status",
                status,
                "detail",
                String.valueOf(getMessage()),
                "trace",
                trace));
        return new AdminAnswer(status, "application/problem+json", body, 0, allow);
    }
}
