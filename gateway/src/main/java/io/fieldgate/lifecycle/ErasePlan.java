package io.fieldgate.lifecycle;

import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.lifecycle.Eraser.Records;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One erasure in one scope, so written that the `erase.intent` leaf alone can bring it back.
/// Shape of the id: `<random>` for a person, `<random>/<app>` for what one app holds, `<random>/<app>/sealed`
/// for sealed values only.
/// Shape of the row's handle: `t<tenant>-s<scope>-<16 letters a-p>`; letters, so that it never looks like a
/// number of a person.
/// @param classes erasure classes; empty for the whole person
record ErasePlan(
        String eraseId,
        TenantKeys domain,
        Scope scope,
        SubjectRef person,
        Set<Integer> classes,
        Optional<String> app,
        Records records) {
    private static final String SEALED_ONLY = "sealed";

    static ErasePlan ofPerson(String id, TenantKeys domain, Scope scope, SubjectRef person) {
        return new ErasePlan(id, domain, scope, person, Set.of(), Optional.empty(), Records.DUE_NOW);
    }

    static ErasePlan ofClasses(
            String id,
            TenantKeys domain,
            Scope scope,
            SubjectRef person,
            Set<Integer> classes,
            String app,
            Records records) {
        String tail = records == Records.STAY ? "/" + SEALED_ONLY : "";
        return new ErasePlan(
                id + "/" + app + tail, domain, scope, person, new TreeSet<>(classes), Optional.of(app), records);
    }

    /// Reads a leaf back. Empty for a tenant that is no longer configured.
    static Optional<ErasePlan> of(
            String eraseId, String handle, List<Integer> classes, Collection<TenantKeys> domains) {
        int first = handle.indexOf('-');
        int second = handle.indexOf('-', first + 1);
        int tenant = Integer.parseInt(handle.substring(1, first));
        int scopeSlot = Integer.parseInt(handle.substring(first + 2, second));
        SubjectRef person = new SubjectRef(scopeSlot, number(handle.substring(second + 1)));
        String[] parts = eraseId.split("/", -1);
        Optional<String> app = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
        Records fate = parts.length > 2 ? Records.STAY : Records.DUE_NOW;
        return domains.stream()
                .filter(domain -> domain.tenant().slot() == tenant)
                .findFirst()
                .map(domain -> new ErasePlan(
                        eraseId, domain, domain.scope(scopeSlot), person, new TreeSet<>(classes), app, fate));
    }

    boolean isWholePerson() {
        return app.isEmpty();
    }

    String handle() {
        return "t" + domain.tenant().slot() + "-s" + person.scopeSlot() + "-" + letters(person.rowId());
    }

    private static String letters(long number) {
        char[] text = new char[16];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ('a' + (int) (number >>> (60 - 4 * i) & 15));
        }
        return new String(text);
    }

    private static long number(String letters) {
        long number = 0;
        for (int i = 0; i < letters.length(); i++) {
            number = number << 4 | (letters.charAt(i) - 'a');
        }
        return number;
    }
}
