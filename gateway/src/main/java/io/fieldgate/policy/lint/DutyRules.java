package io.fieldgate.policy.lint;

import io.fieldgate.policy.Route;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.ProcessorBlock;
import io.fieldgate.policy.register.Register.PurposeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.derive.Ages;
import io.fieldgate.transform.form.Effect;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Groups ACC, BIO, OPS and LIF: who answers for it, other ways in, limits, and the file's own end.
final class DutyRules implements RegisterLint {
    private static final String ALREADY_PUBLIC = "already-public";
    private static final int OWED_DAYS = 30;
    private static final int SOON_DAYS = 14;

    @Override
    public List<String> rules() {
        return List.of(
                "FG-ACC-01",
                "FG-ACC-02",
                "FG-ACC-03",
                "FG-ACC-04",
                "FG-ACC-05",
                "FG-ACC-06",
                "FG-BIO-01",
                "FG-BIO-02",
                "FG-OPS-01",
                "FG-LIF-01",
                "FG-LIF-02",
                "FG-LIF-05");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        accountable(facts, out);
        facts.register().duties().purposes().forEach(purpose -> basis(purpose, facts, out));
        children(facts, out);
        facts.fields().stream().filter(facts::isBiometric).forEach(field -> biometric(field, facts, out));
        writers(facts, out);
        limits(facts, out);
        life(facts, out);
    }

    private static void accountable(Facts facts, Diagnostics out) {
        Register.AccountableBlock accountable = facts.register().duties().accountable();
        if (accountable.person().isEmpty() || accountable.contact().isEmpty()) {
            out.error(
                    "FG-ACC-01.person", accountable.span(), accountable.person().isPresent() ? "contact" : "person");
        }
        for (ProcessorBlock processor : accountable.processors()) {
            if (!processor.hasContract() || processor.until().isEmpty()) {
                out.error(
                        "FG-ACC-02.contract",
                        processor.org().span(),
                        processor.org().value(),
                        processor.hasContract() ? "until" : "contract");
            }
            processor
                    .until()
                    .filter(until -> until.value().isBefore(facts.today()))
                    .ifPresent(until -> out.error(
                            "FG-ACC-02.over", until.span(), processor.org().value(), until.value()));
        }
    }

    private static void basis(PurposeBlock purpose, Facts facts, Diagnostics out) {
        boolean isPublic = purpose.basis().value().equals(ALREADY_PUBLIC);
        if (isPublic && purpose.where().isEmpty()) {
            out.error("FG-ACC-03.where", purpose.basis().span(), purpose.name().value());
        }
        purpose.where()
                .filter(_ -> !isPublic && !purpose.basis().isUnread())
                .ifPresent(where -> out.error(
                        "FG-ACC-03.not-public",
                        where.span(),
                        purpose.name().value(),
                        purpose.basis().value()));
        if (!isPublic
                && !purpose.isConsent()
                && !purpose.basis().isUnread()
                && purpose.order().isEmpty()) {
            out.error(
                    "FG-ACC-03.order",
                    purpose.name().span(),
                    purpose.name().value(),
                    purpose.basis().value());
        }
        if (purpose.basis().value().equals("public-health-emergency")
                && facts.isKind(purpose.name().value(), "commercial")) {
            out.error(
                    "FG-ACC-04.commercial",
                    purpose.basis().span(),
                    purpose.name().value());
        }
        Optional<Located<String>> campaign = facts.register().duties().campaign();
        if (campaign.isPresent()
                && !purpose.basis().value().equals("public-health-emergency")
                && facts.isKind(purpose.name().value(), "commercial")) {
            out.error(
                            "FG-ACC-04.campaign",
                            purpose.name().span(),
                            purpose.name().value(),
                            campaign.get().value())
                    .other(campaign.get().span());
        }
        if (facts.isKind(purpose.name().value(), "rights")) {
            out.error("FG-ACC-03.rights", purpose.name().span(), purpose.name().value());
        }
    }

    private static void children(Facts facts, Diagnostics out) {
        Register register = facts.register();
        Optional<FieldBlock> age = facts.fields().stream()
                .filter(field -> Ages.areToldBy(facts.meanings(field)))
                .findFirst();
        Optional<Located<String>> word = register.duties().underFourteen();
        if (word.isEmpty() && age.isPresent()) {
            out.error(
                    "FG-ACC-05.unsaid",
                    age.get().name().span(),
                    age.get().name().value());
        }
        word.filter(said -> age.isEmpty()).ifPresent(said -> out.warn("FG-ACC-05.no-age", said.span(), said.value()));
        boolean consent = register.duties().purposes().stream().anyMatch(PurposeBlock::isConsent);
        word.filter(said -> said.value().equals("as-others") && consent)
                .ifPresent(said -> out.error("FG-ACC-05.as-others", said.span()));
    }

    private static void biometric(FieldBlock field, Facts facts, Diagnostics out) {
        if (!field.hasInstead()) {
            out.error("FG-BIO-01.instead", field.name().span(), field.name().value());
        }
        boolean could = !facts.allowed(field, Effect.DISCARD).isEmpty();
        if (could && !facts.isEphemeral(field) && !field.isByApp()) {
            out.warn(
                    "FG-BIO-02.kept",
                    field.life().as().map(Located::span).orElse(field.name().span()),
                    field.name().value());
        }
    }

    /// Staff write for whoever collects or uses the data.
    private static void writers(Facts facts, Diagnostics out) {
        Register.AccountableBlock accountable = facts.register().duties().accountable();
        Set<String> orgs = accountable.inCharge();
        for (Register.RouteBlock route : facts.register().flow().routes()) {
            for (Located<String> writer : route.by()) {
                facts.vocabulary()
                        .role(writer.value())
                        .map(role -> role.org().value())
                        .filter(org -> !orgs.contains(org))
                        .ifPresent(org -> out.error("FG-ACC-06.writer", writer.span(), writer.value(), org)
                                .other(accountable.span()));
            }
        }
    }

    private static void limits(Facts facts, Diagnostics out) {
        Register register = facts.register();
        Register.LimitsBlock limits = register.limits();
        boolean lists = register.flow().routes().stream()
                .anyMatch(route ->
                        route.act().kind() == Route.Kind.GIVES && route.act().many() == Route.Cardinality.LIST);
        boolean read = limits.body().isPresent() || limits.perClient().isPresent();
        if (read && lists && limits.page().isEmpty()) {
            out.error("FG-OPS-01.page", limits.span());
        }
        limits.perPerson()
                .ifPresent(rate -> register.flow().routes().stream()
                        .filter(route -> route.act().kind() == Route.Kind.TAKES
                                && route.act().open())
                        .findFirst()
                        .ifPresent(route -> out.error("FG-OPS-01.open", rate.span())
                                .other(route.template().span())));
    }

    private static void life(Facts facts, Diagnostics out) {
        LocalDate today = facts.today();
        facts.register().duties().sunset().ifPresent(sunset -> {
            if (sunset.value().isAfter(today.plusYears(1))) {
                out.error("FG-LIF-01.far", sunset.span(), sunset.value(), today.plusYears(1))
                        .fix(today.plusYears(1).toString());
            }
            if (sunset.value().isBefore(today.plusDays(SOON_DAYS))
                    && facts.fields().stream().anyMatch(field -> !facts.isEphemeral(field))) {
                out.warn("FG-LIF-05.soon", sunset.span(), sunset.value());
            }
        });
        facts.register().duties().assessmentDue().ifPresent(due -> {
            if (!due.value().isAfter(today)) {
                out.error("FG-LIF-02.overdue", due.span(), due.value());
            } else if (due.value().isAfter(today.plusDays(OWED_DAYS))) {
                out.error("FG-LIF-02.late", due.span(), due.value(), OWED_DAYS)
                        .fix(today.plusDays(OWED_DAYS).toString());
            }
        });
    }
}
