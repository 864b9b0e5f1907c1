package io.fieldgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.GatewayRig.Got;
import io.fieldgate.guard.DevOrders;
import io.fieldgate.guard.DevTokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The admin plane from outside: who may, what is refused and how, over TLS on the loopback.
class AdminServerTest {
    private static final String CANARY = "6222020200112233445"; // shaped like a bank card, in every place of a request

    @TempDir
    private static Path folder;

    private static GatewayRig rig;

    @BeforeAll
    static void start() {
        rig = GatewayRig.start(folder);
        rig.read(rig.book(GatewayRig.LI));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    /// Role × operation. `y` may, `-` may not (403), `?` has no token (401).
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  /healthz                 | y | y | y | y | y
            GET  /readyz                  | y | y | y | y | y
            GET  /metrics                 | y | y | y | y | y
            GET  /log/checkpoint          | y | y | y | y | y
            GET  /log/tile/*              | y | y | y | y | y
            GET  /api/v1/openapi.yaml     | y | y | y | y | y
            GET  /log/tile/entries/*      | ? | - | y | - | -
            GET  /api/v1/status           | ? | y | - | - | -
            GET  /api/v1/doctor           | ? | y | - | - | -
            GET  /api/v1/clock            | ? | y | - | - | -
            POST /api/v1/clock/advance    | ? | y | - | - | -
            GET  /api/v1/retention        | ? | y | - | - | -
            POST /api/v1/retention/sweep  | ? | y | - | - | -
            POST /api/v1/events/*         | ? | y | - | - | -
            POST /api/v1/erase            | ? | y | - | - | -
            GET  /api/v1/asks             | ? | y | y | y | -
            POST /api/v1/asks/*           | ? | y | y | y | -
            POST /api/v1/audit/query      | ? | - | y | - | -
            POST /api/v1/audit/who        | ? | - | y | - | -
            POST /api/v1/audit/prove      | ? | - | y | - | -
            """)
    void role_mayWhatTheTableSays(
            String operation, char nobody, char operator, char auditor, char doctor, char person) {
        Map<String, Character> table = new LinkedHashMap<>();
        table.put("", nobody);
        table.put(rig.operator(), operator);
        table.put(rig.auditor(), auditor);
        table.put(rig.staff("community-doctor", "district-hospital", "medical-follow-up"), doctor);
        table.put(rig.subject(GatewayRig.LI), person);
        String[] words = operation.split(" +", -1);
        table.forEach((token, wanted) -> {
            Got got = rig.admin(words[0], words[1].replace("*", "none"), token, "");
            char may = got.status() == 401 ? '?' : got.problem().equals("role-not-allowed") ? '-' : 'y';
            assertThat(may)
                    .as(operation + " " + got.status() + " " + got.body())
                    .isEqualTo(wanted);
        });
    }

    @Test
    void table_hasEveryOperation() {
        assertThat(AdminApi.operations(rig.adminPlane().parts()))
                .hasSize(20); // a new operation needs a line in the table above
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void token_thatDoesNotHold_is401(String why, String token) {
        Got got = rig.admin("GET", "/api/v1/status", token, "");
        assertThat(got.status()).as(why).isEqualTo(401);
        assertThat(got.problem()).isEqualTo("no-caller");
        assertThat(got.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(got.body()).contains("token-" + why);
    }

    static Stream<List<String>> badTokenRows() {
        DevTokens.Order operator = DevOrders.staff("operator", "operations", "staff-1", "operations");
        return Stream.of(
                List.of(
                        "expired",
                        rig.forged(operator, "fieldgate", () -> Instant.now().minus(Duration.ofDays(2)))),
                List.of("audience", rig.forged(operator, "somebody-else", Instant::now)),
                List.of("signature", rig.operator().replaceAll(".{4}$", "AAAA")),
                List.of("malformed", "operator"));
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> badTokens() {
        return badTokenRows().map(row -> org.junit.jupiter.params.provider.Arguments.of(row.get(0), row.get(1)));
    }

    @Test
    void token_ofSeveralPurposes_is403() {
        DevTokens.Order two = DevOrders.staff("operator", "operations", "staff-1", "operations", "other");
        Got got = rig.admin("GET", "/api/v1/status", rig.forged(two, "fieldgate", Instant::now), "");
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.problem()).isEqualTo("purpose-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//healthz",
                "/healthz/",
                "/./healthz",
                "/api/../healthz",
                "/%68ealthz",
                "/HEALTHZ",
                "/healthz%00",
                "/healthz;a=b",
                "/api/v1",
                "/api/v1/",
                "/api/v1/events/",
                "/api/v1/erase/",
                "/api/v2/status",
                "/log/",
                "/log/tile/",
                "/log/tile/../checkpoint",
                "/log/tile/%2e%2e/checkpoint",
                "/log/tile/0/../../checkpoint",
                "/log/tile/..%2fcheckpoint",
                "/log/tile/0",
                "/log/tile/0/",
                "/log/tile/0//000",
                "/log/tile/0/000/",
                "/log/tile//0/000",
                "/log/tile/00/000",
                "/log/tile/0/x000/000",
                "/log/tile/0/000.p/0",
                "/log/tile/0/000.p/256",
                "/log/tile/64/000",
                "/log/tile/-1/000",
                "/log/tile/./entries/000",
                "/log/tile//entries/000",
                "/log/tile/%65ntries/000",
                "/log/wal",
                "/log/../state/state.db",
            })
    void path_thatIsNoAddress_is404(String path) {
        String got = rig.raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(got).startsWith("HTTP/1.1 404 ").contains("urn:fieldgate:problem:no-route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../checkpoint", "000/../../../checkpoint", "%2e%2e/000", "0", "000.p/0", "x/000", ""})
    void bundlePath_thatIsNone_is404(String path) {
        String got = rig.raw("GET /log/tile/entries/" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + rig.auditor() + "\r\nConnection: close\r\n\r\n");
        assertThat(got).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void entries_haveOneSpelling_andItNeedsTheAuditor() {
        long size =
                rig.adminPlane().parts().log().settled(Duration.ofSeconds(20)).size(); // its bundle is published
        long newest = (size - 1) / TilePath.FULL;
        String bundle =
                TilePath.entries(newest, TilePath.width(0, newest, size)).text();
        assertThat(rig.admin("GET", "/log/" + bundle, "", "").status()).isEqualTo(401);
        assertThat(rig.admin("GET", "/log/" + bundle, rig.operator(), "").status())
                .isEqualTo(403);
        assertThat(rig.admin("GET", "/log/" + bundle, rig.auditor(), "").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /healthz, GET",
        "POST, /healthz, GET",
        "PUT, /metrics, GET",
        "DELETE, /log/checkpoint, GET",
        "OPTIONS, /api/v1/status, GET",
        "HEAD, /log/tile/entries/000, GET",
        "GET, /api/v1/erase, POST",
        "PATCH, /api/v1/retention/sweep, POST",
        "TRACE, /api/v1/audit/who, POST",
        "BREW, /api/v1/clock, GET",
    })
    void method_thatIsNotTaken_is405WithAllow(String method, String path, String allow) {
        String got = rig.raw(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(got).startsWith("HTTP/1.1 405 ").containsIgnoringCase("\r\nallow: " + allow + "\r\n");
        if (method.equals("HEAD")) {
            assertThat(got).endsWith("\r\n\r\n"); // no body after the head
        } else {
            assertThat(got).contains("urn:fieldgate:problem:method-not-allowed");
        }
    }

    @Test
    void body_over64KB_is413_andNothingOfItIsDone() {
        String operator = rig.operator();
        String big = "{\"type\":\"cn.resident-id\",\"value\":\"" + GatewayRig.LI + "\",\"case\":\"" + "x".repeat(65_536)
                + "\"}";
        Got got = rig.admin("POST", "/api/v1/erase", operator, big);
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.problem()).isEqualTo("too-large");
        assertThat(rig.admin("POST", "/api/v1/erase", "", big).status()).isEqualTo(401);
        String just = "{" + " ".repeat(65_534) + "}";
        assertThat(rig.admin("POST", "/api/v1/retention/sweep", operator, just).status())
                .isEqualTo(200);
    }

    @Test
    void body_withoutEnd_endsTheConnection() {
        String head = "POST /api/v1/erase HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000000\r\n\r\n";
        String got;
        try {
            got = rig.raw(head + "x".repeat(2_000_000));
        } catch (UncheckedIOException broken) { // closed while we were still writing
            got = "";
        }
        assertThat(got).isEmpty(); // no answer to wait for
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/clock/advance   | {"bye":"PT1H"}                      | `bye` is no parameter here; did you mean `by`? This address takes `by`.
            /api/v1/clock/advance   | {"by":"PT1H","6222020200112233445":1} | Member 2 of the body is no parameter here. This address takes `by`.
            /api/v1/clock/advance   | {}                                  | `by` is missing.
            /api/v1/clock/advance   | {"by":5}                            | `by` must be text, a period such as PT24H.
            /api/v1/clock/advance   | {"by":"tomorrow"}                   | `by` is no period such as PT24H.
            /api/v1/clock/advance   | {"by":"PT-1H"}                      | `by` is a period over 0 and up to P3660D; the clock moves forward only.
            /api/v1/clock/advance   | {"by":"P99999999D"}                 | `by` is a period over 0 and up to P3660D; the clock moves forward only.
            /api/v1/clock/advance   | ["PT1H"]                            | The body is no JSON object.
            /api/v1/clock/advance   | {"by":"PT1H"                        | The body is no JSON object.
            /api/v1/clock/advance   | {"by":"PT1H","by":"PT2H"}           | The body is no JSON object.
            /api/v1/retention/sweep | {"force":true}                      | This address takes no parameters.
            /api/v1/erase           | {"type":"cn.resident-id","case":"C-1"} | `value` is missing.
            /api/v1/erase           | {"type":"cn.resident-id","value":"6222020200112233445","case":"C-1"} | The identifier does not fit its type, or no policy in force names the type.
            /api/v1/erase           | {"type":"none","value":"6222020200112233445","case":"C-1"} | The identifier does not fit its type, or no policy in force names the type.
            /api/v1/erase           | {"type":"cn.resident-id","value":"420106198511081235","case":"13800138000"} | `case` is no case number: letters, digits and `./_-`, at most 40.
            /api/v1/events/screening-ended | {"approvers":"one"}          | `approvers` must be a list of tokens.
            /api/v1/events/screening-ended | {"approvers":[],"at":"soon"} | `at` is no instant such as 2020-02-20T10:00:00+08:00.
            /api/v1/events/screening-ended | {"approvers":[],"at":"2031-01-01T00:00:00Z"} | `at` lies ahead; an event is declared when it has happened.
            /api/v1/events/screening-ended | {"approvers":[],"at":"+999999999-01-01T00:00:00Z"} | `at` lies outside the years 1970 to 9999.
            """)
    void operator_readsWhatIsWrong(String path, String body, String detail) {
        refused(rig.admin("POST", path, rig.operator(), body), 400, "malformed", detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/audit/query | {"filed":"mobile"}         | `filed` is no parameter here; did you mean `field`?
            /api/v1/audit/query | {"app":7}                  | `app` must be text.
            /api/v1/audit/query | {"field":"id number"}      | `field` is no name of a field, nor several with commas between them.
            /api/v1/audit/query | {"kind":"revael"}          | Word 1 of `kind` is none the log has; did you mean `reveal`? It takes
            /api/v1/audit/query | {"kind":"deny,李雷"}        | Word 2 of `kind` is none the log has. It takes
            /api/v1/audit/query | {"action":"REVEALED"}      | Word 1 of `action` is none the log has. It takes
            /api/v1/audit/query | {"from":"2020-02-20"}      | `from` is no instant such as 2020-02-20T10:00:00+08:00.
            /api/v1/audit/query | {"to":"9999-12-31T23:59:59Z"} | `to` lies outside the years 1970 to 9999.
            /api/v1/audit/query | {"on":"20 February"}       | `on` is no day such as 2020-02-20.
            /api/v1/audit/query | {"on":"+99999-01-01"}      | `on` lies outside the years 1970 to 9999.
            /api/v1/audit/query | {"case":"a b"}             | `case` is no case number: letters, digits and `./_-`, at most 40.
            /api/v1/audit/who   | {"type":"cn.mobile","value":"6222020200112233445","case":"C-1"} | The identifier does not fit its type, or no policy in force names the type.
            /api/v1/audit/prove | {"index":"0"}              | `index` must be a whole number from 0.
            /api/v1/audit/prove | {"index":1.5}              | `index` must be a whole number from 0.
            """)
    void auditor_readsWhatIsWrong(String path, String body, String detail) {
        refused(rig.admin("POST", path, rig.auditor(), body), 400, "malformed", detail);
    }

    @Test
    void leaf_thatIsNotThere_is404() {
        for (String index : List.of("-1", "99999", "9223372036854775807")) {
            Got got = rig.admin("POST", "/api/v1/audit/prove", rig.auditor(), "{\"index\":" + index + "}");
            assertThat(got.status()).isEqualTo(404);
            assertThat(got.problem()).isEqualTo("no-record");
        }
    }

    @Test
    void query_isRefused_andNotRepeated() {
        Got got = rig.admin("GET", "/healthz?who=" + CANARY, "", "");
        refused(got, 400, "malformed", "This address takes no parameters in its query.");
    }

    @Test
    void event_needsAsManyPersonsOfDifferentUnits() {
        String north = rig.commander("staff-1", "north");
        String sameUnit = rig.commander("staff-2", "north");
        String samePerson = rig.commander("staff-1", "south");
        String doctor = rig.staff("community-doctor", "district-hospital", "medical-follow-up");
        for (List<String> tokens : List.of(
                List.<String>of(),
                List.of(north),
                List.of(north, north),
                List.of(north, sameUnit),
                List.of(north, samePerson),
                List.of(north, doctor),
                List.of(north, "x.y.z"))) {
            Got got = rig.admin(
                    "POST",
                    "/api/v1/events/screening-ended",
                    rig.operator(),
                    "{\"approvers\":["
                            + String.join(
                                    ",",
                                    tokens.stream()
                                            .map(token -> '"' + token + '"')
                                            .toList()) + "]}");
            assertThat(got.status()).isEqualTo(403);
            assertThat(got.problem()).isEqualTo("approval-required");
        }
    }

    @Test
    void question_isItselfALeaf_withoutThePerson() {
        String auditor = rig.auditor();
        String who = "{\"type\":\"cn.resident-id\",\"value\":\"" + GatewayRig.LI
                + "\",\"case\":\"C-2020-77\",\"field\":\"mobile,address\"}";
        Got answer = rig.admin("POST", "/api/v1/audit/who", auditor, who);
        assertThat(answer.body()).contains("mobile:masked").doesNotContain(GatewayRig.LI);
        Got leaves = rig.admin("POST", "/api/v1/audit/query", auditor, "{\"kind\":\"query\"}");
        assertThat(leaves.body()).contains("\"kind\":\"query\"").doesNotContain(GatewayRig.LI);
    }

    @Test
    void wordOfAFilter_mayStandTwice() {
        Got leaves = rig.admin("POST", "/api/v1/audit/query", rig.auditor(), "{\"kind\":\"boot,boot\"}");
        assertThat(leaves.status()).isEqualTo(200);
        assertThat(leaves.body()).contains("\"kind\":\"boot\"");
    }

    @Test
    void trace_isOfEachAnswer() {
        Got first = rig.admin("GET", "/none", "", "");
        Got second = rig.admin("GET", "/none", "", "");
        assertThat(first.header("Fieldgate-Trace")).hasSize(26).isNotEqualTo(second.header("Fieldgate-Trace"));
        assertThat(first.body()).contains("\"trace\":\"" + first.header("Fieldgate-Trace") + "\"");
    }

    private static void refused(Got got, int status, String problem, String detail) {
        assertThat(got.body()).contains(detail.replace("\"", "\\\""));
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.contentType()).isEqualTo("application/problem+json");
        assertThat(got.problem()).isEqualTo(problem);
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        assertThat(got.body()).doesNotContain(CANARY).doesNotContain(GatewayRig.LI);
    }
}
