package io.fieldgate.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The entries of one register by slot, and the groups exchanges ask for, worked out once.
/// Immutable.
public final class Entries {
    private final List<Entry> all;
    private final List<FieldRule> fields;
    private final List<FieldRule> required;
    private final List<FieldRule> made;
    private final List<FieldRule> asked;
    private final List<FieldRule> byApp;
    private final List<RetentionPeriod> keeps;
    private final Set<String> names;
    private final int[] keepOf; // by slot: index in keeps, -1 for an entry that is not kept

    /// @param all fields, then carried values; the slot of an entry is its index
    public Entries(List<Entry> all) {
        this.all = List.copyOf(all);
        this.fields = all.stream()
                .filter(FieldRule.class::isInstance)
                .map(FieldRule.class::cast)
                .toList();
        this.required = fields.stream()
                .filter(field -> field.source() instanceof FieldRule.Source.Client && !field.optional())
                .toList();
        this.made = fields.stream()
                .filter(field -> field.source() instanceof FieldRule.Source.Derived
                        || field.source() instanceof FieldRule.Source.Asked)
                .toList();
        this.asked = fields.stream()
                .filter(field -> field.source() instanceof FieldRule.Source.Asked)
                .toList();
        this.byApp = fields.stream().filter(FieldRule::isByApp).toList();
        this.keeps = fields.stream()
                .flatMap(field -> field.stored().keep().stream())
                .distinct()
                .toList();
        this.names = all.stream()
                .flatMap(entry -> entry.places().stream())
                .flatMap(place -> place.steps().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.keepOf = all.stream()
                .mapToInt(entry -> entry instanceof FieldRule field
                        ? field.stored().keep().map(keeps::indexOf).orElse(-1)
                        : -1)
                .toArray();
    }

    public List<Entry> all() {
        return all;
    }

    /// Whether the register itself uses this name in a place, or everybody does: only such a name may be repeated in
    /// headers, problems and leaves. Any other is text a client or an app chose, and leaves live longer than both.
    public boolean isKnownName(String name) {
        return names.contains(name) || UsualNames.ALL.contains(name);
    }

    public int count() {
        return all.size();
    }

    public Entry at(int slot) {
        return all.get(slot);
    }

    /// In file order.
    public List<FieldRule> fields() {
        return fields;
    }

    /// Fields a client must send wherever its route asks for them.
    public List<FieldRule> required() {
        return required;
    }

    /// Fields the gateway makes out of others: derived ones and those a service answers.
    public List<FieldRule> made() {
        return made;
    }

    /// Fields a service answers.
    public List<FieldRule> asked() {
        return asked;
    }

    /// The different lives of fields that are kept.
    public List<RetentionPeriod> keeps() {
        return keeps;
    }

    /// Index in [#keeps()] of an entry's life, -1 where it is not kept.
    public int keepOf(int slot) {
        return keepOf[slot];
    }

    /// Fields that are the app's own values.
    public List<FieldRule> byApp() {
        return byApp;
    }
}
