package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `needs: [case, reason, second-person]`: one asks, another of another unit agrees, for ten minutes and for this
/// record.
class SecondPersonTest {
    private static final String TIPS = """
            policy: tips
            title: 线索
            suite: intl
            campaign: covid-2020
            sunset: 2020-12-31
            assessment: PIA-1
            accountable:
              collector:
                org: district-health-bureau
                person: 张某
                contact: privacy@health.example
              users: [district-hospital]
            scope: city-epidemic
            subject: none
            record: id
            under-14: as-others
            purposes:
              medical-follow-up:
                basis: public-health-emergency
                order: City order 2020-12
            routes:
              POST /api/tips:
                takes: one
                by: [subject]
                body: json
                answers: [id]
              GET /api/tips/{id}:
                gives: one
                body: json
                answers: [id]
              GET /api/tips:
                gives: list
                from: /items
                body: json
                answers: [id]
              DELETE /api/tips/{id}:
                erases: one
                by: [subject]
            fields:
              contact:
                at: /contact
                type: cn.mobile
                why:
                  medical-follow-up: to call back
                as: encrypted
                keep: P14D
            undeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: community-doctor
                for: medical-follow-up
                needs: [case, reason, second-person]
                show:
                  contact: plain
                at-most: 50 people per day
            limits:
              body: 64KB
              page: 3
              per-client: 100 per minute
            """;
    private static final String ONE = "550e8400-e29b-41d4-a716-446655440001";
    private static final String OTHER = "550e8400-e29b-41d4-a716-446655440002";
    private static final String SAID = "Fieldgate-Case: D-2020-7\r\nFieldgate-Reason: call-back\r\n";

    @TempDir
    Path folder;

    private ProxyRig rig() throws IOException {
        Path policies = Bookings.policies(folder, "never", "never");
        Files.writeString(policies.resolve("tips.yaml"), TIPS);
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        assertThat(rig.policies.app("tips"))
                .as(rig.policies.diagnostics().toString())
                .isPresent();
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ONE + "\"}"));
        RawClient.Got taken = rig.json("li", "POST", "/tips/api/tips", "{\"contact\":\"13800138000\"}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        String stored = rig.backend.lastBody();
        rig.backend.always(ScriptedBackend.json(200, stored.replace("{", "{\"id\":\"" + ONE + "\",")));
        return rig;
    }

    private static RawClient.Got read(ProxyRig rig, String caller, String id, String headers) {
        return rig.send("GET /tips/api/tips/" + id + " HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + headers
                + "\r\n");
    }

    private static String outcome(RawClient.Got got) {
        return got.status() == 200 ? "200" : got.problem();
    }

    private static RawClient.Got asked(ProxyRig rig, String caller, String id) {
        return rig.json(
                caller,
                "POST",
                "/tips/.fieldgate/asks",
                "{\"act\":\"reveal\",\"object\":\"" + id + "\",\"case\":\"D-2020-7\",\"reason\":\"call-back\"}");
    }

    private static String ask(ProxyRig rig) {
        RawClient.Got got = asked(rig, "north", ONE);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return got.body().split("\"ask\":\"", -1)[1].split("\"", -1)[0];
    }

    private static RawClient.Got approve(ProxyRig rig, String caller, String ask) {
        return rig.json(caller, "POST", "/tips/.fieldgate/approvals", "{\"ask\":\"" + ask + "\"}");
    }

    @Test
    void agreed_isShownForTenMinutes_andTheLeafNamesBothCaseAndReason() throws IOException {
        try (ProxyRig rig = rig()) {
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("second-person");
            String ask = ask(rig);
            assertThat(outcome(read(rig, "north", ONE, SAID))).as("asked only").isEqualTo("second-person");
            assertThat(rig.json("south", "GET", "/tips/.fieldgate/asks", "").body())
                    .contains(ask, "\"object\":\"" + ONE + "\"", "staff-north", "D-2020-7", "call-back");
            assertThat(approve(rig, "south", ask).status()).isEqualTo(201);
            RawClient.Got shown = read(rig, "north", ONE, SAID);
            assertThat(shown.body()).contains("\"contact\":\"13800138000\"");
            assertThat(rig.leaves().getLast())
                    .contains(
                            "\"actor\":{\"cred\":\"jti:staff-north\",\"id\":\"staff-north\"",
                            "\"approver\":{\"cred\":\"jti:staff-south\",\"id\":\"staff-south\"",
                            "\"ask\":\"" + ask + "\"",
                            "\"basis\":{\"case\":\"D-2020-7\"",
                            "\"reason\":\"call-back\"");
            rig.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("200");
            rig.clock.advance(Duration.ofSeconds(1));
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("second-person");
        }
    }

    /// The grant is for one asker, one record, one case, one reason; nobody else and nothing else passes by it.
    @Test
    void agreed_isForNothingElse() throws IOException {
        try (ProxyRig rig = rig()) {
            approve(rig, "south", ask(rig));
            assertThat(outcome(read(rig, "south", ONE, SAID))).isEqualTo("second-person");
            assertThat(outcome(read(rig, "north-too", ONE, SAID))).isEqualTo("second-person");
            assertThat(outcome(read(rig, "north", OTHER, SAID))).isEqualTo("second-person");
            assertThat(outcome(read(rig, "north", ONE, SAID.replace("D-2020-7", "D-2020-8"))))
                    .isEqualTo("second-person");
            assertThat(outcome(read(rig, "north", ONE, SAID.replace("call-back", "emergency"))))
                    .isEqualTo("second-person");
            assertThat(rig.json("north", "GET", "/tips/api/tips", "").problem()).isEqualTo("unfit");
            RawClient.Got list = rig.send(
                    "GET /tips/api/tips HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer("north") + SAID + "\r\n");
            assertThat(list.problem()).isEqualTo("second-person");
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("200");
        }
    }

    /// Himself, a colleague of the unit, somebody without a unit, and an organisation that has no part in the app.
    @ParameterizedTest
    @ValueSource(strings = {"north", "north-too", "doctor", "south-elsewhere", "li"})
    void whoIsNotApart_approvesNothing(String caller) throws IOException {
        try (ProxyRig rig = rig()) {
            String ask = ask(rig);
            assertThat(approve(rig, caller, ask).problem()).isEqualTo("second-person");
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("second-person");
            assertThat(rig.json(caller, "GET", "/tips/.fieldgate/asks", "").body())
                    .doesNotContain(ask);
            assertThat(approve(rig, "south", ask).status()).as("still waits").isEqualTo(201);
        }
    }

    @Test
    void ask_waitsTenMinutes_andIsUsedOnce() throws IOException {
        try (ProxyRig rig = rig()) {
            String late = ask(rig);
            rig.clock.advance(Duration.ofMinutes(10));
            assertThat(approve(rig, "south", late).problem()).isEqualTo("no-record");
            String ask = ask(rig);
            rig.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
            assertThat(approve(rig, "south", ask).status()).isEqualTo(201);
            assertThat(approve(rig, "south", ask).problem()).isEqualTo("no-record");
            assertThat(approve(rig, "south", "0QX4").problem()).isEqualTo("no-record");
        }
    }

    /// The day of the app's zone ends at 16:00 UTC.
    @Test
    void grant_endsWithTheDay() throws IOException {
        try (ProxyRig rig = rig()) {
            rig.clock.set(Instant.parse("2020-02-24T15:55:00Z"));
            approve(rig, "south", ask(rig));
            rig.clock.advance(Duration.ofMinutes(5).minusSeconds(1));
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("200");
            rig.clock.advance(Duration.ofSeconds(1));
            assertThat(outcome(read(rig, "north", ONE, SAID))).isEqualTo("second-person");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fieldgate-Reason: call-back | 422 | Fieldgate-Case",
                "Fieldgate-Case: D-2020-7 | 422 | Fieldgate-Reason",
                "Fieldgate-Case: D 7;Fieldgate-Reason: call-back | 422 | Fieldgate-Case",
                "Fieldgate-Case: 13800138000;Fieldgate-Reason: call-back | 422 | Fieldgate-Case",
                "Fieldgate-Case: D-2020-7;Fieldgate-Reason: curious | 422 | Fieldgate-Reason"
            })
    void caseAndReason_areAskedForByName(String headers, int status, String place) throws IOException {
        try (ProxyRig rig = rig()) {
            int sent = rig.backend.received().size();
            RawClient.Got got = read(rig, "north", ONE, headers.replace(";", "\r\n") + "\r\n");
            assertThat(got.status()).isEqualTo(status);
            assertThat(got.body()).contains(place).doesNotContain("curious", "13800138000");
            assertThat(rig.backend.received())
                    .as("nothing was asked of the app")
                    .hasSize(sent);
        }
    }

    /// Who has no such view asks for nothing, and what is asked for must be a record's id with case and reason.
    @Test
    void ask_isJudged() throws IOException {
        try (ProxyRig rig = rig()) {
            assertThat(asked(rig, "clerk", ONE).problem()).isEqualTo("role-not-allowed");
            assertThat(asked(rig, "li", ONE).problem()).isEqualTo("role-not-allowed");
            assertThat(asked(rig, "doctor", ONE).problem()).as("no unit").isEqualTo("second-person");
            assertThat(asked(rig, "north", "17").body()).contains("/object");
            RawClient.Got bare = rig.json("north", "POST", "/tips/.fieldgate/asks", "{\"act\":\"burn\"}");
            assertThat(bare.body()).contains("/act");
            RawClient.Got empty = rig.json("north", "POST", "/tips/.fieldgate/asks", "{\"act\":\"reveal\"}");
            assertThat(empty.body()).contains("/object", "/case", "/reason");
            RawClient.Got elsewhere = rig.json(
                    "north", "POST", "/tips/.fieldgate/asks", "{\"act\":\"read-on\",\"object\":\"mask-booking\"}");
            assertThat(elsewhere.body()).contains("/object");
            assertThat(Bookings.rows(rig, Namespace.ASK)).isEmpty();
        }
    }
}
