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
public final class InboundRequest {
    private static final Duration LINGER = Duration.ofSeconds(2); // what a client may still send after its refusal
    private static final Duration UNREAD =
            Duration.ofMillis(500); // for the answer to arrive before the connection ends
    private static final long NO_LENGTH = -1;

    private final HttpServerRequest request;
    private final EventLoop eventLoop;
    private final RequestHead head;
    private final Pages pages;
    private final BodyReader bodyReader;

    /// On the event loop, before anything else happens to the request.
    /// @param pages of the app it seems to go to
    public InboundRequest(HttpServerRequest request, RequestHead head, EventLoop eventLoop, Pages pages) {
        this.request = request;
        this.eventLoop = eventLoop;
        this.head = head;
        this.pages = pages;
        this.bodyReader = new BodyReader(request, eventLoop);
        if (mayHaveBody()) {
            request.pause();
        }
    }

    public RequestHead head() {
        return head;
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
    public BodyReader.Taken body(int limit, Duration wait) {
        if (!mayHaveBody()) {
            return BodyReader.Taken.Whole.NOTHING;
        }
        return bodyReader.take(declaredLength(), limit, wait, head.header("expect") != null);
    }

    private long declaredLength() {
        String length = head.header("content-length");
        return length == null || !Framing.isNumber(length) ? NO_LENGTH : Long.parseLong(length);
    }

    public void answer(Answer answer, String trace) {
        eventLoop.run(() -> write(answer, trace));
    }

    private void write(Answer answer, String trace) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Fieldgate-Trace", trace);
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(header -> put(response, header));
        pages.readers(head).forEach(header -> put(response, header));
        boolean unread = mayHaveBody() && !request.isEnded();
        boolean ends = head.isHttp1() && (unread || answer.isClosing());
        if (ends) {
            response.putHeader("Connection", "close");
            eventLoop.end(request.connection());
        }
        if (!answer.contentType().isEmpty()) {
            response.putHeader("Content-Type", answer.contentType());
            response.putHeader("Content-Length", Integer.toString(answer.body().length));
        } else if (answer.status() != 204) {
            response.putHeader("Content-Length", "0");
        }
        boolean empty = answer.contentType().isEmpty() || head.method().equals("HEAD");
        if (empty) {
            response.end();
        } else {
            response.end(Buffer.buffer(answer.body()));
        }
        if (unread) {
            bodyReader.discard(LINGER);
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
    public static void refuse(HttpServerRequest request, EventLoop eventLoop, Answer answer, String trace) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        response.putHeader("Fieldgate-Trace", trace)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close");
        answer.headers().forEach(header -> response.putHeader(header.name(), header.value()));
        response.putHeader("Content-Type", answer.contentType());
        response.end(Buffer.buffer(answer.body()));
        eventLoop.after(UNREAD, request.connection()::close);
    }

    /// The head as it came.
    public static RequestHead head(HttpServerRequest request) {
        RequestHead.Version version = switch (request.version()) {
            case HTTP_1_0 -> RequestHead.Version.HTTP_1_0;
            case HTTP_1_1 -> RequestHead.Version.HTTP_1_1;
            case HTTP_2 -> RequestHead.Version.HTTP_2;
        };
        return new RequestHead(
                request.method().name(),
                uri(request.uri()),
                version,
                host(request.authority()),
                Pages.own(request.isSSL() ? "https" : "http", request.authority()),
                request.headers());
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
