package io.fieldgate.boot;

import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.source.Diagnostic;
import java.util.List;

/// The leaves that say which policy bytes are in force and which were refused, durable before any listener opens.
final class PolicyLoading {
    private static final long NO_BUNDLE = 0; // files of a folder have no serial

    private PolicyLoading() {}

    static void record(PolicySnapshot policies, AuditLog log) {
        policies.apps().values().forEach(app -> log.append(loaded(app)));
        for (String name : policies.closed()) {
            List<String> rules = policies.findingsOf(name + ".yaml").stream()
                    .filter(Diagnostic::blocks)
                    .map(Diagnostic::rule)
                    .distinct()
                    .toList();
            log.append(new GovernanceEvent.PolicyReject(new PolicyRef(name, NO_BUNDLE, ""), name, rules));
        }
    }

    private static AuditEvent loaded(AppPolicy app) {
        List<GovernanceEvent.FieldForm> fields =
                app.fields().stream().map(PolicyLoading::form).toList();
        AppPolicy.Accountable who = app.duties().accountable();
        return new GovernanceEvent.PolicyLoad(
                new PolicyRef(app.name(), NO_BUNDLE, app.head().digest()),
                app.name(),
                new Parties(who.collector(), String.join("+", who.processors())),
                who.person(),
                fields,
                List.of());
    }

    private static GovernanceEvent.FieldForm form(FieldRule field) {
        return new GovernanceEvent.FieldForm(
                field.name(),
                field.stored().form().map(form -> form.name()).orElse("by-app"),
                field.stored().keep().map(keep -> keep.life().toString()).orElse(""));
    }
}
