package io.fieldgate.policy.lint;

import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.register.Vocabulary.RoleBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.form.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Group REV: nobody sees more than role and purpose allow.
final class RevealRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of(
                "FG-REV-01",
                "FG-REV-02",
                "FG-REV-03",
                "FG-REV-04",
                "FG-REV-05",
                "FG-REV-06",
                "FG-REV-07",
                "FG-REV-08",
                "FG-REV-09",
                "FG-REV-10");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (RevealBlock view : facts.register().reveal()) {
            for (ShowLine line : view.show()) {
                facts.register().field(line.entry().value()).ifPresent(field -> line(view, line, field, facts, out));
            }
            rows(view, facts, out);
            bounds(view, facts, out);
            organisation(view, facts, out);
            ownData(view, facts, out);
            needs(view, facts, out);
        }
        seesOwn(facts, out);
    }

    private static void line(RevealBlock view, ShowLine line, FieldBlock field, Facts facts, Diagnostics out) {
        boolean judged = !field.why().isEmpty()
                && facts.vocabulary()
                        .words()
                        .purposes()
                        .containsKey(view.purpose().value());
        if (judged && !view.isSubject() && !facts.serves(field, view.purpose().value())) {
            out.error(
                            "FG-REV-01.purpose",
                            line.entry().span(),
                            field.name().value(),
                            view.purpose().value(),
                            purposes(field))
                    .other(field.name().span());
        }
        Optional<TypeBlock> type = facts.type(field);
        Optional<Form> shown = facts.vocabulary().form(line.form().value());
        if (type.isEmpty() || shown.isEmpty()) {
            return;
        }
        Set<String> onlyTo = new HashSet<>();
        type.get().allowed().onlyTo().forEach(role -> onlyTo.add(role.value()));
        if (!onlyTo.isEmpty() && !onlyTo.contains(view.role().value())) {
            out.error(
                            "FG-REV-03.role",
                            line.entry().span(),
                            field.name().value(),
                            view.role().value(),
                            String.join(", ", onlyTo))
                    .other(type.get().name().span());
        }
        boolean itself = field.life()
                        .as()
                        .filter(form -> form.value().equals(line.form().value()))
                        .isPresent()
                && !facts.isSealed(field);
        if (!type.get().shows(line.form().value()) && !itself) {
            out.error(
                            "FG-REV-03.form",
                            line.form().span(),
                            line.form().value(),
                            field.type().value(),
                            String.join(
                                    ", ",
                                    type.get().allowed().show().stream()
                                            .map(Located::value)
                                            .toList()))
                    .other(type.get().name().span());
        } else if (facts.isEphemeral(field) ? !isAsked(view, field, facts) : !canShow(field, shown.get(), facts)) {
            String stored = field.life().as().map(Located::value).orElse("-");
            out.error(
                            facts.isEphemeral(field) ? "FG-REV-02.ephemeral" : "FG-REV-02.form",
                            line.form().span(),
                            field.name().value(),
                            stored,
                            line.form().value())
                    .other(field.name().span());
        }
    }

    private static String purposes(FieldBlock field) {
        return String.join(
                ", ", field.why().stream().map(why -> why.purpose().value()).toList());
    }

    private static boolean canShow(FieldBlock field, Form shown, Facts facts) {
        return field.isByApp()
                ? shown.isReadable()
                : facts.form(field).map(stored -> stored.canShow(shown)).orElse(true);
    }

    /// An ephemeral value is seen by the service that is asked, and by nobody else.
    private static boolean isAsked(RevealBlock view, FieldBlock field, Facts facts) {
        return facts.fields().stream()
                .anyMatch(other -> DerivationRules.asks(
                        facts, other, field.name().value(), view.role().value()));
    }

    private static void rows(RevealBlock view, Facts facts, Diagnostics out) {
        Optional<Located<String>> entry = view.cap().rows().map(Register.RowsLine::entry);
        Optional<FieldBlock> field = entry.flatMap(name -> facts.register().field(name.value()));
        if (field.isEmpty()) {
            return;
        }
        if (!facts.serves(field.get(), view.purpose().value())) {
            out.error(
                            "FG-REV-01.rows",
                            entry.orElseThrow().span(),
                            field.get().name().value(),
                            view.purpose().value())
                    .other(field.get().name().span());
        }
        Optional<RoleBlock> role = facts.vocabulary().role(view.role().value());
        if (role.isPresent() && !role.get().own().containsKey(field.get().type().value())) {
            out.error(
                            "FG-REV-07.claim",
                            entry.orElseThrow().span(),
                            view.role().value(),
                            field.get().type().value())
                    .other(role.get().name().span());
        }
        if (!isComparable(field.get(), facts)) {
            out.error(
                    "FG-REV-07.unreadable",
                    entry.orElseThrow().span(),
                    field.get().name().value());
        }
        boolean own = view.cap().rows().orElseThrow().isOwn();
        if (!own && facts.isPlace(field.get())) { // a coarser place may hold the caller's own
            out.error(
                    "FG-REV-07.not-own-place",
                    entry.orElseThrow().span(),
                    field.get().name().value());
        }
    }

    /// With the caller's own value: not what is gone, not what stars hide, and of a place no keyed hash, which does not
    /// nest.
    private static boolean isComparable(FieldBlock field, Facts facts) {
        Optional<Form> stored = facts.form(field);
        return stored.isEmpty()
                || switch (stored.get().effect()) {
                    case DISCARD, MASK -> false;
                    case PSEUDONYM -> stored.get().tellsTheValue() && !facts.isPlace(field);
                    case PLAIN, NORMALISE, SEAL, TOKEN, GENERALISE -> true;
                };
    }

    private static void bounds(RevealBlock view, Facts facts, Diagnostics out) {
        if (!view.isSubject() && !view.role().isUnread() && !view.cap().hasAtMost()) {
            out.error("FG-REV-04.at-most", view.role().span(), view.role().value());
        }
        if (view.all().isPresent() && !view.isSubject()) {
            out.error("FG-REV-06.all", view.all().get(), view.role().value());
        }
        Optional<Located<Integer>> page = facts.register().limits().page();
        boolean lists = facts.register().flow().routes().stream()
                .anyMatch(route -> route.act().kind() == Route.Kind.GIVES
                        && route.act().many() == Route.Cardinality.LIST
                        && !route.act().open()
                        && view.cap().isOn(route));
        if (page.isPresent()
                && lists
                && view.cap().atMost().isPresent()
                && page.get().value() * 2L > view.cap().atMost().get().value()) {
            out.warn(
                            "FG-REV-08.page",
                            view.role().span(),
                            page.get().value(),
                            view.role().value(),
                            view.cap().atMost().get().value())
                    .other(page.get().span());
        }
    }

    private static void organisation(RevealBlock view, Facts facts, Diagnostics out) {
        Optional<RoleBlock> role = facts.vocabulary().role(view.role().value());
        Register.AccountableBlock accountable = facts.register().duties().accountable();
        if (role.isPresent() && !accountable.orgs().contains(role.get().org().value())) {
            out.error(
                            "FG-REV-05.org",
                            view.role().span(),
                            view.role().value(),
                            role.get().org().value())
                    .other(accountable.span());
        }
    }

    /// Own data and the subject go together, and never under another purpose.
    private static void ownData(RevealBlock view, Facts facts, Diagnostics out) {
        boolean rights = facts.isKind(view.purpose().value(), "rights");
        if (view.isSubject() != rights
                && !view.purpose().isUnread()
                && !view.role().isUnread()) {
            out.error(
                    rights ? "FG-REV-01.rights" : "FG-REV-01.subject",
                    view.purpose().span(),
                    view.role().value(),
                    Role.OWN_DATA);
        }
    }

    /// What a view needs must be something that can be there.
    private static void needs(RevealBlock view, Facts facts, Diagnostics out) {
        for (Located<String> need : view.needs()) {
            if (view.isSubject()) {
                out.error("FG-REV-10.subject", need.span());
            } else if (need.value().equals(Register.REASON)
                    && facts.vocabulary().words().reasons().isEmpty()) {
                out.error("FG-REV-10.reasons", need.span());
            } else if (need.value().equals(Register.SECOND_PERSON) && !givesOne(view, facts.register())) {
                out.error("FG-REV-10.record", need.span(), view.role().value());
            }
        }
    }

    /// Whether one record can be asked for by its id where the view holds, which is what a second person agrees to.
    private static boolean givesOne(RevealBlock view, Register register) {
        List<String> on = view.cap().on().stream().map(Located::value).toList();
        return register.flow().routes().stream()
                .filter(route -> on.isEmpty() || on.contains(route.template().value()))
                .filter(route ->
                        route.act().kind() == Route.Kind.GIVES && route.act().many() == Route.Cardinality.ONE)
                .anyMatch(route -> route.parameters().stream().anyMatch(register::isRecord));
    }

    private static void seesOwn(Facts facts, Diagnostics out) {
        Register register = facts.register();
        Optional<Located<String>> subject = register.identity().subject();
        boolean sees = register.reveal().stream()
                .anyMatch(view -> view.isSubject()
                        && view.all().isPresent()
                        && view.cap().on().isEmpty());
        boolean kept = facts.fields().stream().anyMatch(field -> !facts.isEphemeral(field));
        if (subject.isPresent() && kept && !sees) {
            out.error("FG-REV-09.own-data", subject.get().span());
        }
    }
}
