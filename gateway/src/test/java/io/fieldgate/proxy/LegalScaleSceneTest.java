package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Health codes read over the wire, one by one and by lists, until the legal scale speaks.
class LegalScaleSceneTest {
    private static final String POLICY = """
            policy: codes
            title: 健康码
            suite: intl
            campaign: covid-2020
            sunset: 2020-12-31
            assessment: PIA-1
            accountable:
              collector:
                org: district-health-bureau
                person: 张某
                contact: privacy@health.example
              users: [community-office]
            scope: city-epidemic
            subject: none
            record: id
            under-14: guardian
            purposes:
              epi.status.self:
                basis: public-health-emergency
                order: City order 2020-12
            routes:
              POST /api/codes:
                takes: one
                by: [subject]
                body: json
                answers: [id]
              GET /api/codes/{id}:
                gives: one
                body: json
                answers: [id]
              GET /api/codes:
                gives: list
                from: /items
                body: json
                answers: [id]
              DELETE /api/codes/{id}:
                erases: one
                by: [subject]
            fields:
              colour:
                at: /colour
                type: health.code
                why:
                  epi.status.self: whether somebody may pass
                as: plain
                keep: P14D
            undeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: gate-guard
                for: epi.status.self
                show:
                  colour: plain
                at-most: 5000 people per day
              - role: subject
                for: own-data
                show: all
            limits:
              body: 64KB
              page: 50
              per-client: 100000 per minute
            """;

    @TempDir
    Path folder;

    private ProxyRig rig(String then) throws IOException {
        Path policies = Bookings.policies(folder, "never", "never");
        Files.writeString(policies.resolve("codes.yaml"), POLICY);
        Path vocabulary = policies.resolve("vocabulary.yaml");
        Files.writeString(
                vocabulary,
                Files.readString(vocabulary)
                        .replace("then: alert", "then: " + then)
                        .replace("per-client: 100 per minute", "per-client: 100000 per minute"));
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        assertThat(rig.policies.app("codes"))
                .as(rig.policies.diagnostics().toString())
                .isPresent();
        return rig;
    }

    private static String id(int number) {
        return "550e8400-e29b-41d4-a716-4466%08d".formatted(number);
    }

    private static String record(int number) {
        return "{\"id\":\"" + id(number) + "\",\"colour\":\"green\"}";
    }

    private static void take(ProxyRig rig, int from, int records) {
        for (int i = from; i < from + records; i++) {
            rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + id(i) + "\"}"));
            assertThat(rig.json("li", "POST", "/codes/api/codes", "{\"colour\":\"green\"}")
                            .status())
                    .isEqualTo(201);
        }
    }

    private static String read(ProxyRig rig, String caller, int number) {
        rig.backend.always(ScriptedBackend.json(200, record(number)));
        RawClient.Got got = rig.json(caller, "GET", "/codes/api/codes/" + id(number), "");
        return got.status() == 200 ? got.body() : got.problem();
    }

    private static int head(ProxyRig rig, int number) {
        String head = "HEAD /codes/api/codes/" + id(number) + " HTTP/1.1\r\nHost: gate\r\n";
        try (RawClient client = new RawClient(rig.server.port())) {
            return client.send(head + ProxyRig.bearer("post-1") + "\r\n")
                    .readHead()
                    .status();
        }
    }

    private static void readAll(ProxyRig rig, String caller, int from, int records) {
        for (int i = from; i < from + records; i++) {
            assertThat(read(rig, caller, i)).as("record " + i).contains("green");
        }
    }

    private static List<String> alarms(ProxyRig rig) {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"kind\":\"alert\"") && leaf.contains("\"rule\":\"legal-scale"))
                .toList();
    }

    /// 65 a day for four days, by GET, HEAD and lists: 249 are silent, the 250th is one alarm of the month.
    @Test
    void drip_isHeardAtThe250th() throws IOException {
        try (ProxyRig rig = rig("alert")) {
            take(rig, 0, 260);
            for (int day = 0; day < 3; day++) {
                readAll(rig, "post-1", day * 65, 64);
                int last = day * 65 + 64;
                rig.backend.always(ScriptedBackend.json(200, record(last)));
                assertThat(head(rig, last)).isEqualTo(200);
                rig.clock.advance(Duration.ofDays(1));
            }
            String two = "{\"items\":[" + record(195) + "," + record(196) + "]}";
            rig.backend.always(ScriptedBackend.json(200, two));
            assertThat(rig.json("post-1", "GET", "/codes/api/codes", "").status())
                    .isEqualTo(200);
            readAll(rig, "post-1", 195, 54);
            assertThat(alarms(rig)).as("249").isEmpty();
            readAll(rig, "post-1", 249, 1);
            assertThat(alarms(rig))
                    .singleElement()
                    .asString()
                    .contains("\"count\":2500", "\"window\":2592000", "\"id\":\"post-1\"");
            readAll(rig, "post-1", 250, 10);
            assertThat(alarms(rig)).hasSize(1);
        }
    }

    @Test
    void fiveAccountsOfOneUnit_areHeardAsOne() throws IOException {
        try (ProxyRig rig = rig("alert")) {
            take(rig, 0, 260);
            readAll(rig, "post-west", 0, 52);
            for (int post = 1; post <= 4; post++) {
                readAll(rig, "post-" + post, (post - 1) * 52, 52);
            }
            readAll(rig, "post-5", 208, 41);
            assertThat(alarms(rig)).as("249").isEmpty();
            readAll(rig, "post-5", 249, 11);
            assertThat(alarms(rig))
                    .singleElement()
                    .asString()
                    .contains("\"rule\":\"legal-scale-unit\"", "\"unit\":\"east\"", "\"window\":86400");
        }
    }

    @Test
    void block_holdsAtTheLine_andKnownRecordsStayOpen() throws IOException {
        try (ProxyRig rig = rig("block")) {
            take(rig, 0, 251);
            readAll(rig, "post-1", 0, 249);
            assertThat(read(rig, "post-1", 249)).isEqualTo("over-limit");
            assertThat(read(rig, "post-1", 250)).isEqualTo("over-limit");
            readAll(rig, "post-1", 17, 1);
            assertThat(alarms(rig)).hasSize(1);
            assertThat(rig.leaves().stream()
                            .filter(leaf ->
                                    leaf.contains("\"kind\":\"deny\"") && leaf.contains("\"rule\":\"legal-scale\"")))
                    .as("refusals name the rule")
                    .isNotEmpty();
        }
    }

    @Test
    void stepUp_asksForAnApproval() throws IOException {
        try (ProxyRig rig = rig("step-up")) {
            take(rig, 0, 250);
            readAll(rig, "post-1", 0, 249);
            assertThat(read(rig, "post-1", 249)).isEqualTo("approval-required");
            String wish = "{\"act\":\"read-on\",\"object\":\"codes\"}";
            RawClient.Got asked = rig.json("post-1", "POST", "/codes/.fieldgate/asks", wish);
            assertThat(asked.status()).as(asked.body()).isEqualTo(201);
            assertThat(read(rig, "post-1", 249)).as("asked only").isEqualTo("approval-required");
            String ask = asked.body().split("\"ask\":\"", -1)[1].split("\"", -1)[0];
            String agreed = "{\"ask\":\"" + ask + "\"}";
            assertThat(rig.json("post-2", "POST", "/codes/.fieldgate/approvals", agreed)
                            .problem())
                    .as("of the same unit")
                    .isEqualTo("second-person");
            assertThat(rig.json("post-west", "POST", "/codes/.fieldgate/approvals", agreed)
                            .status())
                    .isEqualTo(201);
            readAll(rig, "post-1", 249, 1);
            rig.clock.advance(Duration.ofMinutes(10));
            take(rig, 250, 1);
            assertThat(read(rig, "post-1", 250)).isEqualTo("approval-required");
        }
    }
}
