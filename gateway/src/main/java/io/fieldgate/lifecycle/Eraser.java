package io.fieldgate.lifecycle;

import io.fieldgate.policy.AppPolicy;
import io.fieldgate.crypto.KeyDomain;
import io.fieldgate.crypto.SubjectRef;

/// Erases one person: intent leaf, rows gone, due rows due now, done leaf. Same answer whether the person exists or not.
public final class Eraser {

    /// @param erasureId random id named in both leaves
    /// @param owed `erases` calls the apps have not confirmed yet
    public record Receipt(String erasureId, int owed) {}

    /// In every scope of the tenant.
    public Receipt erase(KeyDomain domain, String type, String normalized, String trace) {
        throw new IllegalStateException("not built");
    }

    /// What one app holds of one person.
    public Receipt eraseAt(AppPolicy app, KeyDomain domain, SubjectRef person, String trace) {
        throw new IllegalStateException("not built");
    }
}
