package io.fieldgate.policy.lint;

import io.fieldgate.policy.Role;
import io.fieldgate.policy.bind.Scalars;
import io.fieldgate.policy.register.Invariants.Condition;
import io.fieldgate.policy.register.Invariants.InvariantBlock;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Vocabulary.RoleBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.form.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// FG-INV-01: no row of what may flow matches a line of `invariants.yaml`. A flat scan; the first matching row
/// is the counterexample.
/// Rows: (field, purpose) for the organisations that hold it in its stored form, and (field, purpose, role) for
/// each view.
final class InvariantRules implements Lint {
    private static final String LIFE = "life-over";

    /// One row. Conditions on a role look at rows of views only; the subject is never another role or organisation.
    private record Row(
            FieldBlock field,
            Map<String, List<String>> columns,
            Optional<Duration> life,
            boolean view,
            boolean subject,
            Span span) {

        /// What it is in the columns a line of the file asks for.
        String told(InvariantBlock line) {
            return line.conditions().stream().map(this::told).collect(Collectors.joining(", "));
        }

        private String told(Condition condition) {
            return condition.column().equals(LIFE)
                    ? "life: " + life.map(Scalars::period).orElse("–")
                    : condition.column() + ": " + String.join(" ", columns.getOrDefault(condition.column(), List.of()));
        }

        /// Where that is written: the keep, the stored form or the type, where the line asks for one of these last.
        Span at(InvariantBlock line) {
            List<String> asked =
                    line.conditions().stream().map(Condition::column).toList();
            if (asked.contains(LIFE)) {
                return field.life().keep().map(Register.KeepBlock::span).orElse(span);
            }
            if (!view && asked.contains("form")) {
                return field.life().as().map(Located::span).orElse(span);
            }
            return !view && asked.contains("type") ? field.type().span() : span;
        }
    }

    @Override
    public List<String> rules() {
        return List.of("FG-INV-01");
    }

    @Override
    public void check(PolicyDraft draft, Diagnostics out) {
        for (Register register : draft.registers()) {
            List<Row> rows = rows(new Facts(draft, register));
            for (InvariantBlock line : draft.invariants().lines()) {
                rows.stream()
                        .filter(row -> line.conditions().stream().allMatch(condition -> holds(condition, row)))
                        .findFirst()
                        .ifPresent(row -> out.error(
                                        "FG-INV-01.broken",
                                        row.at(line),
                                        row.field().name().value(),
                                        row.told(line),
                                        line.conditions().stream()
                                                .map(Condition::written)
                                                .collect(Collectors.joining(", ")),
                                        line.because())
                                .other(line.span()));
            }
        }
    }

    private static List<Row> rows(Facts facts) {
        List<Row> rows = new ArrayList<>();
        for (FieldBlock field : facts.fields()) {
            for (Register.WhyLine why : field.why()) {
                held(field, why.purpose().value(), facts).ifPresent(rows::add);
                facts.register().reveal().stream()
                        .filter(view -> view.isSubject()
                                || view.purpose().value().equals(why.purpose().value()))
                        .forEach(view ->
                                seen(field, why.purpose().value(), view, facts).ifPresent(rows::add));
            }
        }
        return rows;
    }

    private static Optional<Row> held(FieldBlock field, String purpose, Facts facts) {
        Register.AccountableBlock accountable = facts.register().duties().accountable();
        List<String> orgs = Stream.concat(
                        Stream.of(accountable.collector()),
                        accountable.processors().stream().map(Register.ProcessorBlock::org))
                .map(Located::value)
                .toList();
        List<String> forms = field.isByApp()
                ? plain(facts)
                : List.of(field.life().as().map(Located::value).orElse(""));
        return facts.isEphemeral(field)
                ? Optional.empty()
                : row(
                        field,
                        purpose,
                        forms,
                        orgs,
                        Optional.empty(),
                        field.name().span(),
                        facts);
    }

    /// What the app itself makes stands there as it is.
    private static List<String> plain(Facts facts) {
        return facts.vocabulary().forms().values().stream()
                .filter(block -> block.form().effect() == Effect.PLAIN)
                .map(block -> block.name().value())
                .toList();
    }

    private static Optional<Row> seen(FieldBlock field, String purpose, RevealBlock view, Facts facts) {
        Optional<Register.ShowLine> line = view.show().stream()
                .filter(shown -> shown.entry().value().equals(field.name().value()))
                .findFirst();
        Optional<TypeBlock> type = facts.type(field);
        if (view.all().isPresent() && !facts.isEphemeral(field)) {
            List<String> strongest = type.map(found -> found.allowed().show().reversed().stream()
                            .limit(1)
                            .map(Located::value)
                            .toList())
                    .orElse(List.of());
            boolean hidden = type.filter(found -> !found.allowed().onlyTo().isEmpty()
                            && found.allowed().onlyTo().stream()
                                    .noneMatch(role ->
                                            role.value().equals(view.role().value())))
                    .isPresent();
            return hidden
                    ? Optional.empty()
                    : row(
                            field,
                            purpose,
                            strongest,
                            List.of(),
                            Optional.of(view),
                            view.role().span(),
                            facts);
        }
        List<String> orgs =
                facts.vocabulary().role(view.role().value()).map(RoleBlock::org).map(Located::value).stream()
                        .toList();
        return line.flatMap(shown -> row(
                field,
                purpose,
                List.of(shown.form().value()),
                orgs,
                Optional.of(view),
                shown.entry().span(),
                facts));
    }

    private static Optional<Row> row(
            FieldBlock field,
            String purpose,
            List<String> forms,
            List<String> orgs,
            Optional<RevealBlock> view,
            Span span,
            Facts facts) {
        Optional<TypeBlock> type = facts.type(field);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<String> basis = facts
                .register()
                .purpose(purpose)
                .map(block -> block.basis().value())
                .stream()
                .toList();
        Map<String, List<String>> columns = Map.of(
                "type", List.of(field.type().value()),
                "category", List.of(type.get().traits().category()),
                "level", List.of(facts.level(field).name().toLowerCase(Locale.ROOT)),
                "app", List.of(facts.register().app()),
                "purpose", List.of(purpose),
                "basis", basis,
                "role", view.map(found -> List.of(found.role().value())).orElse(List.of()),
                "org", orgs,
                "form", forms);
        boolean subject =
                view.filter(found -> found.role().value().equals(Role.SUBJECT)).isPresent();
        return Optional.of(new Row(field, columns, facts.life(field), view.isPresent(), subject, span));
    }

    private static boolean holds(Condition condition, Row row) {
        if (condition.column().equals(LIFE)) {
            Optional<Duration> bound = Scalars.period(condition.words().getFirst());
            return bound.isPresent()
                    && row.life()
                            .filter(life -> life.compareTo(bound.get()) > 0)
                            .isPresent();
        }
        boolean personal =
                condition.column().equals("role") || condition.column().equals("org");
        if ((condition.column().equals("role") && !row.view())
                || (personal && condition.otherThan() && row.subject())) {
            return false;
        }
        List<String> values = row.columns().getOrDefault(condition.column(), List.of());
        return condition.otherThan()
                ? values.stream().anyMatch(value -> !condition.words().contains(value))
                : values.stream().anyMatch(condition.words()::contains);
    }
}
