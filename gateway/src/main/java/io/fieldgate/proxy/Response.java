package io.fieldgate.proxy;

import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.proxy.http.Answer;
import java.util.List;

/// An answer that may go out. @param decisions what happened to fields, for `Fieldgate-Decision` and figures
record Response(Answer answer, List<FieldDecision> decisions) {

    Response {
        decisions = List.copyOf(decisions);
    }

    static Response of(Answer answer) {
        return new Response(answer, List.of());
    }
}
