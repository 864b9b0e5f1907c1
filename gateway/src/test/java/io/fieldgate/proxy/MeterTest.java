package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.lifecycle.SubjectLookup;
import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `at-most` counts whoever can be told, and every record of which nobody can be: what an app sends, or leaves out,
/// makes nothing uncounted.
class MeterTest {
    private static final String HEAD = """
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
              users: [community-office]
            scope: city-epidemic
            subject: SUBJECT
            record: id
            under-14: guardian
            purposes:
              entry-registration:
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
              address:
                at: /address
                type: geo.address
                why:
                  entry-registration: where to look
                as: district
                keep: P14D
            """;
    private static final String NUMBER = """
              idNo:
                at: /idNo
                type: cn.resident-id
                why:
                  entry-registration: tell namesakes apart
                as: pseudonym
                keep: P14D
            """;
    private static final String TAIL = """
            undeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: gate-guard
                for: entry-registration
                show:
                  address: district
                at-most: 3 people per day
              - role: subject
                for: own-data
                show: all
            limits:
              body: 64KB
              page: 3
              per-client: 100 per minute
            """;

    @TempDir
    Path folder;

    private ProxyRig rig(String subject, String fields) throws IOException {
        Path policies = Bookings.policies(folder, "never", "never");
        Files.writeString(policies.resolve("tips.yaml"), HEAD.replace("SUBJECT", subject) + fields + TAIL);
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        assertThat(rig.policies.app("tips"))
                .as(rig.policies.diagnostics().toString())
                .isPresent();
        return rig;
    }

    private static String id(int number) {
        return "550e8400-e29b-41d4-a716-44665544000" + number;
    }

    /// Taken, so that it lives. @return the pseudonym the app got, if it got one
    private static String take(ProxyRig rig, int number, String more) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + id(number) + "\"}"));
        RawClient.Got got = rig.json("li", "POST", "/tips/api/tips", "{\"address\":\"广东省深圳市南山区科技园\"" + more + "}");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        String body = rig.backend.lastBody();
        int at = body.indexOf("\"idNo\":\"");
        return at < 0 ? "" : body.substring(at + 8, at + 34);
    }

    private static String read(ProxyRig rig, int number, String more) {
        rig.backend.always(
                ScriptedBackend.json(200, "{\"id\":\"" + id(number) + "\",\"address\":\"广东省深圳市南山区\"" + more + "}"));
        RawClient.Got got = rig.json("guard", "GET", "/tips/api/tips/" + id(number), "");
        return got.status() == 200 ? "200" : got.problem();
    }

    @Test
    void recordOfNobody_countsAsOne_andAgainIsFree() throws IOException {
        try (ProxyRig rig = rig("none", "")) {
            for (int i = 1; i <= 4; i++) {
                take(rig, i, "");
            }
            for (int i = 1; i <= 3; i++) {
                assertThat(read(rig, i, "")).isEqualTo("200");
            }
            assertThat(rig.leaves().getLast()).contains("\"n_rec\":1", "\"n_subj\":0");
            assertThat(read(rig, 2, "")).as("seen before").isEqualTo("200");
            assertThat(read(rig, 4, "")).isEqualTo("over-limit");
            assertThat(rig.leaves())
                    .filteredOn(leaf -> leaf.contains("\"kind\":\"alert\""))
                    .hasSize(1);
        }
    }

    /// Without an id each is another, also the next time.
    @Test
    void recordWithoutAnId_countsEachTime() throws IOException {
        try (ProxyRig rig = rig("none", "")) {
            String tip = "{\"address\":\"广东省深圳市南山区\"}";
            rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + tip + "," + tip + "]}"));
            assertThat(rig.json("guard", "GET", "/tips/api/tips", "").status()).isEqualTo(200);
            assertThat(rig.json("guard", "GET", "/tips/api/tips", "").problem()).isEqualTo("over-limit");
        }
    }

    /// The person is told by his pseudonym alone, and who asks by his number finds that he was looked at.
    @Test
    void pseudonymThatWasSeen_leadsTheAuditorToThePerson() throws IOException {
        try (ProxyRig rig = rig("idNo", NUMBER)) {
            String pseudonym = take(rig, 1, ",\"idNo\":\"" + KnownCallers.LI + "\"");
            assertThat(read(rig, 1, ",\"idNo\":\"" + pseudonym + "\"")).isEqualTo("200");
            assertThat(sightings(rig, KnownCallers.LI)).isEqualTo(1);
            assertThat(sightings(rig, KnownCallers.WANG)).isZero();
        }
    }

    private static long sightings(ProxyRig rig, String number) {
        SubjectLookup lookup = new SubjectLookup(rig.keys, rig.policies, new EventIds(rig.clock, new SeededSource(9)));
        try (SubjectLookup.Person person = lookup.person("cn.resident-id", number, rig.clock.instant())) {
            rig.log.settled(Duration.ofSeconds(10));
            LocalDate day = LocalDate.ofInstant(rig.clock.instant(), ZoneOffset.UTC);
            List<Leaf> seen = new ArrayList<>();
            rig.log.reader().forEach(0, rig.log.reader().size(), leaf -> {
                boolean named = leaf.is(LeafKind.REVEAL)
                        && leaf.subjects().stream()
                                .anyMatch(group -> person.tags(day, group.linkKey())
                                        .filter(tags -> !Collections.disjoint(tags, group.tags()))
                                        .isPresent());
                if (named) {
                    seen.add(leaf);
                }
                return true;
            });
            return seen.size();
        }
    }

    /// Twice the same pseudonym is one person; an app that leaves it out shows a record of nobody, which counts too.
    @Test
    void pseudonym_isThePerson_andLeavingItOutCountsNoLess() throws IOException {
        try (ProxyRig rig = rig("idNo", NUMBER)) {
            String own = ",\"idNo\":\"" + KnownCallers.LI + "\"";
            String pseudonym = "";
            for (int i = 1; i <= 5; i++) {
                pseudonym = take(rig, i, own);
            }
            String one = ",\"idNo\":\"" + pseudonym + "\"";
            assertThat(read(rig, 1, one)).isEqualTo("200");
            assertThat(rig.leaves().getLast())
                    .contains("\"n_subj\":1", "\"subj\":[{\"lk\":")
                    .doesNotContain("n_rec");
            assertThat(read(rig, 2, one)).isEqualTo("200");
            assertThat(read(rig, 3, "")).isEqualTo("200");
            assertThat(read(rig, 4, "")).isEqualTo("200");
            assertThat(read(rig, 5, "")).isEqualTo("over-limit");
            assertThat(read(rig, 5, one)).as("the person seen before").isEqualTo("200");
        }
    }
}
