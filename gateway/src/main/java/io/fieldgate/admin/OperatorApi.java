package io.fieldgate.admin;

import io.fieldgate.audit.Actor;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.guard.Actors;
import io.fieldgate.guard.Approvals;
import io.fieldgate.guard.Authenticator.Identified;
import io.fieldgate.lifecycle.Eraser;
import io.fieldgate.lifecycle.RetentionStatus;
import io.fieldgate.lifecycle.Sweeper;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.PolicySnapshot.EventRule;
import io.fieldgate.proxy.http.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What operators do: look, sweep, declare, erase, and move a dev clock.
final class OperatorApi {
    private static final Duration BEAT = Duration.ofMillis(250); // of answers to an erasure: above its forces
    private static final Duration LONGEST = Duration.ofDays(3_660); // ten years

    private final AdminParts parts;

    OperatorApi(AdminParts parts) {
        this.parts = parts;
    }

    AdminAnswer status() {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("node", Json.text(parts.node()));
        members.put("mode", Json.text(parts.mode()));
        members.put("now", Json.text(parts.now().toString()));
        members.put(
                "log",
                Json.object(
                        "origin",
                        parts.log().head().origin(),
                        "size",
                        parts.log().head().size(),
                        "verifierKey",
                        parts.log().vkey()));
        if (parts.watch().status().get() instanceof Value.Mapping(Map<String, Value> more)) {
            members.putAll(more);
        }
        return AdminAnswer.json(new Value.Mapping(members));
    }

    AdminAnswer doctor() {
        return AdminAnswer.json(parts.watch().doctor().get());
    }

    AdminAnswer clock() {
        return AdminAnswer.json(Json.object("now", parts.now().toString(), "mode", parts.mode()));
    }

    /// Moves the dev clock; what died on the way is destroyed before the answer goes out.
    AdminAnswer advance(AdminRequest request) {
        if (!parts.mode().equals("dev")) {
            throw new AdminRefusal(Problem.ROLE_NOT_ALLOWED, "Only a gateway in dev mode has a clock that moves.");
        }
        Sweeper.Report report = parts.sweeper().advance(period(AdminRequest.required(request.body(), "by")));
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("now", Json.text(parts.now().toString()));
        report(report).forEach(members::put);
        return AdminAnswer.json(new Value.Mapping(members));
    }

    private static Duration period(String text) {
        try {
            Duration by = Duration.parse(text);
            if (by.isNegative() || by.isZero() || by.compareTo(LONGEST) > 0) {
                throw AdminRefusal.malformed("`by` is a period over 0 and up to P3660D; the clock moves forward only.");
            }
            return by;
        } catch (DateTimeException notOne) {
            throw AdminRefusal.malformed("`by` is no period such as PT24H.");
        }
    }

    AdminAnswer sweep() {
        return AdminAnswer.json(new Value.Mapping(report(parts.sweeper().sweep())));
    }

    private static Map<String, Value> report(Sweeper.Report report) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("destroyed", Json.number(report.destroyed()));
        members.put("erased", Json.number(report.erased()));
        members.put("overdueKeys", Json.number(report.overdueKeys()));
        members.put("overdueRecords", Json.number(report.overdueRecords()));
        return members;
    }

    AdminAnswer retention() {
        RetentionStatus status = parts.sweeper().status();
        RetentionStatus.Keys keys = status.keys();
        List<Object> owed = new ArrayList<>();
        new TreeMap<>(status.apps())
                .forEach((app, records) -> owed.add(Json.object(
                        "app",
                        app,
                        "held",
                        records.held(),
                        "due",
                        records.due(),
                        "overdue",
                        records.overdue(),
                        "unresolved",
                        records.unresolved(),
                        "refused",
                        records.refused())));
        return AdminAnswer.json(Json.object(
                "now", status.clocks().latest().toString(),
                "clocksAgree", status.clocks().agree(),
                "liveKeys", keys.live(),
                "destroyedKeys", keys.destroyed(),
                "dueKeys", keys.due(),
                "overdueKeys", keys.overdue(),
                "lostKeys", keys.lost(),
                "nextDeath", keys.next().map(Instant::toString).orElse("none"),
                "overdueRecords", status.overdueRecords(),
                "owingRecords", status.owing(),
                "records", owed));
    }

    /// An event of the vocabulary; as many persons of as many units as it asks, all of the organisation that
    /// may declare it.
    AdminAnswer declare(AdminRequest request) {
        EventRule rule = parts.policies().events().get(request.tail());
        if (rule == null) {
            throw new AdminRefusal(Problem.NO_ROUTE, "The vocabulary names no such event.");
        }
        Instant now = parts.now();
        Instant at = AdminRequest.instant(request.body(), "at").orElse(now);
        if (at.isAfter(now)) {
            throw AdminRefusal.malformed("`at` lies ahead; an event is declared when it has happened.");
        }
        List<Actor> approvers = new ArrayList<>();
        List<Approvals.Approver> counted = new ArrayList<>();
        for (Value token : Json.items(request.body(), "approvers")) {
            Caller approver = approver(token, rule);
            counted.add(new Approvals.Approver(approver.id(), approver.unit()));
            approvers.add(Actors.of(approver));
        }
        if (Approvals.distinct(counted) < rule.persons()) {
            throw new AdminRefusal(
                    Problem.APPROVAL_REQUIRED,
                    "This event needs " + rule.persons() + " different persons of different units of `"
                            + rule.declaredBy() + "`.");
        }
        parts.events().declare(rule.name(), at, "declare", approvers);
        Sweeper.Report report = parts.sweeper().sweep();
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("event", Json.text(rule.name()));
        members.put("at", Json.text(at.toString()));
        members.putAll(report(report));
        return AdminAnswer.json(new Value.Mapping(members));
    }

    private Caller approver(Value token, EventRule rule) {
        if (token instanceof Value.Text(String text)
                && parts.identity().identify("Bearer " + text, null) instanceof Identified.Known(Caller caller)
                && caller.org().equals(rule.declaredBy())
                && !caller.id().isEmpty()) {
            return caller;
        }
        throw new AdminRefusal(
                Problem.APPROVAL_REQUIRED,
                "An approver's token does not hold, or is not of `" + rule.declaredBy() + "`.");
    }

    /// Same answer whether the person is known or not, and as late. What the apps still owe is told for everybody
    /// together, by [#retention].
    AdminAnswer erase(AdminRequest request) {
        long came = System.nanoTime();
        Value body = request.body();
        String type = AdminRequest.required(body, "type");
        String value = AdminRequest.required(body, "value");
        String number = AdminRequest.caseNumber(body);
        try {
            Eraser.Receipt receipt =
                    parts.trail().erase(parts.eraser(), type, value, Actors.of(request.known()), number, parts.now());
            evenly(came);
            return AdminAnswer.json(Json.object("erasure", receipt.erasureId()));
        } catch (IllegalArgumentException unfit) {
            throw AdminRefusal.malformed("The identifier does not fit its type, or no policy in force names the type.");
        }
    }

    /// How long it took tells nothing of the person: the answer leaves at a whole beat.
    private static void evenly(long came) {
        long beat = BEAT.toNanos();
        try {
            Thread.sleep(Duration.ofNanos(beat - (System.nanoTime() - came) % beat));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // the process ends
        }
    }
}
