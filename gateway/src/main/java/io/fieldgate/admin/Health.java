package io.fieldgate.admin;

import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is the process alive, may it get traffic, and its figures.
final class Health {
    private final AdminParts.Watch watch;

    Health(AdminParts.Watch watch) {
        this.watch = watch;
    }

    AdminAnswer alive() {
        return AdminAnswer.json(Json.object("status", "alive"));
    }

    /// 503 with every cause by part while something must be put right first; 200 with them where some requests
    /// are served all the same.
    AdminAnswer ready() {
        List<Value> causes = new ArrayList<>();
        boolean serves = true;
        for (Readiness part : watch.readiness()) {
            Optional<String> cause = part.cause().get();
            if (cause.isPresent()) {
                serves &= !part.isVital();
                causes.add(Json.object("part", part.part(), "cause", cause.get()));
            }
        }
        String status = causes.isEmpty() ? "ready" : serves ? "degraded" : "unready";
        return AdminAnswer.json(
                serves ? 200 : 503, Json.object("status", status, "causes", new Value.Sequence(causes)));
    }

    AdminAnswer metrics() {
        return AdminAnswer.text(
                "text/plain; version=0.0.4; charset=utf-8", watch.metrics().get());
    }
}
