package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import java.util.Optional;

/// Due rows: which records an app still holds in readable form, until when. No live row, no readable value in an answer.
/// The durable `intent` leaf is the pending row; a row is committed after the app's reply and before the caller's answer.
public final class LiveRecords {

    /// @param eventId id of the `intent` leaf
    public void born(AppPolicy app, AppKeys keys, String recordId, Optional<SubjectRef> person, int dueMinute, String eventId) {
        throw new IllegalStateException("not built");
    }

    /// By the latest clock.
    public boolean lives(AppPolicy app, AppKeys keys, String recordId) {
        throw new IllegalStateException("not built");
    }

    /// The app has confirmed the deletion.
    public void erased(AppPolicy app, AppKeys keys, String recordId) {
        throw new IllegalStateException("not built");
    }
}
