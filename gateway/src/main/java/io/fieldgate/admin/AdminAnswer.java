package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.nio.charset.StandardCharsets;

/// What one admin operation answers.
/// @param cache seconds a shared cache may keep it, 0 for none
/// @param allow the header `Allow`, empty for none
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdminAnswer(int status, String contentType, byte[] body, int cache, String allow) {

    AdminAnswer(int status, String contentType, byte[] body, int cache) {
        this(status, contentType, body, cache, "");
    }

    static AdminAnswer json(int status, Value body) {
        return new AdminAnswer(status, "application/json", Json.write(body), 0);
    }

    static AdminAnswer json(Value body) {
        return json(200, body);
    }

    static AdminAnswer text(String contentType, String body) {
        return new AdminAnswer(200, contentType, body.getBytes(StandardCharsets.UTF_8), 0);
    }
}
