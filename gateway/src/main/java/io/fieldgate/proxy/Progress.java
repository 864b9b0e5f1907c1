package io.fieldgate.proxy;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.AnswerBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far one exchange has come, so that whatever ends it can say so. Owned by the exchange's thread.
final class Progress {
    private static final long NONE = -1;

    final String trace;
    final long started;
    AnswerBody bytes = AnswerBody.SENT;
    boolean unclear; // the head had more than one reading: the connection ends
    private @Nullable MountedApp site;
    private @Nullable Route route;
    private Caller caller = Scene.NOBODY;
    private long openIntent = NONE;
    private Optional<TakesHandler.Pending> pending = Optional.empty();
    private @Nullable SubjectRef booking;

    private String clientKey = "";
    private IdempotencyKeys.@Nullable Event before;

    Progress(String trace, long started) {
        this.trace = trace;
        this.started = started;
    }

    void at(MountedApp where, @Nullable Route which) {
        this.site = where;
        this.route = which;
    }

    Caller caller() {
        return caller;
    }

    void by(Caller who) {
        this.caller = who;
    }

    /// The exchange so far, for leaves; null before an app is known.
    @Nullable
    Scene scene() {
        return site == null ? null : new Scene(trace, site, route == null ? "" : route.template(), caller);
    }

    ProcessingOperation op() {
        if (route == null) {
            return ProcessingOperation.READ;
        }
        return switch (route.kind()) {
            case TAKES -> ProcessingOperation.COLLECT;
            case GIVES -> ProcessingOperation.READ;
            case ERASES -> ProcessingOperation.ERASE;
        };
    }

    String app() {
        return site == null ? "none" : site.name();
    }

    /// An `intent` is durable and its outcome not yet noted.
    void opened(long intent) {
        this.openIntent = intent;
    }

    void closed() {
        this.openIntent = NONE;
    }

    boolean isOpen() {
        return openIntent != NONE;
    }

    long intent() {
        return openIntent;
    }

    /// A record is on its way to an app and has no due row yet. Until it has, the `intent` stays open: it is the
    /// pending row. @param row empty where none is needed
    void owes(Optional<TakesHandler.Pending> row) {
        pending = row;
    }

    void settled() {
        pending = Optional.empty();
    }

    Optional<TakesHandler.Pending> owed() {
        return pending;
    }

    /// The client named this event itself. @param event what is known of an earlier try
    void repeats(String key, IdempotencyKeys.@Nullable Event event) {
        this.clientKey = key;
        this.before = event;
    }

    String clientKey() {
        return clientKey;
    }

    boolean isDoneBefore() {
        return before != null && before.done();
    }

    /// The id of the event: that of the first try, or a new one.
    String eventId(EventIds ids) {
        return before == null ? ids.next() : before.eventId();
    }

    /// The caller's one booking is reserved and the backend has not yet confirmed it.
    void reserved(@Nullable SubjectRef person) {
        this.booking = person;
    }

    @Nullable
    SubjectRef booking() {
        return booking;
    }
}
