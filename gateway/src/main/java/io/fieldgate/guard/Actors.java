package io.fieldgate.guard;

import io.fieldgate.audit.Actor;
import io.fieldgate.policy.Caller;

/// How a caller stands in the log: staff by their ids, a person never.
public final class Actors {

    private Actors() {}

    /// [Actor#SUBJECT] for a person acting for himself, [Actor#NOBODY] where no role is verified.
    public static Actor of(Caller caller) {
        if (caller.isSubject()) {
            return Actor.SUBJECT;
        }
        return caller.role().isEmpty()
                ? Actor.NOBODY
                : new Actor(caller.id(), caller.org(), caller.role(), caller.credential());
    }
}
