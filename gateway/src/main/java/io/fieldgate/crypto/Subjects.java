package io.fieldgate.crypto;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/// The persons of one tenant: blind index, subject rows with salts, pseudonyms, audit tags, erasure.
/// Errors: [KeysUnavailable], `StateUnavailable`. Thread rule: safe for many threads; may block on state or custodian.
/// Source: `docs/reference/keys.md` (blind index, pseudonym, subject row).
public final class Subjects {

    Subjects() {}

    /// Finds the person or writes index and subject row; committed before it returns.
    /// @param type vocabulary type of the identifying value
    /// @param normalized the value after its type's check
    /// @param erasureClasses classes the caller is about to seal under; missing salts are added
    /// @param keepUntilMinute latest death minute among the values to be sealed, so that the row outlives them
    public Subject enrol(Scope scope, String type, String normalized, Set<Integer> erasureClasses, int keepUntilMinute) {
        throw new IllegalStateException("not built");
    }

    public Optional<Subject> find(Scope scope, String type, String normalized) {
        throw new IllegalStateException("not built");
    }

    public Optional<Subject> load(SubjectRef ref) {
        throw new IllegalStateException("not built");
    }

    /// 26 characters `a-z2-7`, equal for one person inside one scope and campaign.
    public String pseudonym(Scope scope, String type, String normalized) {
        throw new IllegalStateException("not built");
    }

    /// True when the value is this person's, in constant time.
    public boolean isValueOf(Subject subject, Scope scope, String type, String normalized) {
        throw new IllegalStateException("not built");
    }

    public boolean isPseudonymOf(Subject subject, Scope scope, String pseudonym) {
        throw new IllegalStateException("not built");
    }

    /// The person's tag in leaves of one day linked to one expiry bucket: 16 bytes.
    public byte[] tag(Subject subject, Scope scope, int linkMinute, LocalDate utcDay) {
        throw new IllegalStateException("not built");
    }

    /// Deletes index and subject row: every value sealed for the person and every audit tag dies.
    public void erase(SubjectRef ref) {
        throw new IllegalStateException("not built");
    }

    /// Deletes one salt and raises its generation (a consent withdrawn, one app's data erased).
    public void eraseClass(SubjectRef ref, int erasureClass) {
        throw new IllegalStateException("not built");
    }
}
