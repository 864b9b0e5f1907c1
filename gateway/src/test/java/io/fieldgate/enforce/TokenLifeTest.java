package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.EndedBy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.compile.GoldenPolicies;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A token the app may keep longer than two days is ended by the app: what the officer is told, what the compiled
/// field says and when the record is due agree, on both sides of the edge.
class TokenLifeTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"PT47H,false", "PT48H,false", "P2D,false", "PT49H,true", "P3D,true", "P14D,true"})
    void longToken_isTheAppsToEnd(String keep, boolean byApp) throws IOException {
        PolicySnapshot snapshot = load(keep);
        assertThat(snapshot.diagnostics().stream().anyMatch(each -> each.rule().equals("FG-DOM-04")))
                .as("the officer is told")
                .isEqualTo(byApp);
        AppPolicy app = snapshot.app("app").orElseThrow(() -> new AssertionError(snapshot.diagnostics()));
        FieldRule id = app.fields().stream()
                .filter(field -> field.name().equals("idNo"))
                .findFirst()
                .orElseThrow();
        assertThat(id.endedBy()).isEqualTo(byApp ? EndedBy.APP : EndedBy.KEY);
        try (Gate gate = new Gate(app, directory)) {
            Decision decision = gate.take("{\"idNo\":\"11010519491231002X\"}");
            assertThat(decision).isInstanceOf(Decision.Forward.class);
            int death = app.deathMinute(id.stored().keep().orElseThrow(), Gate.START);
            assertThat(((Decision.Forward) decision).dueMinute().stream().anyMatch(due -> due == death))
                    .as("the record is due when the token ends")
                    .isEqualTo(byApp);
        }
    }

    /// A register of one field, the person's own number, so that nothing else is due.
    private PolicySnapshot load(String keep) throws IOException {
        Path policies = GoldenPolicies.withBase(directory);
        Files.writeString(policies.resolve("app.yaml"), """
                policy: app
                title: 登记
                suite: intl
                campaign: covid-2020
                sunset: 2020-12-31
                assessment: PIA-1
                accountable:
                  collector:
                    org: bureau
                    person: 张某
                    contact: privacy@health.example
                scope: city
                subject: idNo
                record: id
                under-14: guardian
                purposes:
                  entry:
                    basis: public-health-emergency
                    order: City order 2020-12
                routes:
                  POST /api/items:
                    takes: one
                    by: [subject]
                    body: json
                    answers: [id]
                  DELETE /api/items/{id}:
                    erases: one
                    by: [subject]
                fields:
                  idNo:
                    at: /idNo
                    type: cn.resident-id
                    why: {entry: tell namesakes apart}
                    as: token
                    keep: KEEP
                undeclared: reject
                carries:
                  id:
                    at: [/id, path:id]
                    type: id.uuid
                reveal:
                  - role: subject
                    for: own-data
                    show: all
                limits:
                  body: 64KB
                  per-client: 10 per minute
                """.replace("KEEP", keep));
        return PolicyFiles.load(policies, Gate.START, Lints.STANDARD);
    }
}
