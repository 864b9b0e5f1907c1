package io.fieldgate.lifecycle;

import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.EndedBy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Route;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes on where the last process stopped, from what its log left open. Every step may have happened already.
/// Order: [#beforePolicies] before any listener opens, [#afterPolicies] before backends are called.
public final class ResumeAtBoot {
    private static final Logger LOG = LoggerFactory.getLogger(ResumeAtBoot.class);

    private final List<TenantKeys> domains;
    private final Sweeper sweeper;
    private final Eraser eraser;
    private final Consents consents;
    private final DeclaredEvents declaredEvents;
    private final DeletionObligations records;

    private ResumeAtBoot(
            List<TenantKeys> domains,
            Sweeper sweeper,
            Eraser eraser,
            Consents consents,
            DeclaredEvents declaredEvents,
            DeletionObligations records) {
        this.domains = List.copyOf(domains);
        this.sweeper = sweeper;
        this.eraser = eraser;
        this.consents = consents;
        this.declaredEvents = declaredEvents;
        this.records = records;
    }

    public static ResumeAtBoot open(
            List<TenantKeys> domains,
            Sweeper sweeper,
            Eraser eraser,
            Consents consents,
            DeclaredEvents declaredEvents,
            DeletionObligations records) {
        return new ResumeAtBoot(domains, sweeper, eraser, consents, declaredEvents, records);
    }

    /// Erasures, declared events and keys: what needs no policy. Errors: `KeysUnavailable`, `AuditUnavailable`,
    /// `StateUnavailable`.
    public void beforePolicies(OpenIntents open) {
        for (OpenIntents.Erasure erasure : open.erasures()) {
            for (String row : erasure.rows()) {
                Optional<ErasePlan> plan = ErasePlan.of(erasure.eraseId(), row, erasure.classes(), domains);
                plan.ifPresent(known -> redo(erasure, known));
            }
        }
        open.shreds().forEach(sweeper::resume);
        declaredEvents.resume();
    }

    private void redo(OpenIntents.Erasure erasure, ErasePlan plan) {
        if (erasure.isOpen()) {
            eraser.resume(erasure.index(), plan);
        } else {
            eraser.reapply(plan);
        }
        LOG.atInfo().log("An erasure of an earlier run is applied again.");
    }

    /// Withdrawals, and records an app may have stored without a due row. @return findings: records under an
    /// unknown id
    public int afterPolicies(OpenIntents open, Map<String, RegisterInForce> apps) {
        consents.resume(apps);
        Set<String> known = new HashSet<>();
        for (TenantKeys domain : domains) {
            known.addAll(records.table().events(domain.tenant().slot()));
        }
        int findings = 0;
        for (OpenIntents.Intent intent : open.intents()) {
            RegisterInForce app = apps.get(intent.app());
            if (app == null || known.contains(intent.id()) || !takes(app.policy(), intent.route())) {
                continue;
            }
            OptionalInt due = dueMinute(app.policy(), intent.at());
            if (due.isPresent()) {
                records.unresolved(app, Optional.empty(), due.getAsInt(), intent.id());
                findings++;
            }
        }
        if (findings > 0) {
            LOG.atError().addKeyValue("count", findings).log("Apps may hold records under ids nobody knows.");
        }
        return findings;
    }

    private static boolean takes(AppPolicy app, String template) {
        return app.erasing().isPresent()
                && app.routes().stream()
                        .anyMatch(route -> route.kind() == Route.Kind.TAKES
                                && route.template().equals(template));
    }

    /// When a record born at this instant is due: the earliest death among the values the app ends, else the
    /// latest of those a key ends. Empty where the app keeps nothing.
    public static OptionalInt dueMinute(AppPolicy app, Instant born) {
        OptionalInt earliest = minutes(app, born, EndedBy.APP).min();
        return earliest.isPresent() ? earliest : minutes(app, born, EndedBy.KEY).max();
    }

    private static IntStream minutes(AppPolicy app, Instant born, EndedBy endedBy) {
        return app.fields().stream()
                .filter(field -> field.endedBy() == endedBy)
                .map(FieldRule::stored)
                .flatMap(stored -> stored.keep().stream())
                .mapToInt(keep -> app.deathMinute(keep, born));
    }
}
