package io.fieldgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.RequestHead;
import io.vertx.core.MultiMap;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
    @TempDir
    static Path folder;

    static ProxyRig rig;
    static Router router;

    @BeforeAll
    static void open() {
        rig = new ProxyRig(folder);
        router = new Router(rig.mountTable);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    static RequestHead raw(String method, String target, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap().add("host", "gate");
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return new RequestHead(method, target, RequestHead.Version.HTTP_1_1, "gate", "https://gate", map);
    }

    static String read(RequestHead raw, Instant now) {
        return switch (router.read(raw, now)) {
            case RouteMatch.Routed routed -> routed.route().template();
            case RouteMatch.Own own -> "own " + own.route().name();
            case RouteMatch.Options options -> "options " + String.join(",", options.allow());
            case RouteMatch.Nowhere refused -> named(refused.refusal());
        };
    }

    private static String named(Refusal refusal) {
        return refusal.problem().id() + (refusal.rule().isEmpty() ? "" : " " + refusal.rule());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /health-declare/api/declarations | POST /api/declarations",
                "GET | /health-declare/api/declarations | GET /api/declarations",
                "GET | /health-declare/api/declarations?district=110105 | GET /api/declarations",
                "GET | /health-declare/api/declarations/7 | GET /api/declarations/{id}",
                "HEAD | /health-declare/api/declarations/7 | GET /api/declarations/{id}",
                "DELETE | /health-declare/api/declarations/7 | DELETE /api/declarations/{id}",
                "OPTIONS | /health-declare/api/declarations/7 | options DELETE,GET,HEAD,OPTIONS",
                "PUT | /health-declare/api/declarations/7 | method-not-allowed",
                "GET | /health-declare/api/declarations/7/x | no-route",
                "GET | /health-declare/API/declarations/7 | no-route",
                "GET | /nobody/api | no-route",
                "GET | / | no-route",
                "GET | /health-declare | no-route",
                "GET | /broken/api | policy-not-active",
                "POST | /health-declare/.fieldgate/consent | own consent",
                "GET | /health-declare/.fieldgate/consent | method-not-allowed",
                "GET | /health-declare/.fieldgate/else | no-route",
                "TRACE | /health-declare/api/declarations | method-not-allowed",
                "CONNECT | gate:443 | method-not-allowed",
                "BREW | /health-declare/api/declarations | method-not-allowed",
            })
    void read_findsTheRoute(String method, String target, String expected) {
        assertThat(read(raw(method, target), ProxyRig.START)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "health-declare/api",
                "*",
                "http://gate/health-declare/api/declarations",
                "//health-declare/api/declarations",
                "/health-declare//api/declarations",
                "/health-declare/api/declarations/",
                "/health-declare/./api/declarations",
                "/health-declare/x/../api/declarations",
                "/health-declare/%2e%2e/api/declarations",
                "/health-declare/api/declarations/%2E",
                "/health-declare/api%2fdeclarations",
                "/health-declare/api/declarations/a%5Cb",
                "/health-declare/api/declarations/a\\b",
                "/health-declare/api/declarations/%00",
                "/health-declare/api/declarations/%0d%0aX",
                "/health-declare/api/declarations/%ff%fe",
                "/health-declare/api/declarations/%c0%af",
                "/health-declare/api/declarations/%zz",
                "/health-declare/api/declarations/%2",
                "/health-declare/api/declarations/a#b",
                "/health-declare/api/declarations/a b",
                "/health-declare/api/declarations/é",
            })
    void read_refusesPathsWithMoreThanOneReading(String target) {
        assertThat(read(raw("GET", target), ProxyRig.START)).isEqualTo("malformed path");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transfer-encoding | chunked | content-length | 5 | two-framings",
                "transfer-encoding | gzip, chunked | x | y | two-framings",
                "content-length | 5 | content-length | 5 | header-twice",
                "content-length | +5 | x | y | content-length",
                "content-length | 5, 5 | x | y | content-length",
                "authorization | Bearer a | authorization | Bearer b | header-twice",
                "content-type | a/b | content-type | c/d | header-twice",
                "host | other | x | y | header-twice",
                "upgrade | websocket | connection | upgrade | upgrade",
                "connection | keep-alive, Upgrade | x | y | upgrade",
                "http2-settings | AAMAAABkAAQAAP__ | x | y | upgrade",
                "trailer | x-late | x | y | trailers",
                "content-range | bytes 0-1/2 | x | y | content-range",
                "expect | 200-maybe | x | y | expectation",
                "origin | https://a.example | origin | https://b.example | header-twice",
                "sec-fetch-site | same-origin | sec-fetch-site | cross-site | header-twice",
            })
    void read_refusesWhatTwoReadersCouldReadDifferently(
            String name, String value, String other, String second, String rule) {
        RequestHead raw = raw("POST", "/health-declare/api/declarations", name, value, other, second);
        assertThat(read(raw, ProxyRig.START)).isEqualTo("malformed " + rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | 2020-12-31T15:59:59Z | POST /api/declarations",
                "POST | 2020-12-31T16:00:00Z | sunset-passed",
                "GET | 2020-12-31T16:00:00Z | GET /api/declarations",
            })
    void read_closesCollectingAfterTheLastDay(String method, Instant now, String expected) {
        assertThat(read(raw(method, "/health-declare/api/declarations"), now)).isEqualTo(expected);
    }

    @Test
    void read_endsWithTheCampaign() {
        Instant end = rig.mountTable
                .site("health-declare")
                .orElseThrow()
                .policy()
                .campaignEnd()
                .orElseThrow();
        assertThat(read(raw("POST", "/health-declare/api/declarations"), end)).isEqualTo("campaign-ended");
        assertThat(read(raw("GET", "/health-declare/api/declarations/7"), end)).isEqualTo("gone");
        assertThat(read(raw("DELETE", "/health-declare/api/declarations/7"), end))
                .isEqualTo("DELETE /api/declarations/{id}");
    }

    @Test
    void read_closesCollectingWhileAnAssessmentIsOverdue() {
        Instant due = rig.mountTable
                .site("mask-booking")
                .orElseThrow()
                .policy()
                .duties()
                .assessmentDue()
                .orElseThrow();
        assertThat(read(raw("POST", "/mask-booking/api/bookings"), due))
                .isEqualTo("policy-not-active assessment-overdue");
        assertThat(read(raw("POST", "/mask-booking/api/bookings"), due.minusSeconds(1)))
                .isEqualTo("POST /api/bookings");
    }

    @Test
    void routes_ofShippedPoliciesAreFoundByTheirOwnTemplates() {
        for (MountedApp site : rig.mountTable.open()) {
            for (Route route : site.policy().routes()) {
                String path = String.join("/", route.target().segments())
                        .replace("{", "")
                        .replace("}", "");
                assertThat(read(raw(route.target().method(), "/" + site.name() + "/" + path), ProxyRig.START))
                        .isEqualTo(route.template());
            }
        }
    }
}
