package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which records exist for whom (`rows:` by any entry, `own` and `not-own`), and on which routes a view holds (`on:`).
class RowsTest {
    private static final String ACCUSED = "91350100M000100Y43";
    private static final String ID = "550e8400-e29b-41d4-a716-446655440001";
    private static final String OTHER = "550e8400-e29b-41d4-a716-446655440002";
    private static final String ANOTHER = "550e8400-e29b-41d4-a716-446655440003";
    private static final String UNKNOWN = "550e8400-e29b-41d4-a716-446655440009";
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
                by: [subject, community-doctor]
            fields:
              unit:
                at: /unit
                type: org.usci
                optional: yes
                why:
                  medical-follow-up: who is spoken of
                as: FORM
                keep: P14D
              story:
                at: /story
                type: text.free
                why:
                  medical-follow-up: what has happened
                as: encrypted
                keep: P14D
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
                VIEW
                show:
                  story: plain
                at-most: 50 people per day
            limits:
              body: 64KB
              page: 3
              per-client: 60 per minute
            """;

    @TempDir
    Path folder;

    private ProxyRig rig(String form, String view) throws IOException {
        return rig(form, view, "at-most: 50 people per day");
    }

    private ProxyRig rig(String form, String view, String limit) throws IOException {
        Path policies = Bookings.policies(folder, "never", "never");
        Path vocabulary = policies.resolve("vocabulary.yaml");
        String words = Files.readString(vocabulary);
        String wider = words.replace(
                        "check: [usci]\n    as: [plain, encrypted]",
                        "check: [usci]\n    as: [plain, encrypted, pseudonym]")
                .replace("      geo.address: region\n", "      geo.address: region\n      org.usci: unit\n")
                .replaceAll(
                        "(medical-follow-up:\\n    title: [^\\n]*\\n    kind: public\\n    needs:\\s*\\[?)",
                        "$1org.usci, text.free, ");
        Files.writeString(vocabulary, wider);
        Files.writeString(
                policies.resolve("tips.yaml"),
                TIPS.replace("FORM", form).replace("VIEW", view).replace("at-most: 50 people per day", limit));
        ProxyRig rig = new ProxyRig(folder, ProxyRig.settings(), policies);
        assertThat(rig.policies.app("tips"))
                .as(rig.policies.diagnostics().toString())
                .isPresent();
        return rig;
    }

    /// What the app holds of a tip, with its id.
    private static String taken(ProxyRig rig, String unit) {
        rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ID + "\"}"));
        RawClient.Got got = rig.json(
                "li",
                "POST",
                "/tips/api/tips",
                "{" + unit + "\"story\":\"sells masks at ten times the price\",\"contact\":\"13800138000\"}");
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return rig.backend.lastBody().replaceFirst("\\{", "{\"id\":\"" + ID + "\",");
    }

    private static String about(String unit) {
        return "\"unit\":\"" + unit + "\",";
    }

    private static RawClient.Got read(ProxyRig rig, String caller, String id) {
        return rig.json(caller, "GET", "/tips/api/tips/" + id, "");
    }

    private static String bytes(RawClient.Got got) {
        return got.toString().replaceAll("[0-9a-f]{32}|[0-9A-Z]{26}", "-");
    }

    /// The accused unit's own handler is answered as of a record that was never there; the assigned one reads the text.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "encrypted", "pseudonym"})
    void notOwn_hidesWhatIsAboutTheCallersOwnUnit(String form) throws IOException {
        try (ProxyRig rig = rig(form, "rows: { unit: not-own }")) {
            String stored = taken(rig, about(ACCUSED));
            rig.backend.always(ScriptedBackend.json(404, ""));
            RawClient.Got unknown = read(rig, "accused", UNKNOWN);
            rig.backend.always(ScriptedBackend.json(200, stored));
            RawClient.Got hidden = read(rig, "accused", ID);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(bytes(hidden)).isEqualTo(bytes(unknown));
            RawClient.Got shown = read(rig, "assigned", ID);
            assertThat(shown.body()).contains("sells masks").doesNotContain("contact", "13800138000", ACCUSED);
            rig.backend.always(ScriptedBackend.json(200, "{\"items\":[" + stored + "]}"));
            assertThat(rig.json("accused", "GET", "/tips/api/tips", "").body()).isEqualTo("{\"items\":[]}");
            assertThat(rig.json("assigned", "GET", "/tips/api/tips", "").body()).contains("sells masks");
        }
    }

    /// Over his limit a reader is told so of what is there for him; what is hidden from him is no record even then, and
    /// whatever was hidden has not counted.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "encrypted", "pseudonym"})
    void hiddenRecord_isNoRecordAlsoOverTheLimit(String form) throws IOException {
        try (ProxyRig rig = rig(form, "rows: { unit: not-own }", "at-most: 1 people per day")) {
            String hidden = taken(rig, about(ACCUSED));
            String shown = taken(rig, about("12110000E00000001M")).replace(ID, OTHER);
            rig.backend.always(ScriptedBackend.json(200, hidden));
            assertThat(read(rig, "accused", ID).problem()).isEqualTo("no-record");
            rig.backend.always(ScriptedBackend.json(200, shown));
            assertThat(read(rig, "accused", OTHER).status()).isEqualTo(200);
            rig.backend.always(ScriptedBackend.json(200, shown.replace(OTHER, ANOTHER)));
            assertThat(read(rig, "accused", ANOTHER).status()).isEqualTo(429);
            rig.backend.always(ScriptedBackend.json(404, ""));
            RawClient.Got unknown = read(rig, "accused", UNKNOWN);
            rig.backend.always(ScriptedBackend.json(200, hidden));
            assertThat(bytes(read(rig, "accused", ID))).isEqualTo(bytes(unknown));
        }
    }

    /// What he may not see he cannot erase either, and is told as of what was never there.
    @ParameterizedTest
    @ValueSource(strings = {"plain", "encrypted", "pseudonym"})
    void notOwn_keepsWhatIsAboutTheCallersOwnUnit(String form) throws IOException {
        try (ProxyRig rig = rig(form, "rows: { unit: not-own }")) {
            String stored = taken(rig, about(ACCUSED));
            rig.backend.forget();
            rig.backend.always(ScriptedBackend.json(404, ""));
            RawClient.Got unknown = rig.json("accused", "DELETE", "/tips/api/tips/" + UNKNOWN, "");
            rig.backend.always(ScriptedBackend.json(200, stored));
            RawClient.Got hidden = rig.json("accused", "DELETE", "/tips/api/tips/" + ID, "");
            assertThat(hidden.problem()).isEqualTo("no-record");
            assertThat(bytes(hidden)).isEqualTo(bytes(unknown));
            assertThat(rig.backend.received()).hasSize(2).allMatch(request -> request.startsWith("GET "));
            assertThat(rig.json("assigned", "DELETE", "/tips/api/tips/" + ID, "")
                            .status())
                    .isEqualTo(204);
            assertThat(rig.backend.received()).last().asString().startsWith("DELETE ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "encrypted", "pseudonym"})
    void own_showsNothingElse(String form) throws IOException {
        try (ProxyRig rig = rig(form, "rows: { unit: own }")) {
            rig.backend.always(ScriptedBackend.json(200, taken(rig, about(ACCUSED))));
            assertThat(read(rig, "accused", ID).body()).contains("sells masks");
            assertThat(read(rig, "assigned", ID).problem()).isEqualTo("no-record");
        }
    }

    /// Of nobody known, on either side, is for nobody: neither a tip without a unit, nor a caller without one.
    @ParameterizedTest
    @CsvSource({"own, accused, ''", "not-own, assigned, ''", "own, doctor, x", "not-own, doctor, x", "not-own, north, x"
    })
    void unknown_isHiddenEitherWay(String whose, String caller, String unit) throws IOException {
        try (ProxyRig rig = rig("encrypted", "rows: { unit: " + whose + " }")) {
            rig.backend.always(ScriptedBackend.json(200, taken(rig, unit.isEmpty() ? "" : about(ACCUSED))));
            assertThat(read(rig, caller, ID).problem()).isEqualTo("no-record");
        }
    }

    /// A route that the view does not name answers as if there were no view.
    @Test
    void on_holdsForTheNamedRouteAlone() throws IOException {
        try (ProxyRig rig = rig("plain", "on: GET /api/tips/{id}")) {
            String stored = taken(rig, about(ACCUSED));
            rig.backend.always(ScriptedBackend.json(200, stored));
            assertThat(read(rig, "doctor", ID).body()).contains("sells masks");
            int asked = rig.backend.received().size();
            RawClient.Got listed = rig.json("doctor", "GET", "/tips/api/tips", "");
            assertThat(bytes(listed)).isEqualTo(bytes(rig.json("clerk", "GET", "/tips/api/tips", "")));
            assertThat(listed.problem()).isEqualTo("role-not-allowed");
            assertThat(rig.backend.received()).hasSize(asked);
        }
    }
}
