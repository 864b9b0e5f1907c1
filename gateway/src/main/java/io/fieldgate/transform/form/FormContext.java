package io.fieldgate.transform.form;

import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.keys.Sealer;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.SubjectStore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a form may need beside the value.
/// @param subject whose value it is; null where nobody is named
/// @param type vocabulary type of the value
public record FormContext(
        Sealer sealer,
        SubjectStore subjects,
        SealTarget to,
        @Nullable Subject subject,
        String type,
        LocalDate today) {}
