package io.fieldgate.proxy;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.guard.DualControl;
import io.fieldgate.proxy.http.Problem;
import java.util.List;
import java.util.Set;

/// A second person agrees to what another asked for: `POST {"ask": "…"}`.
final class OwnApprovals implements OwnRoute {
    private static final int BODY_BYTES = 1_024; // 1 KiB
    private static final Set<String> MEMBERS = Set.of("ask");

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public List<String> methods() {
        return List.of("POST", "OPTIONS");
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public Step<Response> answer(Scene scene, String method, byte[] body, ExchangeParts parts) {
        return OwnAsks.members(body, MEMBERS)
                .then(read -> approved(scene, read, parts.callers().acts()));
    }

    private static Step<Response> approved(Scene scene, Value read, DualControl acts) {
        String ask = Json.string(read, "ask").orElse("");
        return told(acts.approve(
                scene.site().policy(), ask, scene.caller(), scene.time().latest()));
    }

    static Step<Response> told(DualControl.Result result) {
        return switch (result) {
            case DualControl.Result.Done(String ask, var until) ->
                Step.go(Response.of(OwnAsks.json(201, Json.object("ask", ask, "until", until.toString()))));
            case DualControl.Result.NotApart _ -> Step.refused(Problem.SECOND_PERSON, "second-person");
            case DualControl.Result.Unknown _ -> Step.refused(Problem.NO_RECORD);
        };
    }
}
