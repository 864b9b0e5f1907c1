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

    /// @return now, for the next stage
    long took(Stage stage, long since) {
        long now = System.nanoTime();
        Timer timer = stages.get(stage);
        if (timer != null) {
            timer.record(now - since, TimeUnit.NANOSECONDS);
        }
        return now;
    }
}
