package io.fieldgate.audit;

import java.util.List;

/// What all data-plane leaves share: which exchange, by which policy, who, why, about whom, which fields.
/// @param trace id of the exchange, the `Fieldgate-Trace` of its answer
/// @param route method and route template, never the raw path; empty where no route matched
public record Access(
        String trace,
        String app,
        String route,
        ProcessingOperation op,
        PolicyRef policy,
        Parties parties,
        Actor actor,
        LegalBasis grounds,
        TaggedSubjects subjects,
        List<FieldAction> fields) {

    public Access {
        LeafText.id("trace", trace);
        LeafText.declaredName("app", app);
        LeafText.routeOrNone(route);
        fields = List.copyOf(fields);
    }
}
