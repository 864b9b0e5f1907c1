package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.Acceptance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the meter and the auditor must know of records that name nobody, and of persons told by a pseudonym, at a
/// running gateway and across its restart.
class CountedScenesTest {
    private static final String PUPIL = "110101199003071233";

    @TempDir
    Path folder;

    private Map<String, String> flags(StoringApp app) throws IOException {
        Path policies = folder.resolve("registers");
        if (!Files.exists(policies)) {
            Acceptance.registers(policies, "tips", "vaccine");
            // free text weighs as a trace, of which the legal scale lets nobody have fifty
            Path tips = policies.resolve("tips.yaml");
            Files.writeString(tips, Files.readString(tips).replace("story: plain", "place: district"));
        }
        Map<String, String> flags = new HashMap<>();
        flags.put("policies", policies.toString());
        flags.put("apps.tips.upstream", app.url());
        flags.put("apps.vaccine.upstream", app.url());
        return flags;
    }

    private static String taken(GatewayRig rig, String path, String body) {
        GatewayRig.Got got = rig.data("POST", path, rig.subject(PUPIL), body);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return got.body().split("\"id\":\"", -1)[1].split("\"", -1)[0];
    }

    private static GatewayRig.Got read(GatewayRig rig, String id) {
        String handler = rig.gateway()
                .token(TokenRequest.staff("handler", "tip-office", "gov.tip")
                        .as("h-1")
                        .with("unit", "12110000E00000001M"));
        return rig.data("GET", "/tips/api/tips/" + id, handler, "");
    }

    private static long alarms(GatewayRig rig) {
        String body = "{\"kind\":\"alert\",\"app\":\"tips\"}";
        return rig.admin("POST", "/api/v1/audit/query", rig.auditor(), body)
                        .body()
                        .split("\"kind\":\"alert\"", -1)
                        .length
                - 1L;
    }

    /// Fifty tips are shown, the 51st is not and is one alarm; the count outlives the gateway.
    @Test
    void tips_areCountedToFifty_alsoAfterARestart() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        try (StoringApp app = StoringApp.start(DevTls.server(GatewayRig.KEYS))) {
            List<String> ids = new ArrayList<>();
            try (GatewayRig rig = GatewayRig.start(home, flags(app))) {
                for (int i = 0; i < 51; i++) {
                    ids.add(taken(
                            rig,
                            "/tips/api/tips",
                            "{\"unit\":\"91350100M000100Y43\",\"story\":\"tip " + i
                                    + "\",\"place\":\"广东省深圳市南山区科技园\",\"contact\":\"13800138000\"}"));
                }
                for (int i = 0; i < 50; i++) {
                    assertThat(read(rig, ids.get(i)).status()).as("tip " + i).isEqualTo(200);
                }
                assertThat(alarms(rig)).isZero();
                GatewayRig.Got over = read(rig, ids.get(50));
                assertThat(over.status()).isEqualTo(429);
                assertThat(over.problem()).isEqualTo("over-limit");
                assertThat(alarms(rig)).isEqualTo(1);
            }
            try (GatewayRig rig = GatewayRig.again(home, flags(app))) {
                assertThat(read(rig, ids.get(50)).status()).isEqualTo(429);
            }
        }
    }

    /// The app holds a pseudonym and a flag; who asks by the number finds the one look at it.
    @Test
    void teacherWhoReadTheFlag_isFoundByTheNumber() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        try (StoringApp app = StoringApp.start(DevTls.server(GatewayRig.KEYS));
                GatewayRig rig = GatewayRig.start(home, flags(app))) {
            String id = taken(rig, "/vaccine/api/doses", "{\"idNo\":\"" + PUPIL + "\",\"doses\":2}");
            String teacher = rig.staff("teacher", "school", "imm.record");
            GatewayRig.Got flag = rig.data("GET", "/vaccine/api/doses/" + id, teacher, "");
            assertThat(flag.body()).contains("\"vaccinated\":true").doesNotContain(PUPIL, "doses", "idNo");
            assertThat(seen(rig, PUPIL))
                    .containsOnlyOnce("\"kind\":\"reveal\"")
                    .contains("\"staff\":\"staff-teacher\"");
            assertThat(seen(rig, GatewayRig.ZHAO)).doesNotContain("\"kind\":\"reveal\"");
        }
    }

    private static String seen(GatewayRig rig, String number) {
        GatewayRig.Got got = rig.admin(
                "POST",
                "/api/v1/audit/who",
                rig.auditor(),
                "{\"type\":\"cn.resident-id\",\"value\":\"" + number + "\",\"case\":\"C-1\"}");
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        return got.body();
    }
}
