package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.proxy.http.Problem;

/// An admin request that is refused, as a problem document. Its detail is a sentence of ours, never anything
/// that came in.
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String allow;

    AdminRefusal(Problem problem, String detail) {
        this(problem, detail, "");
    }

    private AdminRefusal(Problem problem, String detail, String allow) {
        super(detail, null, false, false);
        this.problem = problem;
        this.allow = allow;
    }

    static AdminRefusal malformed(String detail) {
        return new AdminRefusal(Problem.MALFORMED, detail);
    }

    /// @param allow the methods this address takes
    static AdminRefusal method(String allow) {
        return new AdminRefusal(Problem.METHOD_NOT_ALLOWED, "This address takes " + allow + ".", allow);
    }

    AdminAnswer answer(String trace) {
        byte[] body = Json.write(Json.object(
                "type",
                problem.type(),
                "title",
                problem.id(),
                "status",
                problem.status(),
                "detail",
                String.valueOf(getMessage()),
                "trace",
                trace));
        return new AdminAnswer(problem.status(), "application/problem+json", body, 0, allow);
    }
}
