package io.fieldgate.audit;

import java.util.List;
import java.util.Optional;

/// What all data-plane leaves share: which exchange, by which policy, who, why, about whom, which fields.
/// @param trace id of the exchange, the `Fieldgate-Trace` of its answer
/// @param route method and route template, never the raw path; empty where no route matched
/// @param caller his tag where he is a person acting for himself, apart from whom it is about
public record Access(
        String trace,
        String app,
        String route,
        ProcessingOperation op,
        PolicyRef policy,
        Parties parties,
        Actor actor,
        Optional<SubjectTags> caller,
        LegalBasis grounds,
        TaggedSubjects subjects,
        List<FieldAction> fields) {

    public Access {
        LeafText.id("trace", trace);
        LeafText.declaredName("app", app);
        LeafText.routeOrNone(route);
        fields = List.copyOf(fields);
    }

    Access inCase(String caseNumber) {
        LegalBasis basis = new LegalBasis(grounds.purpose(), grounds.basis(), grounds.consent(), caseNumber);
        return new Access(trace, app, route, op, policy, parties, actor, caller, basis, subjects, fields);
    }
}
