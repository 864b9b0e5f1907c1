package io.fieldgate.lifecycle;

import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Finds and enrols the persons one register speaks of, by the type its `subject` entry has.
final class SubjectEnrolment {
    private SubjectEnrolment() {}

    /// Whether the register names persons at all.
    static boolean areNamed(AppPolicy app) {
        return app.head().subject().isPresent();
    }

    static Subject enrol(RegisterInForce register, String normalized, Instant born) {
        AppKeys keys = register.keys();
        return keys.domain()
                .subjects()
                .enrol(
                        keys.scope(),
                        register.policy().subjectType().name(),
                        normalized,
                        keys.erasureClasses(),
                        keepUntil(register.policy(), born));
    }

    static Optional<Subject> find(RegisterInForce register, String normalized) {
        return register.keys()
                .domain()
                .subjects()
                .find(register.keys().scope(), register.policy().subjectType().name(), normalized);
    }

    /// The person as a leaf names him: his tag of the day under the bucket in which the app's longest value dies.
    static TaggedSubjects inLeaf(RegisterInForce register, Subject person, Instant now) {
        AppKeys keys = register.keys();
        int minute = keepUntil(register.policy(), now);
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        byte[] tag = keys.domain().subjects().tag(person, keys.scope(), minute, day);
        if (tag.length == 0) {
            return new TaggedSubjects(List.of(), 1); // its key is dead; no leaf leads to anybody
        }
        String link = new KeyId(KeyId.Kind.BUCKET, keys.domain().tenant().slot(), minute).name();
        return TaggedSubjects.one(link, tag);
    }

    /// The latest minute of death of any value the app could take at this instant.
    static int keepUntil(AppPolicy app, Instant born) {
        int latest = app.unkeptMinute(born);
        for (RetentionPeriod keep : app.entries().keeps()) {
            latest = Math.max(latest, app.deathMinute(keep, born));
        }
        return latest;
    }
}
