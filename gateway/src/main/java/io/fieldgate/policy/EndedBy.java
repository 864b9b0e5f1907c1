package io.fieldgate.policy;

import io.fieldgate.transform.form.Form;
import java.time.Duration;
import java.util.Optional;

/// Who ends a kept value when its time is over. The officer is told by it which fields need an `erases` route, and by
/// it a record is due at the app.
public enum EndedBy {
    /// Nobody: nothing is kept.
    NOBODY,
    /// The gateway destroys the key of its token.
    KEY,
    /// The app's `erases` route: no key ends it, or a key ends only what it says and not what it is equal to.
    APP;

    /// So long a deterministic token may lie at the app. The app sees which records are of one person, and its copies
    /// of that outlive the key.
    private static final Duration LONGEST_EQUALITY = Duration.ofDays(2);

    /// @param form empty for the app's own value
    /// @param life the longest life as it is written in the policy; empty where none is
    public static EndedBy of(Optional<Form> form, Optional<Duration> life) {
        return form.map(stored -> switch (stored.effect()) {
                    case DISCARD -> NOBODY;
                    case SEAL -> KEY;
                    case TOKEN -> isLong(life) ? APP : KEY;
                    case PLAIN, NORMALISE, PSEUDONYM, MASK, GENERALISE -> APP;
                })
                .orElse(APP);
    }

    private static boolean isLong(Optional<Duration> life) {
        return life.isPresent() && life.get().compareTo(LONGEST_EQUALITY) > 0;
    }
}
