package io.fieldgate.proxy.http;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One refusal on its way out: which problem, which places are at fault, and what the client may do next. Holds
/// no value.
/// @param rule id of the rule that refused, empty where the problem's name says it all
/// @param faults at most [#MAX_FAULTS] are written
/// @param retryAfter seconds until another try makes sense, 0 for none
/// @param allow methods for the `Allow` header of a 405, empty elsewhere
public record Refusal(Problem problem, String rule, List<Fault> faults, int retryAfter, List<String> allow) {

    public static final String MEDIA_TYPE = "application/problem+json";
    static final int MAX_FAULTS = 100;

    public Refusal {
        faults = List.copyOf(faults);
        allow = List.copyOf(allow);
    }

    public static Refusal of(Problem problem) {
        return new Refusal(problem, "", List.of(), 0, List.of());
    }

    public static Refusal of(Problem problem, String rule) {
        return new Refusal(problem, rule, List.of(), 0, List.of());
    }

    public static Refusal at(Problem problem, List<Fault> faults) {
        return new Refusal(problem, faults.isEmpty() ? "" : faults.getFirst().rule(), faults, 0, List.of());
    }

    public static Refusal later(Problem problem, int seconds) {
        return new Refusal(problem, "", List.of(), Math.max(1, seconds), List.of());
    }

    public static Refusal allowing(List<String> methods) {
        return new Refusal(Problem.METHOD_NOT_ALLOWED, "", List.of(), 0, methods);
    }

    /// The problem document. @param trace the `Fieldgate-Trace` of the exchange
    public byte[] json(String trace, Language language) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("type", Json.text(problem.type()));
        members.put("title", Json.text(ProblemTexts.title(problem, language)));
        members.put("status", Json.number(problem.status()));
        members.put("detail", Json.text(ProblemTexts.detail(problem, language)));
        members.put("trace", Json.text(trace));
        if (!rule.isEmpty()) {
            members.put("rule", Json.text(rule));
        }
        if (!faults.isEmpty()) {
            members.put("fields", new Value.Sequence(fields()));
        }
        return Json.write(new Value.Mapping(members));
    }

    private List<Value> fields() {
        List<Value> fields = new ArrayList<>();
        for (Fault fault : faults.subList(0, Math.min(faults.size(), MAX_FAULTS))) {
            Map<String, Value> members = new LinkedHashMap<>();
            members.put("at", Json.text(fault.at()));
            members.put("rule", Json.text(fault.rule()));
            if (fault.line() > 0) {
                members.put("line", Json.number(fault.line()));
            }
            fields.add(new Value.Mapping(members));
        }
        return fields;
    }
}
