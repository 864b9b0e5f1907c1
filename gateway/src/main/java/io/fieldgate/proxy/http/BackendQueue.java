package io.fieldgate.proxy.http;

import java.time.Duration;
import java.util.ArrayDeque;

/// Lets so many exchanges with one backend run at a time; the others wait in order, up to a number and a time.
/// A place that becomes free is given on in a later turn of the loop: by then everything that arrived together
/// with an answer has been read, and a connection with bytes nobody asked for is closed instead of being the
/// next one's. The engine's own queue hands a connection on before it has looked at the rest.
/// Thread rule: the loop only.
final class BackendQueue {
    private final EventLoop eventLoop;
    private final int atOnce;
    private final int mayWait;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int running;

    BackendQueue(EventLoop eventLoop, int atOnce, int mayWait) {
        this.eventLoop = eventLoop;
        this.atOnce = atOnce;
        this.mayWait = mayWait;
    }

    private static final class Waiting {
        private final Runnable work;
        private long timer;

        Waiting(Runnable work) {
            this.work = work;
        }
    }

    /// Runs the work now or as soon as it is its turn; each run is followed by one [#done].
    /// @param late called instead when the turn has not come in time
    /// @return false where too many are waiting already; nothing is called then
    boolean take(Runnable work, Duration patience, Runnable late) {
        if (running < atOnce) {
            running++;
            work.run();
            return true;
        }
        if (queue.size() >= mayWait) {
            return false;
        }
        Waiting waiting = new Waiting(work);
        queue.add(waiting);
        waiting.timer = eventLoop.after(patience, () -> {
            queue.remove(waiting);
            late.run();
        });
        return true;
    }

    /// Two turns on: one in which the engine closes what is to be closed, and one in which it takes note of that.
    void done() {
        eventLoop.run(() -> eventLoop.run(this::next));
    }

    private void next() {
        Waiting next = queue.poll();
        if (next == null) {
            running--;
        } else {
            eventLoop.cancel(next.timer);
            next.work.run();
        }
    }
}
