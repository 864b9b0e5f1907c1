package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What outlives a process: folder, state, the clocks of the world, the backend. One [Run] is one process on it.
/// Closing it ends the run that is on it, background threads too, and the state.
final class LifeRig implements AutoCloseable {
    static final Instant START = Instant.parse("2020-02-20T02:00:00Z");
    static final String LI = "11010519491231002X"; // the sample number of GB 11643
    static final String WANG = "110101199003071233";
    static final String RECORD = "5f0c8c1e-9a44-4c3e-8f57-0f2f8a9f6d11";
    static final PolicySnapshot POLICIES = PolicyFiles.load(Path.of("..", "policies"), START, Lints.STANDARD);
    static final AppPolicy DECLARE = POLICIES.app("health-declare").orElseThrow();

    /// The process ends here.
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Ends the process after one named step, once.
    static final class Killing implements Failpoint {
        private volatile String next = "";

        @Override
        public void after(String step) {
            if (step.equals(next)) {
                next = "";
                throw new Killed();
            }
        }

        void at(String step) {
            next = step;
        }

        boolean happened() {
            return next.isEmpty();
        }
    }

    /// A backend that holds records and answers its `erases` route as it is told.
    static final class Backend implements BackendErasure {
        final Set<String> records = new HashSet<>();
        final Map<String, Integer> calls = new HashMap<>();
        Told next = new Told.Done();

        @Override
        public synchronized Told erase(AppPolicy app, String recordId) {
            calls.merge(recordId, 1, Integer::sum);
            if (next instanceof Told.Done) {
                records.remove(recordId);
            }
            return next;
        }

        int calls(String recordId) {
            return calls.getOrDefault(recordId, 0);
        }
    }

    final Path folder;
    StateStore state = new MemoryStore(); // another one is set before the first start
    final SecureRandom random = new SecureRandom();
    final SteppedClock os = new SteppedClock(START);
    final SteppedClock second = new SteppedClock(START);
    final AtomicLong nanos = new AtomicLong();
    final Killing killing = new Killing();
    final Backend backend = new Backend();
    private @Nullable Run running;

    LifeRig(Path folder) {
        this.folder = folder;
        try {
            DevKeys.createWrappingKey(folder.resolve("wrapping"), random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run start() {
        Run started = Run.on(this);
        running = started;
        return started;
    }

    @Override
    public void close() {
        Run last = running;
        try (StateStore _ = state;
                Run _ = last) {
            if (last != null) {
                last.sweeper().close();
            }
        }
    }

    /// Real time passes on both clocks.
    void pass(Duration by) {
        os.set(os.instant().plus(by));
        second.set(second.instant().plus(by));
        nanos.addAndGet(by.toNanos());
    }

    static Caller person(String value) {
        return new Caller(
                "", Role.SUBJECT, "", Role.OWN_DATA, Set.of(Role.OWN_DATA), Map.of(), Optional.of(value), "jti:test");
    }

    static List<String> steps(String... steps) {
        return List.of(steps);
    }
}
