package io.fieldgate.proxy.http;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one request's body into memory, up to a limit and within a time, and only when it is asked to. All
/// state belongs to the event loop.
public final class BodyReader {
    private static final int FIRST_BYTES = 16_384; // 16 KiB: what is set aside before anything came
    private static final byte[] NOTHING = {};

    public sealed interface Taken {

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Whole(byte[] bytes) implements Taken {
            static final Whole NOTHING = new Whole(BodyReader.NOTHING);

            @Override
            public String toString() {
                return "Whole[" + bytes.length + "]";
            }
        }

        record TooLarge() implements Taken {}

        /// @param rule `body-cut-short` or `body-too-slow`
        record CutShort(String rule) implements Taken {}
    }

    private final HttpServerRequest request;
    private final EventLoop eventLoop;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean broken;
    private @Nullable Promise<Taken> waiting;

    BodyReader(HttpServerRequest request, EventLoop eventLoop) {
        this.request = request;
        this.eventLoop = eventLoop;
        request.exceptionHandler(_ -> {
            broken = true;
            finish(new Taken.CutShort("body-cut-short"));
        });
    }

    /// From the exchange's thread. @param declared what `Content-Length` says, negative without one
    Taken take(long declared, int limit, Duration wait, boolean expectsContinue) {
        if (declared > limit) {
            return new Taken.TooLarge();
        }
        return eventLoop.await(() -> {
            Promise<Taken> promise = Promise.promise();
            waiting = promise;
            if (broken) {
                finish(new Taken.CutShort("body-cut-short"));
                return promise.future();
            }
            bytes = new byte[(int) Math.min(FIRST_BYTES, declared < 0 ? limit : declared)];
            long timer = eventLoop.after(wait, () -> finish(new Taken.CutShort("body-too-slow")));
            request.handler(chunk -> take(chunk, limit));
            request.endHandler(
                    _ -> finish(new Taken.Whole(length == bytes.length ? bytes : Arrays.copyOf(bytes, length))));
            if (expectsContinue) {
                request.response().writeContinue();
            }
            request.resume();
            return promise.future().onComplete(_ -> eventLoop.cancel(timer));
        });
    }

    private void take(Buffer chunk, int limit) {
        if (waiting == null) {
            return; // refused already: the rest is thrown away
        }
        if (chunk.length() > limit - length) {
            finish(new Taken.TooLarge());
            return;
        }
        if (chunk.length() > bytes.length - length) {
            int wanted = Math.max(length + chunk.length(), Math.min(limit, bytes.length * 2));
            bytes = Arrays.copyOf(bytes, wanted);
        }
        chunk.getBytes(bytes, length);
        length += chunk.length();
    }

    private void finish(Taken taken) {
        Promise<Taken> promise = waiting;
        waiting = null;
        if (promise != null) {
            promise.tryComplete(taken);
        }
    }

    /// On the loop, after the answer: what still comes is read and thrown away for a moment, so that the client
    /// can read its answer before the connection is gone.
    void discard(Duration linger) {
        waiting = null;
        bytes = NOTHING;
        request.handler(_ -> {});
        boolean one = request.version() != HttpVersion.HTTP_2;
        long timer = eventLoop.after(linger, () -> end(one));
        request.endHandler(_ -> {
            eventLoop.cancel(timer);
            if (one) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private void end(boolean one) {
        if (one) {
            request.connection().close();
        } else {
            request.response().reset(0);
        }
    }
}
