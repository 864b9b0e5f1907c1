package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One staff id with two roles is one reader: a clerk whose view singles people out openly sees district and sex, a
/// courier's view the birth date. Of one record of 500 people both together leave one.
class JointViewsTest {
    private static final String WANG = "550e8400-e29b-41d4-a716-446655440001";
    private static final String LI = "550e8400-e29b-41d4-a716-446655440002";
    private static final String BORN = "1949-12-31";
    private static final String VISITS = """
            routes:
              POST /api/visits:
                takes: one
                by: [subject]
                body: json
                answers: [id]
              GET /api/visits/{id}:
                gives: one
                body: json
                answers: [id]
              GET /api/visits:
                gives: list
                from: /items
                body: json
                answers: [id]
              DELETE /api/visits/{id}:
                erases: one
                by: [subject]
            fields:
              idNo:
                at: /idNo
                type: cn.resident-id
                why:
                  medical-follow-up: who is visited
                as: encrypted
                keep: P14D
              born:
                at: /born
                type: person.birth-date
                why:
                  medical-follow-up: what to bring
                as: encrypted
                keep: P14D
              sex:
                at: /sex
                type: person.sex
                why:
                  medical-follow-up: who goes
                as: encrypted
                keep: P14D
              home:
                at: /home
                type: geo.address
                why:
                  medical-follow-up: where to go
                as: encrypted
                keep: P14D
            undeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: clerk
                for: medical-follow-up
                show:
                  home: district
                  ALSO
                identifying: sorts the visits of a street
                at-most: 50 people per day
              - role: courier
                for: medical-follow-up
                show:
                  TOO
                at-most: 50 people per day
              - role: subject
                for: own-data
                show: all
            limits:
              body: 64KB
              page: 3
              per-client: 60 per minute
            """;

    @TempDir
    Path folder;

    private ProxyRig rig(String also, String too) throws IOException {
        return Visits.rig(
                folder,
                "pharmacy-group",
                "cn.resident-id, person.birth-date, person.sex,",
                VISITS.replace("ALSO", also).replace("TOO", too));
    }

    private static String taken(ProxyRig rig, String caller, String id, String number) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + id + "\"}"));
        RawClient.Got got = rig.json(
                caller,
                "POST",
                "/visits/api/visits",
                "{\"idNo\":\"" + number + "\",\"born\":\"" + BORN + "\",\"sex\":\"2\",\"home\":\"北京市朝阳区某街道1号\"}");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    private static String read(ProxyRig rig, String caller, String stored, String id) {
        rig.backend.always(ScriptedBackend.json(200, stored));
        RawClient.Got got = rig.json(caller, "GET", "/visits/api/visits/" + id, "");
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        return got.body();
    }

    /// The weaker form where that is enough, else none.
    @ParameterizedTest
    @CsvSource({"sex: plain, 1940-1949", "idNo: last4, ''"})
    void earlierView_isLaidBeside(String also, String weaker) throws IOException {
        try (ProxyRig rig = rig(also, "born: plain")) {
            String wang = taken(rig, "wang", WANG, KnownCallers.WANG);
            String li = taken(rig, "li", LI, KnownCallers.LI);
            assertThat(read(rig, "both-courier", wang, WANG)).contains(BORN);
            assertThat(read(rig, "both-clerk", wang, WANG)).contains("朝阳区"); // its view says so openly
            String less = read(rig, "both-courier", wang, WANG);
            assertThat(less).doesNotContain(BORN);
            if (weaker.isEmpty()) {
                assertThat(less).isEqualTo("{\"id\":\"" + WANG + "\"}");
            } else {
                assertThat(less).contains(weaker);
            }
            assertThat(read(rig, "other-courier", wang, WANG)).contains(BORN);
            assertThat(read(rig, "both-courier", li, LI)).contains(BORN);
            rig.clock.advance(Duration.ofHours(24).plusSeconds(1));
            assertThat(read(rig, "both-courier", wang, WANG)).contains(BORN);
        }
    }

    /// What a view tells by itself is its own; a mask seen before takes nothing of it.
    @Test
    void plainNumber_isShownWhateverWasSeen() throws IOException {
        try (ProxyRig rig = rig("idNo: last4", "idNo: plain")) {
            String wang = taken(rig, "wang", WANG, KnownCallers.WANG);
            read(rig, "both-clerk", wang, WANG);
            assertThat(read(rig, "both-courier", wang, WANG)).contains(KnownCallers.WANG);
        }
    }

    /// In a list each record is judged by itself.
    @Test
    void list_showsLessOfTheRecordsSeenBefore() throws IOException {
        try (ProxyRig rig = rig("sex: plain", "born: plain")) {
            String wang = taken(rig, "wang", WANG, KnownCallers.WANG);
            String li = taken(rig, "li", LI, KnownCallers.LI);
            read(rig, "both-clerk", wang, WANG);
            rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + li + "," + wang + "]}"));
            assertThat(rig.json("both-courier", "GET", "/visits/api/visits", "").body())
                    .isEqualTo("{\"items\":[{\"id\":\"" + LI + "\",\"born\":\"1949-12-31\"}," + "{\"id\":\"" + WANG
                            + "\",\"born\":\"1940-1949\"}]}");
        }
    }

    /// Of who saw what nothing is kept where it can never matter.
    @Test
    void shippedApps_keepNoneOfIt() throws IOException {
        try (ProxyRig rig = rig("sex: plain", "born: plain")) {
            for (MountedApp site : rig.mountTable.open()) {
                assertThat(site.joint().matter())
                        .as(site.name())
                        .isEqualTo(site.name().equals("visits"));
            }
        }
    }
}
