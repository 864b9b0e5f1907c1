package io.fieldgate.lifecycle;

import io.fieldgate.audit.SubjectTags;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.RegisterInForce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// How a leaf names a person of whom nothing need be stored: a caller, somebody asked about. The tag leads to whoever
/// has that value for a day, then its key is gone.
/// Errors: `KeysUnavailable`. Thread rule: stateless; may block on a key miss.
public final class PersonTags {

    private PersonTags() {}

    /// @param value normalised value of the register's subject type
    /// @return empty where the campaign has ended, for then no leaf leads to anybody
    public static Optional<SubjectTags> of(RegisterInForce register, String value, Instant now) {
        AppKeys keys = register.keys();
        int link = register.policy().unkeptMinute(now);
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        byte[] tag = keys.tag(register.policy().subjectType().name(), value, link, day);
        return tag.length == 0 ? Optional.empty() : Optional.of(SubjectTags.of(keys.bucketName(link), List.of(tag)));
    }
}
