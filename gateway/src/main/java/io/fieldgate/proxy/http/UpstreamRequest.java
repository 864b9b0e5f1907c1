package io.fieldgate.proxy.http;

/// A request to a backend or service, built from declared values only. The headers it becomes are these and no
/// others: `Host`, `Accept`, `Content-Type`, `Content-Length`, `Idempotency-Key`, `Fieldgate-Trace`.
/// @param target path and query, encoded, below the backend's base path
/// @param contentType empty where there is no body
/// @param eventId the event's id, sent as `Idempotency-Key`
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UpstreamRequest(
        String method, String target, String contentType, byte[] body, String eventId, String trace) {

    private static final byte[] NOTHING = {};

    public static UpstreamRequest without(String method, String target, String eventId, String trace) {
        return new UpstreamRequest(method, target, "", NOTHING, eventId, trace);
    }

    @Override
    public String toString() {
        return "Outgoing[" + method + "]";
    }
}
