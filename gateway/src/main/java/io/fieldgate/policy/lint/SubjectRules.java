package io.fieldgate.policy.lint;

import io.fieldgate.policy.FieldType.Identifies;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.source.Diagnostics;
import java.util.List;
import java.util.Optional;

/// FG-REF-08: a record that says whose it is. Without it nobody can see, correct, withdraw or erase what is his, and
/// two people in one record are not noticed.
final class SubjectRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of("FG-REF-08");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        Optional<Located<String>> subject = facts.register().identity().subject();
        Optional<FieldBlock> alone = facts.fields().stream()
                .filter(field -> !facts.isEphemeral(field) && facts.identifiesAlone(field))
                .findFirst();
        if (subject.isEmpty()) {
            alone.ifPresent(field -> out.error(
                    "FG-REF-08.nobody", field.name().span(), field.name().value()));
            if (alone.isEmpty()) {
                reachable(facts, out);
            }
            return;
        }
        Optional<FieldBlock> named =
                facts.register().field(subject.get().value()).filter(FieldBlock::optional);
        if (named.isPresent() && alone.isPresent()) {
            out.error(
                            "FG-REF-08.optional",
                            named.get().name().span(),
                            named.get().name().value(),
                            alone.get().name().value())
                    .other(subject.get().span());
        }
    }

    /// No number of a person, and still a way to reach one.
    private static void reachable(Facts facts, Diagnostics out) {
        facts.fields().stream()
                .filter(facts::isSealed)
                .filter(field -> facts.type(field)
                        .filter(type -> type.traits().identifies() == Identifies.CONTACT)
                        .isPresent())
                .findFirst()
                .ifPresent(field -> out.warn(
                        "FG-REF-08.contact", field.name().span(), field.name().value()));
    }
}
