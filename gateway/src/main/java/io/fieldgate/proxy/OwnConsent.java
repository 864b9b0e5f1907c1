package io.fieldgate.proxy;

import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.Fault;
import io.fieldgate.policy.Caller;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.util.List;
import java.util.Map;

/// The person's consent to one purpose of one app: `POST` gives it, `DELETE` withdraws it, both with
/// `{"purpose": "…"}`.
/// Evidence and effect are there before the answer.
final class OwnConsent implements OwnRoute {
    private static final int BODY_BYTES = 1_024; // 1 KiB

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public List<String> methods() {
        return List.of("POST", "DELETE", "OPTIONS");
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public Step<Response> answer(Scene scene, String method, byte[] body, ExchangeParts parts) {
        Caller caller = scene.caller();
        if (!caller.isSubject() || !parts.lives().consents().names(scene.site().policy(), caller)) {
            return Step.refused(Problem.ROLE_NOT_ALLOWED);
        }
        Value read;
        try {
            read = Json.read(body);
        } catch (NotJson fault) {
            return Step.refused(Problem.MALFORMED, fault.reason());
        }
        if (!(read instanceof Value.Mapping(Map<String, Value> members)) || members.size() > 1) {
            return Step.refused(Refusal.at(Problem.UNDECLARED, List.of(new Fault("/", "undeclared", 0))));
        }
        String purpose = Json.string(read, "purpose").orElse("");
        if (!scene.site().policy().restsOnConsent(purpose)) {
            return Step.refused(Refusal.at(Problem.UNFIT, List.of(new Fault("/purpose", "no-consent-purpose", 0))));
        }
        return act(scene, method, purpose, parts);
    }

    private static Step<Response> act(Scene scene, String method, String purpose, ExchangeParts parts) {
        MountedApp site = scene.site();
        if (method.equals("DELETE")) {
            parts.lives().consents().withdraw(site.register(), scene.caller(), purpose, scene.trace());
            return Step.go(Response.of(Answer.empty(204)));
        }
        String consent = parts.lives().consents().give(site.register(), scene.caller(), purpose, scene.trace());
        byte[] json = Json.write(Json.object("consent", consent, "purpose", purpose));
        return Step.go(Response.of(new Answer(201, "application/json", json, List.of())));
    }
}
