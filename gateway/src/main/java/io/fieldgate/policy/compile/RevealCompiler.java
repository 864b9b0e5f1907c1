package io.fieldgate.policy.compile;

import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.RevealRule.OwnRows.Kind;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.form.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles the reveal matrix: which form each field is shown in, and the weakest one past a limit.
final class RevealCompiler {
    private final Vocabulary vocabulary;
    private final List<Entry> entries;
    private final Map<String, Integer> slots;

    RevealCompiler(Vocabulary vocabulary, List<Entry> entries, Map<String, Integer> slots) {
        this.vocabulary = vocabulary;
        this.entries = entries;
        this.slots = slots;
    }

    RevealRule compile(RevealBlock block) {
        Role role = role(vocabulary, block.role().value());
        Map<Integer, Form> show = new HashMap<>();
        if (block.all().isPresent()) {
            for (Entry entry : entries) {
                if (entry instanceof FieldRule field && maySee(role, field)) {
                    strongest(field).ifPresent(form -> show.put(field.slot(), form));
                }
            }
        }
        for (ShowLine line : block.show()) {
            FieldRule field = field(line.entry().value());
            show.put(field.slot(), vocabulary.form(line.form().value()).orElseThrow());
        }
        boolean mask = block.cap().mask();
        return new RevealRule(
                role,
                block.purpose().value(),
                show,
                weakest(show),
                rows(block, role),
                block.cap().atMost().map(most -> OptionalInt.of(most.value())).orElse(OptionalInt.empty()),
                mask ? RevealRule.Beyond.MASK : RevealRule.Beyond.REFUSE,
                block.cap().on().stream().map(Located::value).collect(Collectors.toUnmodifiableSet()),
                needs(block),
                block.cap().identifying().isPresent(),
                block.role().span().line());
    }

    private RevealRule.Needs needs(RevealBlock block) {
        return new RevealRule.Needs(
                block.needs(Register.CASE),
                block.needs(Register.REASON) ? vocabulary.words().reasons().keySet() : Set.of(),
                block.needs(Register.SECOND_PERSON));
    }

    static Role role(Vocabulary vocabulary, String name) {
        if (name.equals(Role.SUBJECT)) {
            return new Role(Role.SUBJECT, "", "", Map.of());
        }
        Vocabulary.RoleBlock block = vocabulary.role(name).orElseThrow();
        return new Role(name, block.org().value(), block.claim().value(), block.own());
    }

    private static boolean maySee(Role role, FieldRule field) {
        return !field.isEphemeral()
                && (field.type().onlyTo().isEmpty() || field.type().onlyTo().contains(role.name()));
    }

    /// The strongest form the stored one can be shown in; a pseudonym, a mask or a generalised value is shown as it
    /// is stored, sealed or not.
    private static Optional<Form> strongest(FieldRule field) {
        return field.stored()
                .form()
                .flatMap(Form::unsealed)
                .or(() -> field.type().show().reversed().stream().findFirst());
    }

    private Map<Integer, Form> weakest(Map<Integer, Form> show) {
        Map<Integer, Form> weakest = new HashMap<>();
        show.forEach((slot, form) -> {
            FieldRule field = (FieldRule) entries.get(slot);
            for (Form weak : field.type().show()) { // weakest first
                if (weak.name().equals(form.name())) {
                    return; // no weaker one: left out
                }
                if (field.stored().form().map(stored -> stored.canShow(weak)).orElse(true)) {
                    weakest.put(slot, weak);
                    return;
                }
            }
        });
        return weakest;
    }

    private Optional<RevealRule.OwnRows> rows(RevealBlock block, Role role) {
        return block.cap().rows().map(rows -> {
            FieldRule field = field(rows.entry().value());
            String claim = role.own().get(field.type().name());
            if (claim == null) {
                throw new IllegalStateException("A judged view has no claim for its rows.");
            }
            boolean place = field.type().meanings().stream().anyMatch(Meaning.Place.class::isInstance);
            Kind own = place ? Kind.OWN_REGION : Kind.OWN;
            return new RevealRule.OwnRows(field.slot(), claim, rows.isOwn() ? own : Kind.NOT_OWN);
        });
    }

    private FieldRule field(String name) {
        return (FieldRule) entries.get(slots.getOrDefault(name, -1));
    }
}
