package io.fieldgate.policy;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.TenantKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys side of one register: its scope, and for each slot the end class and erasure class its values are
/// sealed under.
/// Bound once when the register is loaded. Immutable.
public final class AppKeys {
    private final TenantKeys domain;
    private final Scope scope;
    private final List<Integer> endClasses;
    private final List<Integer> erasureClasses;
    private final List<Set<String>> resting;
    private final Set<Integer> classes;

    private AppKeys(
            TenantKeys domain,
            Scope scope,
            List<Integer> endClasses,
            List<Integer> erasureClasses,
            List<Set<String>> resting) {
        this.domain = domain;
        this.scope = scope;
        this.endClasses = List.copyOf(endClasses);
        this.erasureClasses = List.copyOf(erasureClasses);
        this.resting = List.copyOf(resting);
        this.classes = Set.copyOf(erasureClasses);
    }

    /// Registers what is new (may create end keys, so it needs the custodian).
    public static AppKeys bind(AppPolicy app, TenantKeys domain) {
        Scope scope = domain.scope(
                app.campaignName(),
                app.head().scope(),
                app.campaignEnd().orElse(app.duties().sunset().plus(app.longestLife())));
        List<Integer> ends = new ArrayList<>();
        List<Integer> erasures = new ArrayList<>();
        List<Set<String>> resting = new ArrayList<>();
        for (Entry entry : app.entries().all()) {
            Set<String> consents = entry instanceof FieldRule field ? consentPurposes(app, field) : Set.of();
            resting.add(consents);
            ends.add(entry instanceof FieldRule field ? endClass(field, domain) : 0);
            erasures.add(entry instanceof FieldRule ? domain.erasureClass(app.name(), consents) : 0);
        }
        return new AppKeys(domain, scope, ends, erasures, resting);
    }

    private static int endClass(FieldRule field, TenantKeys domain) {
        return field.stored()
                .keep()
                .flatMap(RetentionPeriod::event)
                .map(end -> domain.endClass(end.event(), end.then()))
                .orElse(0);
    }

    /// The consent purposes a field rests on alone; empty where any purpose rests on something else.
    public static Set<String> consentPurposes(AppPolicy app, FieldRule field) {
        return PurposeRule.consentOnly(field.purposes(), app::restsOnConsent) ? field.purposes() : Set.of();
    }

    /// As [#consentPurposes], by slot.
    public Set<String> consentPurposes(int slot) {
        return resting.get(slot);
    }

    public TenantKeys domain() {
        return domain;
    }

    public Scope scope() {
        return scope;
    }

    public int endClass(int slot) {
        return endClasses.get(slot);
    }

    public int erasureClass(int slot) {
        return erasureClasses.get(slot);
    }

    /// Every erasure class this register seals under.
    public Set<Integer> erasureClasses() {
        return classes;
    }

    /// The person of a reference, if anything of him is left. Close it.
    public Optional<Subject> person(SubjectRef ref) {
        return domain.subjects().load(ref);
    }

    /// The person's tag in leaves of one day, linked to one expiry bucket.
    public byte[] tag(Subject person, int linkMinute, LocalDate utcDay) {
        return domain.subjects().tag(person, scope, linkMinute, utcDay);
    }

    /// As [#tag(Subject, int, LocalDate)] of somebody of whom nothing is stored; equal for whoever has this value.
    /// @param type vocabulary type of the value
    public byte[] tag(String type, String normalized, int linkMinute, LocalDate utcDay) {
        return domain.subjects().tag(scope, type, normalized, linkMinute, utcDay);
    }

    /// As the tag of a stranger, of somebody known by his pseudonym in the app's scope.
    public byte[] tagOfPseudonym(String pseudonym, int linkMinute, LocalDate utcDay) {
        return domain.subjects().tagOfPseudonym(scope, pseudonym, linkMinute, utcDay);
    }

    /// 16 bytes, equal for equal texts in this register's scope, that say nothing without the keys.
    /// @param of what the text is a name of
    public byte[] nameOf(String of, String text) {
        return domain.recordIds().key(scope, of, text);
    }

    /// Name of the bucket of that minute, as leaves and the custodian have it.
    public String bucketName(int minute) {
        return new KeyId(KeyId.Kind.BUCKET, domain.tenant().slot(), minute).name();
    }
}
