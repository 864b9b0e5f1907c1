package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.ArrayList;
import java.util.List;

/// Is the process alive, may it get traffic, and its figures.
final class Health {
    private final AdminParts.Watch watch;

    Health(AdminParts.Watch watch) {
        this.watch = watch;
    }

    AdminAnswer alive() {
        return AdminAnswer.json(Json.object("status", "alive"));
    }

    /// 503 with every cause by part while something must be put right first.
    AdminAnswer ready() {
        List<Value> causes = new ArrayList<>();
        for (Readiness part : watch.readiness()) {
            part.cause().get().ifPresent(cause -> causes.add(Json.object("part", part.part(), "cause", cause)));
        }
        return AdminAnswer.json(
                causes.isEmpty() ? 200 : 503,
                Json.object("status", causes.isEmpty() ? "ready" : "unready", "causes", new Value.Sequence(causes)));
    }

    AdminAnswer metrics() {
        return AdminAnswer.text(
                "text/plain; version=0.0.4; charset=utf-8", watch.metrics().get());
    }
}
