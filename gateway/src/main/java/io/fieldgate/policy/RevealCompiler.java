package io.fieldgate.policy;

import io.fieldgate.policy.Register.RevealBlock;
import io.fieldgate.policy.Register.ShowLine;
import io.fieldgate.transform.Form;
import io.fieldgate.transform.Transform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Role role = role(block.role().value());
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
            show.put(field.slot(), shown(field, line.form().value()));
        }
        boolean mask = block.cap().mask();
        return new RevealRule(role, block.purpose().value(), show, mask ? weakest(show) : Map.of(), rows(block, role),
                block.cap().atMost(), mask ? RevealRule.Beyond.MASK : RevealRule.Beyond.REFUSE, block.role().span().line());
    }

    private Role role(String name) {
        if (name.equals(Role.SUBJECT)) {
            return new Role(Role.SUBJECT, "", "", Map.of());
        }
        Vocabulary.RoleBlock block = vocabulary.role(name).orElseThrow();
        return new Role(name, block.org().value(), block.claim().value(), block.own());
    }

    private static boolean maySee(Role role, FieldRule field) {
        return !field.isEphemeral() && (field.type().onlyTo().isEmpty() || field.type().onlyTo().contains(role.name()));
    }

    private static Optional<Form> strongest(FieldRule field) {
        if (isItself(field)) {
            return field.stored().form().map(RevealCompiler::asStored);
        }
        List<Form> show = field.type().show();
        return show.isEmpty() ? Optional.empty() : Optional.of(show.getLast());
    }

    /// A pseudonym or a generalised value cannot be turned back: it is shown as it is stored.
    static boolean isItself(FieldRule field) {
        return field.stored().form().filter(form -> form.undo() == Transform.Undo.NO && !form.isEphemeral()).isPresent();
    }

    /// Shows the stored value unchanged under the name of its form.
    private static Form asStored(Form form) {
        return new Form(form.name(), "identity", Transform.Undo.YES, form.deterministic(), List.of());
    }

    private Form shown(FieldRule field, String name) {
        boolean itself = isItself(field) && field.stored().form().filter(form -> form.name().equals(name)).isPresent();
        Form form = vocabulary.form(name).orElseThrow();
        return itself ? asStored(form) : form;
    }

    private Map<Integer, Form> weakest(Map<Integer, Form> show) {
        Map<Integer, Form> weakest = new HashMap<>();
        show.forEach((slot, form) -> {
            FieldRule field = (FieldRule) entries.get(slot);
            List<Form> forms = field.type().show();
            boolean weaker = !isItself(field) && !forms.isEmpty() && !forms.getFirst().name().equals(form.name());
            if (weaker) {
                weakest.put(slot, forms.getFirst());
            }
        });
        return weakest;
    }

    private Optional<RevealRule.OwnRows> rows(RevealBlock block, Role role) {
        return block.cap().rows().map(entry -> {
            FieldRule field = field(entry.value());
            String claim = role.own().get(field.type().name());
            if (claim == null) {
                throw new IllegalStateException("A judged view has no claim for its rows.");
            }
            return new RevealRule.OwnRows(field.slot(), claim);
        });
    }

    private FieldRule field(String name) {
        return (FieldRule) entries.get(slots.getOrDefault(name, -1));
    }
}
