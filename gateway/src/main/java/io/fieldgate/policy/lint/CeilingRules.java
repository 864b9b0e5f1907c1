package io.fieldgate.policy.lint;

import io.fieldgate.policy.bind.Scalars;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.RoleBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.form.Effect;
import java.util.List;

/// How much of everybody one view may reach: the vocabulary's ceilings (FG-REV-04, FG-OPS-01), identifiers shown whole
/// (FG-REV-11), and people who only work for the collector (FG-REV-12). A service that is asked is none of this: it
/// gets one person at a time, in an exchange of that person's own.
final class CeilingRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of("FG-REV-04", "FG-OPS-01", "FG-REV-11", "FG-REV-12");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        perClient(facts, out);
        for (RevealBlock view : facts.register().reveal()) {
            if (!view.isSubject()) {
                if (!isAsked(view, facts)) {
                    atMost(view, facts, out);
                }
                view.show().forEach(line -> whole(view, line, facts, out));
                processor(view, facts, out);
            }
        }
    }

    private static void perClient(Facts facts, Diagnostics out) {
        Vocabulary.Ceilings ceilings = facts.vocabulary().ceilings();
        facts.register()
                .limits()
                .perClient()
                .filter(rate -> rate.value().isAbove(ceilings.perClient()))
                .ifPresent(rate -> {
                    String most = Scalars.rate(ceilings.perClient());
                    Diagnostics.Finding finding = out.error("FG-OPS-01.ceiling", rate.span(), most);
                    ceilings.written().ifPresent(finding::other);
                    if (rate.value().window().equals(ceilings.perClient().window())) { // else it might widen
                        finding.fix(most);
                    }
                });
    }

    private static void atMost(RevealBlock view, Facts facts, Diagnostics out) {
        Vocabulary.Ceilings ceilings = facts.vocabulary().ceilings();
        view.cap().atMost().filter(most -> most.value() > ceilings.atMost()).ifPresent(most -> {
            Diagnostics.Finding finding =
                    out.error("FG-REV-04.ceiling", most.span(), view.role().value(), ceilings.atMost());
            ceilings.written().ifPresent(finding::other);
            finding.fix(ceilings.atMost() + " people per day");
        });
    }

    private static void whole(RevealBlock view, ShowLine line, Facts facts, Diagnostics out) {
        facts.register()
                .field(line.entry().value())
                .filter(facts::identifiesAlone)
                .filter(field -> facts.vocabulary()
                        .form(line.form().value())
                        .filter(form -> form.effect() == Effect.PLAIN || form.effect() == Effect.NORMALISE)
                        .isPresent())
                .filter(field -> !isService(view, field, facts))
                .ifPresent(field -> out.warn(
                                "FG-REV-11.whole",
                                line.form().span(),
                                view.role().value(),
                                field.name().value())
                        .other(field.name().span()));
    }

    /// It is asked, or the vocabulary keeps the type for the service that answers questions about it.
    private static boolean isService(RevealBlock view, FieldBlock field, Facts facts) {
        String role = view.role().value();
        boolean keptForIt = facts.type(field)
                .filter(type -> type.allowed().onlyTo().stream()
                        .anyMatch(word -> word.value().equals(role)))
                .isPresent();
        boolean answers = facts.vocabulary().types().values().stream()
                .flatMap(type -> type.from().stream())
                .flatMap(derived -> derived.ask().stream())
                .anyMatch(ask -> ask.role().value().equals(role));
        return (keptForIt && answers)
                || facts.fields().stream()
                        .anyMatch(other ->
                                DerivationRules.asks(facts, other, field.name().value(), role));
    }

    private static boolean isAsked(RevealBlock view, Facts facts) {
        return facts.fields().stream()
                .anyMatch(field -> facts.fields().stream()
                        .anyMatch(other -> DerivationRules.asks(
                                facts, other, field.name().value(), view.role().value())));
    }

    private static void processor(RevealBlock view, Facts facts, Diagnostics out) {
        Register.AccountableBlock accountable = facts.register().duties().accountable();
        facts.vocabulary()
                .role(view.role().value())
                .map(RoleBlock::org)
                .map(Located::value)
                .filter(org -> !accountable.inCharge().contains(org))
                .filter(org -> !isAsked(view, facts))
                .flatMap(org -> accountable.processors().stream()
                        .map(Register.ProcessorBlock::org)
                        .filter(processor -> processor.value().equals(org))
                        .findFirst())
                .ifPresent(org -> out.warn(
                                "FG-REV-12.processor",
                                view.role().span(),
                                view.role().value(),
                                org.value())
                        .other(org.span()));
    }
}
