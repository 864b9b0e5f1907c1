package io.fieldgate.proxy;

import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.Decision;
import io.fieldgate.proxy.http.Backend;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamRequest;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the service of a role for one word, and keeps nothing but the word. Evidence is durable before a value
/// leaves.
/// Shape: `POST` of `{"<entry>": value, …}`, images as base64; the answer is `{"answer": "<one of the listed
/// words>"}`.
final class ServiceAsker {

    private final AuditLog log;
    private final Evidence evidence;

    ServiceAsker(AuditLog log, Evidence evidence) {
        this.log = log;
        this.evidence = evidence;
    }

    /// @return slot → word
    Step<Map<Integer, String>> ask(ExchangeState.Asking asking) {
        ExchangeState.Received received = asking.received();
        Map<Integer, String> words = new HashMap<>();
        for (Decision.Question question : asking.questions()) {
            Backend service = asking.scene().site().services().get(question.role());
            if (service == null) {
                return Step.refused(Problem.BACKEND_FAILED, "no-service-address");
            }
            log.append(evidence.share(
                    asking.scene(), question, asking.checked().fit().subject()));
            UpstreamRequest request = new UpstreamRequest(
                    "POST",
                    "",
                    "application/json",
                    Json.write(body(question)),
                    asking.checked().eventId(),
                    received.trace());
            switch (received.upstream().send(service, request)) {
                case UpstreamResult.Failed(UpstreamResult.Fate fate) -> {
                    return Step.refused(fate.problem(), "service-" + fate.rule());
                }
                case UpstreamResult.Reply reply -> {
                    Optional<String> word = word(reply, question.answers());
                    if (word.isEmpty()) {
                        return Step.refused(Problem.BACKEND_UNREADABLE, "service-answer");
                    }
                    words.put(question.slot(), word.get());
                }
            }
        }
        return Step.go(words);
    }

    private static Value.Mapping body(Decision.Question question) {
        Map<String, Value> members = new LinkedHashMap<>();
        question.values().forEach((name, value) -> members.put(name, written(value)));
        return new Value.Mapping(members);
    }

    private static Value written(Value value) {
        return value instanceof Value.Blob blob ? Json.text(Base64.getEncoder().encodeToString(blob.bytes())) : value;
    }

    private static Optional<String> word(UpstreamResult.Reply reply, List<String> answers) {
        if (!reply.isSuccess() || reply.coded()) {
            return Optional.empty();
        }
        try {
            return Json.string(Json.read(reply.body()), "answer").filter(answers::contains);
        } catch (NotJson unreadable) { // answered as such; nothing of it is kept
            return Optional.empty();
        }
    }
}
