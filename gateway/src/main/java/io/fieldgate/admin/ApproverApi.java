package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.guard.DualControl;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.proxy.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a second person does: look at what waits, and agree to it. Who may is judged by [DualControl].
final class ApproverApi {
    private final AdminParts parts;

    ApproverApi(AdminParts parts) {
        this.parts = parts;
    }

    AdminAnswer waiting(AdminRequest request) {
        List<Value> asks = new TreeMap<>(apps())
                .values().stream()
                        .flatMap(app -> parts.acts().waiting(app, request.known(), parts.now()).stream())
                        .map(DualControl.Waiting::json)
                        .toList();
        return AdminAnswer.json(Json.object("asks", Json.list(asks)));
    }

    AdminAnswer approve(AdminRequest request) {
        AppPolicy app =
                parts.acts().app(request.tail(), parts.now()).map(apps()::get).orElseThrow(ApproverApi::unknown);
        return switch (parts.acts().approve(app, request.tail(), request.known(), parts.now())) {
            case DualControl.Result.Done(String ask, var until) ->
                AdminAnswer.json(Json.object("ask", ask, "app", app.name(), "until", until.toString()));
            case DualControl.Result.NotApart _ ->
                throw new AdminRefusal(
                        Problem.SECOND_PERSON,
                        "Another person of another unit must approve, of an organisation that collects or uses the data; "
                                + "the token's claim `unit` says which unit.");
            case DualControl.Result.Unknown _ -> throw unknown();
        };
    }

    private Map<String, AppPolicy> apps() {
        return parts.policies().apps();
    }

    private static AdminRefusal unknown() {
        return new AdminRefusal(Problem.NO_RECORD, "No such ask waits here; an ask waits ten minutes.");
    }
}
