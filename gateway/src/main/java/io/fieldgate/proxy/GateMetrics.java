package io.fieldgate.proxy;

import io.fieldgate.enforce.FieldDecision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The data plane's figures. Labels come from closed sets: apps in force, problem ids, actions, stages.
/// `fieldgate.requests{app,outcome}`, `fieldgate.fields{app,action}`, `fieldgate.stage{stage}` in seconds.
final class GateMetrics {

    enum Stage {
        INTAKE,
        JUDGE,
        ASK,
        EVIDENCE,
        UPSTREAM,
        REVEAL,
        WHOLE
    }

    private record Labels(String app, String word) {}

    private final MeterRegistry registry;
    private final Map<Labels, Counter> requests = new ConcurrentHashMap<>();
    private final Map<Labels, Counter> fields = new ConcurrentHashMap<>();
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);

    GateMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Stage stage : Stage.values()) {
            String word = stage.name().toLowerCase(Locale.ROOT);
            stages.put(
                    stage,
                    Timer.builder("fieldgate.stage")
                            .description("time of each stage of an exchange")
                            .tag("stage", word)
                            .register(registry));
        }
    }

    /// @param app name of an app in force, or `none` @param outcome `ok` or a problem's id
    void request(String app, String outcome) {
        requests.computeIfAbsent(
                        new Labels(app, outcome),
                        labels -> Counter.builder("fieldgate.requests")
                                .description("exchanges by how they ended")
                                .tag("app", labels.app())
                                .tag("outcome", labels.word())
                                .register(registry))
                .increment();
    }

    void fields(String app, List<FieldDecision> decisions) {
        DecisionHeader.counts(decisions)
                .forEach((act, count) -> fields.computeIfAbsent(
                                new Labels(app, DecisionHeader.word(act)),
                                labels -> Counter.builder("fieldgate.fields")
                                        .description("fields by what was done with them")
                                        .tag("app", labels.app())
                                        .tag("action", labels.word())
                                        .register(registry))
                        .increment(count));
    }

    Stages begin() {
        return new Stages();
    }

    /// The stages of one exchange. One lasts from its first state to the first of another. Owned by its thread.
    final class Stages {
        private final long begun = System.nanoTime();
        private long since = begun;
        private @Nullable Stage current;

        void enter(ExchangeState state) {
            Stage next = of(state);
            if (next != current) {
                long now = System.nanoTime();
                record(current, now - since);
                since = now;
                current = next;
            }
        }

        void end() {
            record(Stage.WHOLE, System.nanoTime() - begun);
        }
    }

    private void record(@Nullable Stage stage, long nanos) {
        Timer timer = stage == null ? null : stages.get(stage);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// What is done next in a state; null where it is over in no time.
    private static @Nullable Stage of(ExchangeState state) {
        return switch (state) {
            case ExchangeState.Received _,
                    ExchangeState.Unrouted _,
                    ExchangeState.OwnAddress _,
                    ExchangeState.OwnAdmitted _,
                    ExchangeState.Routed _,
                    ExchangeState.Identified _,
                    ExchangeState.Unanswered _,
                    ExchangeState.Ended _ -> null;
            case ExchangeState.Admitted _ -> Stage.INTAKE;
            case ExchangeState.BodyRead _, ExchangeState.Checked _, ExchangeState.Accepted _ -> Stage.JUDGE;
            case ExchangeState.Asking _ -> Stage.ASK;
            case ExchangeState.Decided _, ExchangeState.Owned _ -> Stage.EVIDENCE;
            case ExchangeState.Recorded _, ExchangeState.Sending _ -> Stage.UPSTREAM;
            case ExchangeState.Stored _, ExchangeState.Replied _, ExchangeState.Shown _ -> Stage.REVEAL;
        };
    }
}
