package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.policy.Caller;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// One admin request, body in memory.
/// @param tail what the path holds after the operation's fixed part, empty for most
/// @param caller empty where the operation is open to anyone
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdminRequest(String tail, byte[] raw, Optional<Caller> caller) {

    Value body() {
        try {
            return raw.length == 0 ? Json.object() : Json.read(raw);
        } catch (NotJson notOne) {
            throw AdminRefusal.malformed("The body is no JSON object.");
        }
    }

    Caller known() {
        return caller.orElseThrow();
    }

    static Optional<String> text(Value body, String name) {
        return Json.string(body, name).filter(text -> !text.isEmpty());
    }

    static String required(Value body, String name) {
        return text(body, name).orElseThrow(() -> AdminRefusal.malformed("`" + name + "` is missing."));
    }

    static Optional<Instant> instant(Value body, String name) {
        return text(body, name).map(text -> {
            try {
                return text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException notOne) {
                throw AdminRefusal.malformed("`" + name + "` is no instant such as 2020-02-20T10:00:00+08:00.");
            }
        });
    }
}
