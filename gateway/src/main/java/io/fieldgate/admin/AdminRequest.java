package io.fieldgate.admin;

import io.fieldgate.audit.LeafText;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.policy.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// One admin request, body in memory and of the operation's parameters only.
/// @param tail what the path holds after the operation's fixed part, empty for most
/// @param caller empty where the operation is open to anyone
record AdminRequest(String tail, Value body, Optional<Caller> caller) {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z"); // the log counts in microseconds

    Caller known() {
        return caller.orElseThrow();
    }

    static Optional<String> text(Value body, String name) {
        return Json.string(body, name).filter(text -> !text.isEmpty());
    }

    static String required(Value body, String name) {
        return text(body, name).orElseThrow(() -> AdminRefusal.malformed("`" + name + "` is missing."));
    }

    /// @return empty text where none was given
    static String caseNumber(Value body) {
        String number = text(body, "case").orElse("");
        if (!number.isEmpty() && !LeafText.isCaseNumber(number)) {
            throw AdminRefusal.malformed("`case` is no case number: letters, digits and `./_-`, at most 40.");
        }
        return number;
    }

    static Optional<Instant> instant(Value body, String name) {
        return text(body, name).map(text -> {
            try {
                Instant read = text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
                return inRange(read, name);
            } catch (DateTimeException notOne) {
                throw AdminRefusal.malformed("`" + name + "` is no instant such as 2020-02-20T10:00:00+08:00.");
            }
        });
    }

    static Optional<LocalDate> day(Value body, String name) {
        return text(body, name).map(text -> {
            try {
                LocalDate day = LocalDate.parse(text);
                inRange(day.atStartOfDay(ZoneOffset.UTC).toInstant(), name);
                return day;
            } catch (DateTimeException notOne) {
                throw AdminRefusal.malformed("`" + name + "` is no day such as 2020-02-20.");
            }
        });
    }

    private static Instant inRange(Instant read, String name) {
        if (read.isBefore(Instant.EPOCH) || !read.isBefore(LAST)) {
            throw AdminRefusal.malformed("`" + name + "` lies outside the years 1970 to 9999.");
        }
        return read;
    }
}
