package io.fieldgate.admin;

import static io.fieldgate.admin.Operation.Access.ANYONE;
import static io.fieldgate.admin.Operation.Access.AUDITOR;
import static io.fieldgate.admin.Operation.Access.OPERATOR;

import java.util.List;

/// Every operation of the admin plane, in one visible list.
final class AdminApi {
    private AdminApi() {}

    static List<Operation> operations(AdminParts parts) {
        Health health = new Health(parts.watch());
        LogFiles files = new LogFiles(parts.rooms().log());
        Upkeep upkeep = new Upkeep(parts);
        Questions questions = new Questions(parts);
        return List.of(
                new Operation("GET", "/healthz", ANYONE, request -> health.alive()),
                new Operation("GET", "/readyz", ANYONE, request -> health.ready()),
                new Operation("GET", "/metrics", ANYONE, request -> health.metrics()),
                new Operation("GET", "/log/checkpoint", ANYONE, request -> files.checkpoint()),
                new Operation("GET", "/log/tile/entries/*", AUDITOR, request -> files.entries(request.tail())),
                new Operation("GET", "/log/tile/*", ANYONE, request -> files.tile(request.tail())),
                new Operation("GET", "/api/v1/status", OPERATOR, request -> upkeep.status()),
                new Operation("GET", "/api/v1/doctor", OPERATOR, request -> upkeep.doctor()),
                new Operation("GET", "/api/v1/clock", OPERATOR, request -> upkeep.clock()),
                new Operation("POST", "/api/v1/clock/advance", OPERATOR, upkeep::advance),
                new Operation("GET", "/api/v1/retention", OPERATOR, request -> upkeep.retention()),
                new Operation("POST", "/api/v1/retention/sweep", OPERATOR, request -> upkeep.sweep()),
                new Operation("POST", "/api/v1/events/*", OPERATOR, upkeep::declare),
                new Operation("POST", "/api/v1/erase", OPERATOR, upkeep::erase),
                new Operation("POST", "/api/v1/audit/query", AUDITOR, questions::query),
                new Operation("POST", "/api/v1/audit/who", AUDITOR, questions::who),
                new Operation("POST", "/api/v1/audit/prove", AUDITOR, questions::prove));
    }
}
