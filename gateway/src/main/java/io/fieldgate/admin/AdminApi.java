package io.fieldgate.admin;

import static io.fieldgate.admin.Operation.Access.ANYONE;
import static io.fieldgate.admin.Operation.Access.AUDITOR;
import static io.fieldgate.admin.Operation.Access.OPERATOR;
import static io.fieldgate.admin.Operation.Access.STAFF;
import static io.fieldgate.admin.Operation.plain;
import static io.fieldgate.admin.Parameter.Kind.DAY;
import static io.fieldgate.admin.Parameter.Kind.INDEX;
import static io.fieldgate.admin.Parameter.Kind.INSTANT;
import static io.fieldgate.admin.Parameter.Kind.PERIOD;
import static io.fieldgate.admin.Parameter.Kind.TEXT;
import static io.fieldgate.admin.Parameter.Kind.TOKENS;
import static io.fieldgate.admin.Parameter.optional;
import static io.fieldgate.admin.Parameter.required;

import io.fieldgate.audit.query.AuditQuery;
import java.util.ArrayList;
import java.util.List;

/// Every operation of the admin plane, in one visible list.
final class AdminApi {
    private static final List<Parameter> PERSON =
            List.of(required("type", TEXT), required("value", TEXT), required("case", TEXT));

    private AdminApi() {}

    static List<Operation> operations(AdminParts parts) {
        Health health = new Health(parts.watch());
        LogFiles files = new LogFiles(parts.log());
        OperatorApi operatorApi = new OperatorApi(parts);
        ApproverApi approverApi = new ApproverApi(parts);
        AuditorApi auditorApi = new AuditorApi(parts);
        return List.of(
                plain("GET", "/healthz", ANYONE, request -> health.alive()),
                plain("GET", "/readyz", ANYONE, request -> health.ready()),
                plain("GET", "/metrics", ANYONE, request -> health.metrics()),
                plain("GET", "/log/checkpoint", ANYONE, request -> files.checkpoint()),
                plain("GET", "/log/tile/entries/*", AUDITOR, request -> files.entries(request.tail())),
                plain("GET", "/log/tile/*", ANYONE, request -> files.tile(request.tail())),
                plain("GET", "/api/v1/openapi.yaml", ANYONE, request -> OpenApi.file()),
                plain("GET", "/api/v1/status", OPERATOR, request -> operatorApi.status()),
                plain("GET", "/api/v1/doctor", OPERATOR, request -> operatorApi.doctor()),
                plain("GET", "/api/v1/clock", OPERATOR, request -> operatorApi.clock()),
                new Operation(
                        "POST",
                        "/api/v1/clock/advance",
                        OPERATOR,
                        List.of(required("by", PERIOD)),
                        operatorApi::advance),
                plain("GET", "/api/v1/retention", OPERATOR, request -> operatorApi.retention()),
                plain("POST", "/api/v1/retention/sweep", OPERATOR, request -> operatorApi.sweep()),
                new Operation(
                        "POST",
                        "/api/v1/events/*",
                        OPERATOR,
                        List.of(optional("at", INSTANT), required("approvers", TOKENS)),
                        operatorApi::declare),
                new Operation("POST", "/api/v1/erase", OPERATOR, PERSON, operatorApi::erase),
                plain("GET", "/api/v1/asks", STAFF, approverApi::waiting),
                plain("POST", "/api/v1/asks/*", STAFF, approverApi::approve),
                new Operation("POST", "/api/v1/audit/query", AUDITOR, query(), auditorApi::query),
                new Operation("POST", "/api/v1/audit/who", AUDITOR, who(), auditorApi::who),
                new Operation(
                        "POST", "/api/v1/audit/prove", AUDITOR, List.of(required("index", INDEX)), auditorApi::prove));
    }

    private static List<Parameter> query() {
        List<Parameter> takes = new ArrayList<>(filters());
        takes.add(optional("collects", TEXT));
        takes.add(optional("responsible", TEXT));
        takes.add(optional("case", TEXT));
        return takes;
    }

    private static List<Parameter> who() {
        List<Parameter> takes = new ArrayList<>(PERSON);
        takes.addAll(filters());
        return takes;
    }

    private static List<Parameter> filters() {
        List<Parameter> takes = new ArrayList<>();
        for (AuditQuery.By by : AuditQuery.By.values()) {
            takes.add(optional(by.word(), TEXT));
        }
        takes.add(optional("from", INSTANT));
        takes.add(optional("to", INSTANT));
        takes.add(optional("on", DAY));
        return takes;
    }
}
