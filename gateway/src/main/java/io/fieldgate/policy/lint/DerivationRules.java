package io.fieldgate.policy.lint;

import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Vocabulary.AskBlock;
import io.fieldgate.policy.register.Vocabulary.DerivedBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Group DER: what is computed at the door.
final class DerivationRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of("FG-DER-01", "FG-DER-02", "FG-DER-03", "FG-DER-04");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (FieldBlock field : facts.fields()) {
            if (field.isDerived()) {
                derived(field, facts, out);
            } else {
                facts.type(field)
                        .filter(type -> type.checked().words().isEmpty())
                        .ifPresent(type -> out.error(
                                        "FG-DER-01.only-derived",
                                        field.type().span(),
                                        field.type().value(),
                                        sources(type))
                                .other(type.name().span()));
            }
            if (facts.isEphemeral(field)
                    && !facts.isSubject(field.name().value())
                    && !facts.isReadAtTheDoor(field)
                    && facts.fields().stream().noneMatch(other -> uses(other, field))) {
                out.error("FG-DER-03.unused", field.name().span(), field.name().value());
            }
        }
    }

    private static String sources(TypeBlock type) {
        return String.join(
                ", ", type.from().stream().map(from -> from.source().value()).toList());
    }

    private static boolean uses(FieldBlock user, FieldBlock used) {
        String name = used.name().value();
        return user.placing().from().filter(from -> from.value().equals(name)).isPresent()
                || user.placing().with().stream().anyMatch(with -> with.value().equals(name));
    }

    private static void derived(FieldBlock field, Facts facts, Diagnostics out) {
        if (!field.placing().at().isEmpty()) {
            out.error(
                    "FG-DER-02.at-and-from",
                    field.placing().at().getFirst().span(),
                    field.name().value());
        }
        Located<String> from = field.placing().from().orElseThrow();
        Optional<FieldBlock> source = facts.register().field(from.value());
        Optional<TypeBlock> type = facts.type(field);
        if (source.isEmpty() || type.isEmpty() || facts.type(source.get()).isEmpty()) {
            return;
        }
        if (source.get().isDerived() || source.get().isByApp()) {
            out.error(
                            source.get().isDerived() ? "FG-DER-02.two-steps" : "FG-DER-02.by-app",
                            from.span(),
                            field.name().value(),
                            from.value())
                    .other(source.get().name().span());
        }
        Optional<DerivedBlock> function = type.get().from(source.get().type().value());
        if (function.isEmpty()) {
            out.error(
                            "FG-DER-01.source",
                            from.span(),
                            field.type().value(),
                            source.get().type().value(),
                            type.get().from().isEmpty() ? "-" : sources(type.get()))
                    .other(type.get().name().span());
            return;
        }
        function.get().ask().ifPresentOrElse(ask -> asked(field, ask, facts, out), () -> {
            if (!field.placing().with().isEmpty()) {
                out.error(
                        "FG-DER-01.with",
                        field.placing().with().getFirst().span(),
                        field.name().value());
            }
        });
    }

    private static void asked(FieldBlock field, AskBlock ask, Facts facts, Diagnostics out) {
        List<Located<String>> sent = new ArrayList<>(field.placing().with());
        for (Located<String> with : field.placing().with()) {
            Optional<FieldBlock> other = facts.register().field(with.value());
            boolean allowed = other.filter(found -> ask.with().stream()
                            .anyMatch(type -> type.value().equals(found.type().value())))
                    .isPresent();
            if (other.isPresent()
                    && (!allowed || other.get().isDerived() || other.get().isByApp())) {
                out.error(
                        "FG-DER-01.with-type",
                        with.span(),
                        with.value(),
                        String.join(
                                ", ", ask.with().stream().map(Located::value).toList()));
            }
        }
        sent.add(field.placing().from().orElseThrow());
        for (Located<String> entry : sent) {
            boolean seen = facts.register().reveal().stream()
                    .filter(view -> view.role().value().equals(ask.role().value()))
                    .anyMatch(view -> facts.serves(field, view.purpose().value())
                            && view.show().stream()
                                    .anyMatch(line -> line.entry().value().equals(entry.value())));
            if (!seen) {
                out.error("FG-DER-04.not-revealed", entry.span(), ask.role().value(), entry.value());
            }
        }
    }

    /// Whether `user` is answered by this role out of the entry.
    static boolean asks(Facts facts, FieldBlock user, String entry, String role) {
        Optional<FieldBlock> source =
                user.placing().from().flatMap(from -> facts.register().field(from.value()));
        boolean takes =
                user.placing().from().filter(from -> from.value().equals(entry)).isPresent()
                        || user.placing().with().stream()
                                .anyMatch(with -> with.value().equals(entry));
        return takes
                && source.isPresent()
                && facts.type(user)
                        .flatMap(type -> type.from(source.get().type().value()))
                        .flatMap(DerivedBlock::ask)
                        .filter(ask -> ask.role().value().equals(role))
                        .isPresent();
    }
}
