package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A record that is there is changed (`changes: one`): by its person or by staff whom the route names, in the record's
/// own time, and it stays whose it is. A stranger learns nothing of it, and the app hears nothing of him.
class ChangesTest {
    private static final String ID = "550e8400-e29b-41d4-a716-446655440001";
    private static final String UNKNOWN = "550e8400-e29b-41d4-a716-446655440009";
    private static final String AT = "/visits/api/visits/";
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
              PATCH /api/visits/{id}:
                changes: one
                by: [subject, community-doctor]
                body: json
                idempotent: yes
                answers: [id]
              PUT /api/visits/{id}:
                changes: one
                by: [subject]
                body: json
              DELETE /api/visits/{id}:
                erases: one
                by: [subject]
            fields:
              idNo:
                at: /idNo
                type: cn.resident-id
                why:
                  medical-follow-up: who is visited
                as: SUBJECT
                keep: P14D
              band:
                from: idNo
                put: /band
                type: person.age-band
                why:
                  medical-follow-up: the elderly first
                as: encrypted
                keep: P14D
              mobile:
                at: /mobile
                type: cn.mobile
                why:
                  medical-follow-up: to call the patient
                as: encrypted
                keep: P14D
              name:
                at: /name
                type: person.name
                optional: yes
                why:
                  medical-follow-up: whom to ask for
                as: encrypted
                keep: PT24H
              home:
                at: /home
                type: geo.address
                optional: yes
                why:
                  medical-follow-up: where to go
                as: district
                keep: P14D
              sex:
                at: /sex
                type: person.sex
                optional: yes
                why:
                  medical-follow-up: who goes along
                as: plain
                keep: P2D
            undeclared: reject
            carries:
              id:
                at: [/id, path:id]
                type: id.uuid
            reveal:
              - role: community-doctor
                for: medical-follow-up
                show:
                  mobile: plain
                  name: plain
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

    private ProxyRig rig() throws IOException {
        return rig("encrypted");
    }

    private ProxyRig rig(String subject) throws IOException {
        return Visits.rig(
                folder, "district-hospital", "cn.resident-id, person.sex,", VISITS.replace("SUBJECT", subject));
    }

    /// What the app holds, with its id.
    private static String taken(ProxyRig rig, String caller, String number, String more) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ID + "\"}"));
        RawClient.Got got = rig.json(
                caller,
                "POST",
                "/visits/api/visits",
                "{\"idNo\":\"" + number + "\",\"mobile\":\"13800138000\"" + more + "}");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + ID + "\",");
    }

    /// The app gives the record, then takes what it is sent.
    private static RawClient.Got change(ProxyRig rig, String caller, String method, String stored, String body) {
        rig.backend.forget();
        rig.backend.next(ScriptedBackend.json(200, stored));
        rig.backend.always(ScriptedBackend.json(200, "{\"id\":\"" + ID + "\"}"));
        return rig.json(caller, method, AT + ID, body);
    }

    /// What the app holds after a PATCH with one member.
    private static String merged(ProxyRig rig, String stored, String member) {
        String value = rig.backend.lastBody().replaceFirst("^\\{", "").replaceFirst("}$", "");
        assertThat(value).startsWith("\"" + member + "\":\"");
        return stored.contains("\"" + member + "\":")
                ? stored.replaceFirst("\"" + member + "\":\"[^\"]*\"", java.util.regex.Matcher.quoteReplacement(value))
                : stored.replaceFirst("}$", java.util.regex.Matcher.quoteReplacement("," + value + "}"));
    }

    private static String read(ProxyRig rig, String caller, String stored) {
        rig.backend.always(ScriptedBackend.json(200, stored));
        return rig.json(caller, "GET", AT + ID, "").body();
    }

    private static String bytes(RawClient.Got got) {
        return got.toString().replaceAll("[0-9a-f]{32}|[0-9A-Z]{26}", "-");
    }

    private static String last(ProxyRig rig, String kind) {
        return rig.leaves().stream()
                .filter(leaf -> leaf.contains("\"kind\":\"" + kind + "\""))
                .reduce("", (_, leaf) -> leaf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted", "pseudonym"})
    void patch_changesWhatIsSent_ofOnesOwnRecord(String subject) throws IOException {
        try (ProxyRig rig = rig(subject)) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            RawClient.Got got = change(rig, "li", "PATCH", stored, "{\"mobile\":\"13900139000\"}");
            assertThat(got.status()).as(got.body()).isEqualTo(200);
            assertThat(got.body()).isEqualTo("{\"id\":\"" + ID + "\"}");
            assertThat(rig.backend.received())
                    .satisfiesExactly(
                            asked -> assertThat(asked).startsWith("GET /api/visits/" + ID),
                            sent -> assertThat(sent)
                                    .startsWith("PATCH /api/visits/" + ID)
                                    .contains("{\"mobile\":\"fg1.")
                                    .doesNotContain("13900139000", "idNo", "band"));
            assertThat(last(rig, "intent"))
                    .contains("\"op\":\"correct\"", "\"route\":\"PATCH /api/visits/{id}\"", "\"n_subj\":1");
            String now = merged(rig, stored, "mobile");
            assertThat(read(rig, "li", now)).contains("13900139000").doesNotContain("13800138000");
        }
    }

    @Test
    void put_asksForWhatIsRequired_andMakesWhatIsDerived() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            RawClient.Got bare = change(rig, "li", "PUT", stored, "{\"mobile\":\"13900139000\"}");
            assertThat(bare.problem()).isEqualTo("unfit");
            assertThat(bare.body()).contains("\"at\":\"/idNo\",\"rule\":\"required\"");
            assertThat(rig.backend.received()).isEmpty();
            RawClient.Got got = change(
                    rig,
                    "li",
                    "PUT",
                    stored,
                    "{\"idNo\":\"" + KnownCallers.LI + "\",\"mobile\":\"13900139000\",\"name\":null}");
            assertThat(got.status()).as(got.body()).isEqualTo(204);
            assertThat(rig.backend.lastBody())
                    .contains("\"idNo\":\"fg1.", "\"band\":\"fg1.")
                    .doesNotContain("name");
        }
    }

    /// Somebody else's record, one that is not there, one that has died: one answer, and the app is sent nothing.
    @ParameterizedTest
    @CsvSource({"PATCH, '{\"mobile\":\"13900139000\"}'", "PUT, '{\"idNo\":\"NUMBER\",\"mobile\":\"13900139000\"}'"})
    void stranger_isAnsweredAsOfNoRecord(String method, String body) throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            taken(rig, "wang", KnownCallers.WANG, ""); // known, and another
            String sent = body.replace("NUMBER", KnownCallers.WANG);
            RawClient.Got others = change(rig, "wang", method, stored, sent);
            assertThat(others.problem()).isEqualTo("no-record");
            assertThat(rig.backend.received()).hasSize(1).allMatch(request -> request.startsWith("GET "));
            rig.backend.always(ScriptedBackend.json(404, ""));
            assertThat(bytes(rig.json("wang", method, AT + UNKNOWN, sent))).isEqualTo(bytes(others));
        }
    }

    /// What is written into a record ends with it.
    @Test
    void newValue_livesNoLongerThanTheOldOne() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            rig.clock.advance(Duration.ofDays(10));
            assertThat(change(rig, "li", "PATCH", stored, "{\"mobile\":\"13900139000\"}")
                            .status())
                    .isEqualTo(200);
            String now = merged(rig, stored, "mobile");
            rig.clock.advance(Duration.ofDays(3));
            assertThat(read(rig, "li", now)).contains("13900139000");
            rig.clock.advance(Duration.ofDays(1).plusHours(1)); // the fourteenth day is over, of ten and four
            assertThat(read(rig, "li", now)).doesNotContain("13900139000");
            assertThat(change(rig, "li", "PATCH", now, "{\"mobile\":\"13700137000\"}")
                            .problem())
                    .isEqualTo("no-record");
            assertThat(rig.backend.received()).hasSize(1);
        }
    }

    /// An entry whose own time in the record is over is not filled again; one that was never there may be, up to the
    /// record's end.
    @Test
    void entry_whoseTimeIsOver_staysEmpty() throws IOException {
        try (ProxyRig rig = rig()) {
            String named = taken(rig, "li", KnownCallers.LI, ",\"name\":\"李四\"");
            rig.clock.advance(Duration.ofDays(2));
            RawClient.Got got = change(rig, "li", "PATCH", named, "{\"name\":\"李五\"}");
            assertThat(got.problem()).isEqualTo("unfit");
            assertThat(got.body())
                    .contains("\"at\":\"/name\",\"rule\":\"ended\"")
                    .doesNotContain("李五");
            assertThat(rig.backend.received()).hasSize(1);
            assertThat(change(rig, "li", "PATCH", named, "{\"home\":\"北京市朝阳区某街道1号\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(rig.backend.lastBody()).contains("朝阳区").doesNotContain("1号");
        }
    }

    @Test
    void readableValue_isOwedFromThenOn_atTheRecordsEnd() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            rig.clock.advance(Duration.ofDays(10));
            change(rig, "li", "PATCH", stored, "{\"home\":\"北京市朝阳区某街道1号\"}");
            String now = merged(rig, stored, "home");
            assertThat(read(rig, "li", now)).contains("朝阳区");
            rig.clock.advance(Duration.ofDays(4).plusHours(1));
            assertThat(read(rig, "li", now)).doesNotContain("朝阳区");
        }
    }

    /// A change that the app refuses takes no day from the record.
    @ParameterizedTest
    @CsvSource({"409, true", "200, false"})
    void readableValue_ofAShorterLife_endsTheRecord_onlyIfTheAppTookIt(int status, boolean lives) throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, ",\"home\":\"北京市朝阳区某街道1号\"");
            rig.backend.next(ScriptedBackend.json(200, stored));
            rig.backend.always(ScriptedBackend.json(status, "{}"));
            rig.json("li", "PATCH", AT + ID, "{\"sex\":\"2\"}");
            rig.clock.advance(Duration.ofDays(3));
            assertThat(read(rig, "li", stored).contains("朝阳区")).isEqualTo(lives);
        }
    }

    @Test
    void staff_correctARecord_andTheLeafSaysWho() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            assertThat(change(rig, "doctor", "PATCH", stored, "{\"mobile\":\"13900139000\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(last(rig, "intent"))
                    .contains("\"id\":\"staff-doctor\"", "\"n_subj\":1", "\"op\":\"correct\"")
                    .doesNotContain(KnownCallers.LI);
            String now = merged(rig, stored, "mobile");
            assertThat(read(rig, "li", now)).contains("13900139000"); // it is still hers
            assertThat(change(rig, "clerk", "PATCH", stored, "{\"mobile\":\"13900139000\"}")
                            .problem())
                    .isEqualTo("role-not-allowed");
        }
    }

    /// Of a record that tells a pseudonym alone: the leaf finds him by it, and nothing is sealed for nobody.
    @Test
    void staff_correctARecordKnownByAPseudonym() throws IOException {
        try (ProxyRig rig = rig("pseudonym")) {
            String stored = taken(rig, "li", KnownCallers.LI, ",\"home\":\"北京市朝阳区某街道1号\"")
                    .replaceFirst(",\"mobile\":\"[^\"]*\"", "")
                    .replaceFirst(",\"band\":\"[^\"]*\"", "");
            assertThat(stored).doesNotContain("fg1.");
            assertThat(change(rig, "doctor", "PATCH", stored, "{\"home\":\"北京市海淀区某街道1号\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(last(rig, "intent")).contains("\"n_subj\":1", "\"subj\":[{");
            assertThat(change(rig, "doctor", "PATCH", stored, "{\"mobile\":\"13900139000\"}")
                            .problem())
                    .isEqualTo("no-record");
        }
    }

    /// The person of a record stays: staff may say the number again, and no other.
    @Test
    void subject_cannotBecomeAnother() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            taken(rig, "wang", KnownCallers.WANG, "");
            for (String other : List.of(KnownCallers.WANG, "110101195001011233")) {
                RawClient.Got got = change(rig, "doctor", "PATCH", stored, "{\"idNo\":\"" + other + "\"}");
                assertThat(got.body()).contains("\"at\":\"/idNo\"");
                assertThat(rig.backend.received()).hasSizeLessThan(2);
            }
            assertThat(change(rig, "doctor", "PATCH", stored, "{\"idNo\":\"" + KnownCallers.LI + "\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(change(rig, "li", "PATCH", stored, "{\"idNo\":\"" + KnownCallers.WANG + "\"}")
                            .problem())
                    .isEqualTo("not-oneself");
        }
    }

    @Test
    void nothing_isSetToNull_byPatch() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            RawClient.Got got = change(rig, "li", "PATCH", stored, "{\"home\":null}");
            assertThat(got.body()).contains("\"at\":\"/home\",\"rule\":\"null\"");
            assertThat(rig.backend.received()).isEmpty();
        }
    }

    /// What the app says to it: gone, broken, silent.
    @ParameterizedTest
    @CsvSource({"404, no-record", "409, backend-failed", "500, backend-failed"})
    void appThatRefuses(int status, String problem) throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            rig.backend.next(ScriptedBackend.json(200, stored));
            rig.backend.always(ScriptedBackend.json(status, "{\"why\":\"13800138000\"}"));
            RawClient.Got got = rig.json("li", "PATCH", AT + ID, "{\"mobile\":\"13900139000\"}");
            assertThat(got.problem()).isEqualTo(problem);
            assertThat(got.body()).doesNotContain("13800138000");
            assertThat(last(rig, "outcome")).contains("\"out\":\"failed\"");
        }
    }

    /// Sent again with its key it is the same event for the app; with other values it is refused.
    @Test
    void sameKey_isTheSameChange() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            String first = keyed(rig, stored, "13900139000");
            String again = keyed(rig, stored, "13900139000");
            assertThat(key(again)).isEqualTo(key(first)).isNotEmpty();
            int asked = rig.backend.received().size();
            assertThat(keyed(rig, stored, "13700137000")).isEmpty();
            assertThat(rig.backend.received()).hasSizeLessThan(asked + 1);
        }
    }

    /// What the app was sent; empty where nothing.
    private static String keyed(ProxyRig rig, String stored, String mobile) {
        rig.backend.forget();
        rig.backend.next(ScriptedBackend.json(200, stored));
        rig.backend.always(ScriptedBackend.json(200, "{}"));
        String body = "{\"mobile\":\"" + mobile + "\"}";
        rig.send("PATCH " + AT + ID + " HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer("li")
                + "Idempotency-Key: change-1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        return rig.backend.received().stream()
                .filter(request -> request.startsWith("PATCH"))
                .findFirst()
                .orElse("");
    }

    private static String key(String request) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, "idempotency-key:", 0, 16))
                .findFirst()
                .orElse("");
    }

    @Test
    void erasedPerson_hasNothingToChange() throws IOException {
        try (ProxyRig rig = rig()) {
            String stored = taken(rig, "li", KnownCallers.LI, "");
            rig.backend.next(ScriptedBackend.json(200, stored));
            rig.backend.always(ScriptedBackend.json(204, ""));
            assertThat(rig.json("li", "DELETE", AT + ID, "").status()).isEqualTo(204);
            rig.backend.always(ScriptedBackend.json(404, ""));
            assertThat(rig.json("li", "PATCH", AT + ID, "{\"mobile\":\"13900139000\"}")
                            .problem())
                    .isEqualTo("no-record");
        }
    }
}
