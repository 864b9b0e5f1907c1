package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.lifecycle.RetentionStatus;
import io.fieldgate.policy.PolicySnapshot;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `fieldgate doctor` says of a running gateway: each part, whether it is well, and what to do.
final class DoctorReport {
    private final List<Object> checks = new ArrayList<>();
    private boolean sound = true;

    private DoctorReport() {}

    static Value of(
            GatewayConfig config,
            PolicySnapshot policies,
            MountPlan plan,
            NodeServices base,
            LifecycleServices life,
            GuardServices guards,
            AlertServices alerts) {
        DoctorReport doctorReport = new DoctorReport();
        doctorReport.part("state", base.stateCause(), "Free the disk or restore the file, then try again.");
        doctorReport.part(
                "key custodian",
                base.keysCause(),
                "Put the keyring back; nothing under its keys can be opened until then.");
        doctorReport.part(
                "audit log",
                base.log().unready(),
                "Free the disk of the audit folder; a failed write needs a restart.");
        doctorReport.part(
                "identity",
                guards.identity().complaint(),
                "Tokens are verified with the keys read before, for as long as `identity.*.keep` says.");
        doctorReport.part(
                "alerts",
                alerts.silence(),
                "They wait in the log and are sent when it is back; see `alerts` in gateway.yaml.");
        if (alerts.delivery().isEmpty()) {
            doctorReport.note("alerts", "Alarms stay in the log: `alerts` in gateway.yaml names nobody to tell.");
        }
        RetentionStatus status = life.sweeper().status();
        doctorReport.part(
                "clocks",
                status.clocks().agree() ? Optional.empty() : Optional.of("They are more than five minutes apart."),
                "Set the host's clock.");
        doctorReport.part(
                "overdue keys",
                none(status.keys().overdue(), "keys are past their minute"),
                "See `fieldgate retention status`; the custodian's answer stands in the log.");
        doctorReport.part(
                "overdue records",
                none(status.overdueRecords(), "records should be deleted by their apps"),
                "Ask the app's team; the gateway repeats its call.");
        doctorReport.part(
                "owing records",
                none(status.owing(), "records were sent to apps and have no end yet, for the state did not take it"),
                "Bring the state back; it is written then by itself.");
        int unresolved = status.apps().values().stream()
                .mapToInt(RetentionStatus.Records::unresolved)
                .sum();
        none(unresolved, "records may be held by apps under ids nobody knows; `fieldgate retention status` counts them")
                .ifPresent(says -> doctorReport.note("unresolved records", says));
        doctorReport.part("policies", closed(plan), "Run `fieldgate policy check`.");
        doctorReport.part(
                "destroying",
                status.clocks().enough()
                        ? Optional.empty()
                        : Optional.of("Keys wait for a second clock that nobody configured."),
                "Set clock.destroy-on-one: yes if this host's clock shall be enough.");
        doctorReport.note("clocks", "Destruction rests on this host's clock alone.");
        long warnings =
                policies.diagnostics().stream().filter(one -> !one.blocks()).count();
        doctorReport.note(
                "policy warnings",
                warnings + " questions to the owners of the policies; `fieldgate policy check` lists them.");
        doctorReport.note("witness", "Nobody but this gateway signs the log: it is self-attested.");
        if (config.isDev()
                || config.find(SettingKey.WRAPPING_KEY)
                        .map(key -> !Files.exists(key))
                        .orElse(true)) {
            doctorReport.note("keys", "The custodian is a file on this host.");
        }
        return Json.object("sound", doctorReport.sound, "checks", doctorReport.checks);
    }

    private static Optional<String> none(int count, String what) {
        return count == 0 ? Optional.empty() : Optional.of(count + " " + what + ".");
    }

    private static Optional<String> closed(MountPlan plan) {
        return plan.closed().isEmpty() ? Optional.empty() : Optional.of(String.join("; ", plan.closed()) + ".");
    }

    private void part(String name, Optional<String> cause, String advice) {
        sound &= cause.isEmpty();
        checks.add(Json.object(
                "part",
                name,
                "state",
                cause.isEmpty() ? "well" : "ill",
                "says",
                cause.map(text -> text + " " + advice).orElse("")));
    }

    private void note(String name, String says) {
        checks.add(Json.object("part", name, "state", "note", "says", says));
    }
}
