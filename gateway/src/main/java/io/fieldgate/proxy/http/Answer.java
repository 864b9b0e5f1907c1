package io.fieldgate.proxy.http;

import java.util.ArrayList;
import java.util.List;

/// What a client gets. Holds values that may go out and nothing else.
/// @param contentType empty where there is no body
/// @param headers beside those every answer has
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes belong to one exchange
public record Answer(int status, String contentType, byte[] body, List<Header> headers) {

    private static final byte[] NOTHING = {};

    record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, "", NOTHING, List.of());
    }

    public static Answer options(List<String> allow) {
        return new Answer(204, "", NOTHING, List.of(new Header("Allow", String.join(", ", allow))));
    }

    public static Answer refusing(Refusal refusal, String trace, Language language) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Language", language.tag()));
        if (refusal.retryAfter() > 0) {
            headers.add(new Header("Retry-After", Integer.toString(refusal.retryAfter())));
        }
        if (!refusal.allow().isEmpty()) {
            headers.add(new Header("Allow", String.join(", ", refusal.allow())));
        }
        if (refusal.problem() == Problem.NO_CALLER) {
            headers.add(new Header("WWW-Authenticate", "Bearer"));
        }
        if (refusal.problem() == Problem.TLS_REQUIRED) {
            headers.add(new Header("Upgrade", "TLS/1.2"));
        }
        return new Answer(refusal.problem().status(), Refusal.MEDIA_TYPE, refusal.json(trace, language), headers);
    }

    /// The connection ends after this answer: where the next request on it would begin is not certain.
    public Answer closing() {
        return with("Connection", "close");
    }

    boolean isClosing() {
        return headers.stream().anyMatch(header -> header.name().equals("Connection"));
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, contentType, body, more);
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
