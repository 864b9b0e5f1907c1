package io.fieldgate.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One request on the wire: its head, its body when asked for, and the place its answer goes to. Made on the
/// event loop, used by the exchange's thread; what touches the connection runs on the loop.
public final class Incoming {
    private static final Duration LINGER = Duration.ofSeconds(2); // what a client may still send after its refusal
    private static final Duration UNREAD =
            Duration.ofMillis(500); // for the answer to arrive before the connection ends
    private static final long NO_LENGTH = -1;

    private final HttpServerRequest request;
    private final Lane lane;
    private final RawHead head;
    private final Intake intake;

    /// On the event loop, before anything else happens to the request.
    public Incoming(HttpServerRequest request, Lane lane) {
        this.request = request;
        this.lane = lane;
        this.head = head(request);
        this.intake = new Intake(request, lane);
        if (mayHaveBody()) {
            request.pause();
        }
    }

    public RawHead head() {
        return head;
    }

    Lane lane() {
        return lane;
    }

    public Language language() {
        return Language.of(head.header("accept-language"));
    }

    /// Where the request came from, for the limits of callers nobody names. Never logged.
    public String client() {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    public boolean mayHaveBody() {
        return !head.isHttp1() || head.header("transfer-encoding") != null || declaredLength() > 0;
    }

    /// Reads the body now. @param limit bytes @param wait from now to the body's end
    public Intake.Taken body(int limit, Duration wait) {
        if (!mayHaveBody()) {
            return Intake.Taken.Whole.NOTHING;
        }
        return intake.take(declaredLength(), limit, wait, head.header("expect") != null);
    }

    private long declaredLength() {
        String length = head.header("content-length");
        return length == null || !Framing.isNumber(length) ? NO_LENGTH : Long.parseLong(length);
    }

    public void answer(Answer answer, String trace, AnswerBody bytes) {
        lane.run(() -> write(answer, trace, bytes));
    }

    private void write(Answer answer, String trace, AnswerBody bytes) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Fieldgate-Trace", trace);
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(header -> put(response, header));
        boolean unread = mayHaveBody() && !request.isEnded();
        boolean ends = head.isHttp1() && (unread || answer.isClosing());
        if (ends) {
            response.putHeader("Connection", "close");
            lane.end(request.connection());
        }
        if (!answer.contentType().isEmpty()) {
            response.putHeader("Content-Type", answer.contentType());
            response.putHeader("Content-Length", Integer.toString(answer.body().length));
        } else if (answer.status() != 204) {
            response.putHeader("Content-Length", "0");
        }
        boolean empty = answer.contentType().isEmpty()
                || bytes == AnswerBody.LEFT_OUT
                || head.method().equals("HEAD");
        if (empty) {
            response.end();
        } else {
            response.end(Buffer.buffer(answer.body()));
        }
        if (unread) {
            intake.discard(LINGER);
        } else if (ends) {
            request.connection().close();
        }
    }

    /// HTTP/2 has no header for the connection.
    private void put(HttpServerResponse response, Answer.Header header) {
        if (head.isHttp1() || !header.name().equals("Connection")) {
            response.putHeader(header.name(), header.value());
        }
    }

    /// On the loop: an answer to a request nobody looks at further. Nothing more is read; the connection ends soon.
    public static void refuse(HttpServerRequest request, Lane lane, Answer answer, String trace) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        response.putHeader("Fieldgate-Trace", trace)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close");
        answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
        response.putHeader("Content-Type", answer.contentType());
        response.end(Buffer.buffer(answer.body()));
        lane.after(UNREAD, request.connection()::close);
    }

    private static RawHead head(HttpServerRequest request) {
        RawHead.Version version = switch (request.version()) {
            case HTTP_1_0 -> RawHead.Version.HTTP_1_0;
            case HTTP_1_1 -> RawHead.Version.HTTP_1_1;
            case HTTP_2 -> RawHead.Version.HTTP_2;
        };
        return new RawHead(
                request.method().name(), uri(request.uri()), version, host(request.authority()), request.headers());
    }

    private static String uri(@Nullable String uri) {
        return uri == null ? "" : uri;
    }

    private static String host(@Nullable HostAndPort authority) {
        return authority == null || authority.host() == null
                ? ""
                : authority.host().toLowerCase(Locale.ROOT);
    }
}
