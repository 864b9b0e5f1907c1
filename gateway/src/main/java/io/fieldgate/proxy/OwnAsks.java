package io.fieldgate.proxy;

import io.fieldgate.audit.LeafText;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.Fault;
import io.fieldgate.guard.DualControl;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Asking for an act that needs a second person: `POST` asks, `GET` lists what waits for somebody like the caller.
/// `{"act": "reveal", "object": "<record id>", "case": "…", "reason": "…"}`, case and reason where the view needs them.
final class OwnAsks implements OwnRoute {
    private static final int BODY_BYTES = 2_048; // 2 KiB
    private static final LocalDate NO_DAY = LocalDate.EPOCH; // a record's name is no date
    private static final Set<String> MEMBERS = Set.of("act", "object", "case", "reason");

    @Override
    public String name() {
        return "asks";
    }

    @Override
    public List<String> methods() {
        return List.of("GET", "POST", "OPTIONS");
    }

    @Override
    public int bodyBytes() {
        return BODY_BYTES;
    }

    @Override
    public Step<Response> answer(Scene scene, String method, byte[] body, ExchangeParts parts) {
        if (method.equals("GET")) {
            return Step.go(Response.of(waiting(scene, parts)));
        }
        return members(body, MEMBERS)
                .then(read -> wish(scene, read))
                .then(wish -> asked(scene, wish, parts.callers().acts()));
    }

    private static Answer waiting(Scene scene, ExchangeParts parts) {
        List<Value> asks =
                parts
                        .callers()
                        .acts()
                        .waiting(
                                scene.site().policy(),
                                scene.caller(),
                                scene.time().latest())
                        .stream()
                        .map(DualControl.Waiting::json)
                        .toList();
        return json(200, Json.object("asks", Json.list(asks)));
    }

    /// The JSON object of a small request, with no member but these.
    static Step<Value> members(byte[] body, Set<String> names) {
        Value read;
        try {
            read = Json.read(body);
        } catch (NotJson fault) {
            return Step.refused(Problem.MALFORMED, fault.reason());
        }
        return read instanceof Value.Mapping(Map<String, Value> members) && names.containsAll(members.keySet())
                ? Step.go(read)
                : Step.refused(Refusal.at(Problem.UNDECLARED, List.of(new Fault("/", "undeclared", 0))));
    }

    static Answer json(int status, Value value) {
        return new Answer(status, "application/json", Json.write(value), List.of());
    }

    /// The caller may ask for what a view of his would show him if somebody agreed.
    private static Step<DualControl.Wish> wish(Scene scene, Value read) {
        AppPolicy app = scene.site().policy();
        Caller caller = scene.caller();
        Optional<RevealRule> view = app.revealTo(caller.role(), caller.purpose())
                .filter(rule -> rule.role().org().equals(caller.org()));
        if (view.isEmpty()) {
            return Step.refused(Problem.ROLE_NOT_ALLOWED);
        }
        Optional<DualControl.Act> act = Json.string(read, "act").flatMap(DualControl.Act::of);
        if (act.isEmpty()) {
            return Step.refused(Refusal.at(Problem.UNFIT, List.of(new Fault("/act", "act", 0))));
        }
        return switch (act.get()) {
            case REVEAL ->
                view.get().needs().secondPerson()
                        ? wish(scene, act.get(), read, view.get().needs())
                        : Step.refused(Problem.ROLE_NOT_ALLOWED);
            case READ_ON -> wish(scene, act.get(), read, RevealRule.Needs.NOTHING);
        };
    }

    private static Step<DualControl.Wish> wish(Scene scene, DualControl.Act act, Value read, RevealRule.Needs needs) {
        AppPolicy app = scene.site().policy();
        List<Fault> faults = new ArrayList<>();
        Optional<String> object = Json.string(read, "object").flatMap(text -> object(app, act, text));
        if (object.isEmpty()) {
            faults.add(new Fault("/object", act == DualControl.Act.REVEAL ? "record-id" : "app", 0));
        }
        String number = Json.string(read, "case").orElse("");
        if (needs.caseNumber() ? !LeafText.isCaseNumber(number) : !number.isEmpty()) {
            faults.add(new Fault("/case", "case", 0));
        }
        String reason = Json.string(read, "reason").orElse("");
        if (needs.reasons().isEmpty() ? !reason.isEmpty() : !needs.reasons().contains(reason)) {
            faults.add(new Fault("/reason", "reason", 0));
        }
        String purpose = scene.caller().purpose();
        return faults.isEmpty()
                ? Step.go(new DualControl.Wish(act, app.name(), purpose, object.orElseThrow(), number, reason))
                : Step.refused(Refusal.at(Problem.UNFIT, faults));
    }

    private static Optional<String> object(AppPolicy app, DualControl.Act act, String text) {
        return switch (act) {
            case REVEAL -> recordId(app, text);
            case READ_ON -> Optional.of(text).filter(app.name()::equals);
        };
    }

    private static Optional<String> recordId(AppPolicy app, String text) {
        OptionalInt slot = app.head().record();
        return slot.isEmpty()
                ? Optional.empty()
                : app.entry(slot.getAsInt()).type().normalText(text, NO_DAY);
    }

    private static Step<Response> asked(Scene scene, DualControl.Wish wish, DualControl acts) {
        return OwnApprovals.told(acts.ask(wish, scene.caller(), scene.time().latest()));
    }
}
