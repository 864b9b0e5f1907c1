package io.fieldgate.proxy;

import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.Answered;
import io.fieldgate.proxy.ExchangeState.BodyRead;
import io.fieldgate.proxy.ExchangeState.Fit;
import io.fieldgate.proxy.ExchangeState.OnRoute;
import io.fieldgate.proxy.ExchangeState.Refused;
import io.fieldgate.proxy.http.Problem;
import java.time.Duration;
import java.util.Optional;

/// An answer that might tell of somebody else by how long it took, leaves on the beat. The app's reply counts as come
/// at the next beat since the request was whole, and the answer leaves one beat after that: whatever the gateway did
/// with the reply fits in between, and of the app's own time no more than whole beats are seen. What a caller does
/// about himself leaves at once.
/// Held is: *no such record*; whatever names somebody else than the caller; a list of which the caller sees some rows
/// only. Not held is what the world or a bug ended.
/// Owned by the thread of one exchange. Why not the same work on both ways alone: `docs/decisions/even-times.md`.
final class EvenTime {
    static final Duration BEAT = Duration.ofMillis(10);

    private long begun = System.nanoTime();
    private long replied = begun;

    /// A step was made. @param from before it
    void passed(ExchangeState from, ExchangeState to) {
        if (to instanceof BodyRead) {
            begun = System.nanoTime(); // a body that drips in moves no beat
            replied = begun;
        } else if (from instanceof ExchangeState.Sending || from instanceof ExchangeState.Asking || isReadBack(from)) {
            replied = System.nanoTime();
        }
    }

    private static boolean isReadBack(ExchangeState from) {
        return (from instanceof ExchangeState.Decided decided && decided.route().kind() == Route.Kind.ERASES)
                || (from instanceof ExchangeState.Checked checked
                        && checked.route().kind() == Route.Kind.CHANGES);
    }

    /// Waits until the answer may leave.
    void hold(ExchangeState.Ended ended) {
        if (!mayTell(ended)) {
            return;
        }
        long beat = BEAT.toNanos();
        long leaves = begun + ((replied - begun) / beat + 2) * beat;
        long left = leaves - System.nanoTime();
        if (left <= 0) {
            left = beat - -left % beat; // slower than a beat: the next one
        }
        try {
            Thread.sleep(Duration.ofNanos(left));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // the process ends
        }
    }

    private static boolean mayTell(ExchangeState.Ended ended) {
        return switch (ended) {
            case Answered answered -> namesAnother(answered.at()) || isOfSomeRows(answered.at());
            case Refused refused -> isNoRecord(refused) || namesAnother(refused.at()) || isOfSomeRows(refused.at());
        };
    }

    private static boolean isNoRecord(Refused refused) {
        return refused.step().refusal().problem() == Problem.NO_RECORD && refused.at() instanceof OnRoute;
    }

    private static boolean namesAnother(ExchangeState.Open at) {
        if (!(at instanceof Fit fit) || fit.checked().fit().subject().isEmpty()) {
            return false;
        }
        AppPolicy app = fit.scene().site().policy();
        Optional<String> own =
                app.ownValue(fit.scene().caller(), fit.scene().time().latest());
        return !own.equals(fit.checked().fit().subject());
    }

    private static boolean isOfSomeRows(ExchangeState.Open at) {
        if (!(at instanceof Fit fit) || !fit.route().isList()) {
            return false;
        }
        Caller caller = fit.scene().caller();
        return caller.isSubject()
                || fit.scene()
                        .site()
                        .policy()
                        .revealTo(caller.role(), caller.purpose(), fit.route())
                        .flatMap(rule -> rule.rows())
                        .isPresent();
    }
}
