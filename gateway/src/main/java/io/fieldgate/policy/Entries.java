package io.fieldgate.policy;

import java.util.List;

/// The entries of one register by slot, and the groups exchanges ask for, worked out once.
/// Immutable.
public final class Entries {
    private final List<Entry> all;
    private final List<FieldRule> fields;
    private final List<FieldRule> made;
    private final List<FieldRule> asked;
    private final List<FieldRule> byApp;
    private final List<Keep> keeps;

    /// @param all fields, then carried values; the slot of an entry is its index
    public Entries(List<Entry> all) {
        this.all = List.copyOf(all);
        this.fields = all.stream()
                .filter(FieldRule.class::isInstance)
                .map(FieldRule.class::cast)
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
    }

    public List<Entry> all() {
        return all;
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

    /// Fields the gateway makes out of others: derived ones and those a service answers.
    public List<FieldRule> made() {
        return made;
    }

    /// Fields a service answers.
    public List<FieldRule> asked() {
        return asked;
    }

    /// The different lives of fields that are kept.
    public List<Keep> keeps() {
        return keeps;
    }

    /// Fields that are the app's own values.
    public List<FieldRule> byApp() {
        return byApp;
    }
}
