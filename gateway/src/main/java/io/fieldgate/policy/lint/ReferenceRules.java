package io.fieldgate.policy.lint;

import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.bind.PolicyKeys;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.NearMatch;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// FG-REF-01 for registers: every name leads somewhere.
final class ReferenceRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of("FG-REF-01");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        Names names = new Names(out);
        Register register = facts.register();
        Vocabulary vocabulary = facts.vocabulary();
        Vocabulary.Words words = vocabulary.words();
        names.known("scope", register.identity().scope(), words.scopes().keySet());
        register.duties().campaign().ifPresent(name -> names.known("campaign", name, facts.campaignNames()));
        names.known(
                "org", register.duties().accountable().collector(), words.orgs().keySet());
        register.duties()
                .accountable()
                .users()
                .forEach(org -> names.known("org", org, words.orgs().keySet()));
        register.duties()
                .accountable()
                .processors()
                .forEach(processor ->
                        names.known("org", processor.org(), words.orgs().keySet()));
        register.duties()
                .purposes()
                .forEach(purpose ->
                        names.known("purpose", purpose.name(), words.purposes().keySet()));
        entries(facts, names, out);
        register.flow().fields().forEach(field -> field(field, facts, names));
        register.flow().carries().stream()
                .filter(carry -> !carry.type().value().equals("enum"))
                .forEach(carry ->
                        names.known("type", carry.type(), vocabulary.types().keySet()));
        register.reveal().forEach(view -> view(view, facts, names));
        twice(register, out);
    }

    private static void entries(Facts facts, Names names, Diagnostics out) {
        Register register = facts.register();
        Collection<String> entries = register.entries().keySet();
        Set<String> carries = new HashSet<>();
        register.flow().carries().forEach(carry -> {
            if (!carries.add(carry.name().value())
                    || register.field(carry.name().value()).isPresent()) {
                out.error(
                                "FG-SYN-02.entry-twice",
                                carry.name().span(),
                                carry.name().value())
                        .other(register.entries()
                                .getOrDefault(carry.name().value(), carry.name().span()));
            }
        });
        register.identity()
                .subject()
                .ifPresent(entry -> names.known(
                        "field",
                        entry,
                        register.flow().fields().stream()
                                .map(field -> field.name().value())
                                .toList()));
        register.identity().record().ifPresent(entry -> names.known("carry", entry, carries));
        Set<String> writers = new HashSet<>(facts.vocabulary().words().roles().keySet());
        writers.addAll(List.of(Role.SUBJECT, Route.Writers.ANYONE));
        for (RouteBlock route : register.flow().routes()) {
            route.asks().forEach(entry -> names.known("entry", entry, entries));
            for (Located<String> entry : route.answers()) {
                if (register.field(entry.value()).isPresent() && !carries.contains(entry.value())) {
                    out.error("FG-REF-01.answers-field", entry.span(), entry.value());
                } else {
                    names.known("carry", entry, carries);
                }
            }
            route.by().forEach(writer -> names.known("writer", writer, writers));
        }
    }

    private static void field(FieldBlock field, Facts facts, Names names) {
        Vocabulary vocabulary = facts.vocabulary();
        List<String> fields =
                facts.fields().stream().map(other -> other.name().value()).toList();
        names.known("type", field.type(), vocabulary.types().keySet());
        field.life()
                .as()
                .ifPresent(form -> names.known("form", form, vocabulary.forms().keySet()));
        field.placing().from().ifPresent(from -> names.known("field", from, fields));
        field.placing().with().forEach(with -> names.known("field", with, fields));
        field.life()
                .keep()
                .flatMap(Register.KeepBlock::event)
                .ifPresent(end -> names.known(
                        "event", end.until(), vocabulary.words().events().keySet()));
    }

    private static void view(RevealBlock view, Facts facts, Names names) {
        Vocabulary vocabulary = facts.vocabulary();
        Set<String> roles = new HashSet<>(vocabulary.words().roles().keySet());
        roles.add(Role.SUBJECT);
        List<String> fields =
                facts.fields().stream().map(field -> field.name().value()).toList();
        names.known("role", view.role(), roles);
        names.known("purpose", view.purpose(), vocabulary.words().purposes().keySet());
        view.show().forEach(line -> {
            names.known("field", line.entry(), fields);
            names.known("form", line.form(), vocabulary.forms().keySet());
        });
        view.cap().rows().ifPresent(line -> names.known("field", line.entry(), fields));
        List<String> giving = facts.register().flow().routes().stream()
                .filter(route ->
                        route.act().kind() == Route.Kind.GIVES && !route.act().open())
                .map(route -> route.template().value())
                .toList();
        view.cap().on().forEach(route -> names.known("route", route, giving));
    }

    private static void twice(Register register, Diagnostics out) {
        for (int i = 0; i < register.reveal().size(); i++) {
            RevealBlock view = register.reveal().get(i);
            for (RevealBlock before : register.reveal().subList(0, i)) {
                boolean same = before.role().value().equals(view.role().value())
                        && before.purpose().value().equals(view.purpose().value());
                if (same && !view.role().isUnread() && !view.purpose().isUnread()) {
                    out.error(
                                    "FG-SYN-02.view-twice",
                                    view.role().span(),
                                    view.role().value(),
                                    view.purpose().value())
                            .other(before.role().span());
                }
            }
        }
    }

    /// Makes the finding for a name that leads nowhere.
    record Names(Diagnostics out) {
        private static final int MANY = 20;

        /// @param kind suffix of the message: `type`, `form`, `role` …
        void known(String kind, Located<String> name, Collection<String> accepted) {
            if (name.isUnread() || accepted.contains(name.value())) {
                return;
            }
            if (kind.equals("form") && PolicyKeys.isLaterForm(name.value())) {
                out.error(
                        "FG-SYN-09.word", name.span(), name.value(), PolicyKeys.THIS_VERSION, PolicyKeys.NEXT_VERSION);
                return;
            }
            List<String> words = near(name.value(), accepted);
            out.error("FG-REF-01." + kind, name.span(), name.value(), words.isEmpty() ? "–" : String.join(", ", words))
                    .fix(NearMatch.of(name.value(), accepted));
        }

        /// All of a few; of many those of the same family, else the families.
        private static List<String> near(String name, Collection<String> accepted) {
            List<String> sorted = accepted.stream().sorted().toList();
            if (sorted.size() <= MANY) {
                return sorted;
            }
            List<String> family = sorted.stream()
                    .filter(word -> family(word).equals(family(name)))
                    .toList();
            return family.isEmpty()
                    ? sorted.stream().map(Names::family).distinct().toList()
                    : family;
        }

        /// `health.` of `health.code`.
        private static String family(String name) {
            return name.substring(0, name.indexOf('.') + 1) + (name.indexOf('.') < 0 ? name : "…");
        }
    }
}
