package io.fieldgate.policy.compile;

import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldRule.Source;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.CarryBlock;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.KeepBlock;
import io.fieldgate.policy.register.Vocabulary.AskBlock;
import io.fieldgate.policy.register.Vocabulary.DerivedBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compiles fields and carried values; a slot is the entry's index.
final class EntryCompiler {
    private final Register register;
    private final TypeCompiler types;
    private final Map<String, Integer> slots = new HashMap<>();

    EntryCompiler(Register register, TypeCompiler types) {
        this.register = register;
        this.types = types;
        register.entries().keySet().forEach(name -> slots.put(name, slots.size()));
    }

    Map<String, Integer> slots() {
        return Map.copyOf(slots);
    }

    List<Entry> compile() {
        List<Entry> entries = new ArrayList<>();
        for (FieldBlock field : register.flow().fields()) {
            entries.add(field(field));
        }
        for (CarryBlock carry : register.flow().carries()) {
            entries.add(carry(carry));
        }
        return entries;
    }

    private FieldRule field(FieldBlock field) {
        TypeBlock type = types.block(field.type().value());
        FieldRule.Stored stored = new FieldRule.Stored(
                field.life()
                        .as()
                        .map(form -> types.vocabulary().form(form.value()).orElseThrow()),
                field.life().keep().map(EntryCompiler::keep));
        Set<String> purposes =
                field.why().stream().map(why -> why.purpose().value()).collect(Collectors.toSet());
        return new FieldRule(
                slot(field.name()),
                field.name().value(),
                PolicyCompiler.places(field),
                types.compile(type),
                field.name().span().line(),
                source(field, type),
                stored,
                purposes,
                field.optional());
    }

    private static RetentionPeriod keep(KeepBlock keep) {
        Optional<RetentionPeriod.EventEnd> event = keep.event()
                .map(end -> new RetentionPeriod.EventEnd(
                        end.until().value(), end.then().orElseThrow().value()));
        return new RetentionPeriod(keep.life().orElseThrow(), keep.daily().map(Located::value), event);
    }

    private Source source(FieldBlock field, TypeBlock type) {
        if (field.isByApp()) {
            return new Source.App();
        }
        if (field.placing().from().isEmpty()) {
            return new Source.Client();
        }
        Located<String> from = field.placing().from().get();
        String sourceType = register.field(from.value()).orElseThrow().type().value();
        DerivedBlock derived = type.from(sourceType).orElseThrow();
        if (derived.ask().isPresent()) {
            AskBlock ask = derived.ask().get();
            List<Integer> with = field.placing().with().stream().map(this::slot).toList();
            return new Source.Asked(slot(from), with, ask.role().value(), ask.answers());
        }
        return new Source.Derived(slot(from), derived.function().orElseThrow());
    }

    private CarryRule carry(CarryBlock carry) {
        FieldType type = carry.type().value().equals("enum")
                ? types.ofWords(carry.of().stream().map(Located::value).toList())
                : types.compile(types.block(carry.type().value()));
        List<io.fieldgate.document.FieldPath> places =
                carry.at().stream().map(Located::value).toList();
        return new CarryRule(
                slot(carry.name()),
                carry.name().value(),
                places,
                type,
                carry.name().span().line());
    }

    private int slot(Located<String> name) {
        Integer slot = slots.get(name.value());
        if (slot == null) {
            throw new IllegalStateException("A judged register names an entry it does not have.");
        }
        return slot;
    }
}
