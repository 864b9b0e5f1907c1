package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Wire.Reply;
import io.fieldgate.examples.Wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unique values in every field of every app, declared and not, well and badly written; then everything that is
/// anywhere is searched for all of them. Each may stand in the zones named here, has to, and stands nowhere else.
class EverythingSweptSceneTest {
    private static final Persons DECLARER =
            new Persons("11010519491231002X", "赵测试甲乙", "13800138471", "36.5", "北京市东城区示例街道4711号乙单元");
    private static final String KIT_ID = "110101199003071233";
    private static final String BOOKER_ID = "420106198511081235";

    private final Marks marks = new Marks();
    private final Sweep sweep = new Sweep();
    private final List<String> surprises = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void everyValue_standsWhereItMayAndNowhereElse() throws Exception {
        try (Stage stage = Stage.in(folder).apart().start()) {
            declaration(stage);
            check(stage);
            booking(stage);
            administration(stage);
            files(stage);
            stage.gateway().advance(Duration.ofDays(15));
            files(stage);
            sweep.bytes(
                    "metrics",
                    raw(stage.gateway().admin(), new Request("GET", "/metrics"), 200)
                            .bytes());
            stage.shut();
            files(stage);
            sweep.files("process log", stage.scratch().resolve("stderr.log"));
            sweep.files("process log", stage.scratch().resolve("stdout.log"));
            sweep.files("temporary files", stage.scratch().resolve("tmp"));
            sweep.files("matcher", stage.scratch().resolve("matcher.log"));
            for (DemoApp.Kind kind : DemoApp.Kind.values()) {
                sweep.files("backend " + kind.app(), stage.received(kind));
                for (String end : new String[] {".db", ".db-wal"}) {
                    sweep.files("backend " + kind.app(), stage.backends().resolve(kind.app() + end));
                }
            }
        }
        assertThat(surprises).isEmpty();
        looksEverywhere();
        assertThat(marks.misplaced(sweep)).isEmpty();
    }

    /// Each zone holds what is known to stand in it: a zone nobody filled would be clean for no reason.
    private void looksEverywhere() {
        Marks known = new Marks();
        known.text("a leaf", "\"kind\":\"intent\"", "gateway files", "admin");
        known.text("a state file", "CREATE TABLE kv", "gateway files");
        known.text(
                "an app's file",
                "CREATE TABLE record",
                "backend health-declare",
                "backend beijing-healthkit",
                "backend mask-booking");
        known.text("a line of the banner", "listening after", "process log");
        known.text("an event of the log", "\"message\":\"stopped\"", "process log");
        known.text("a metric", "fieldgate_requests_total{", "metrics");
        known.text("a problem", "urn:fieldgate:problem:unfit", "problems");
        known.text("an admin answer", "\"verifierKey\"", "admin");
        known.text("a question to the matcher", "POST /match HTTP/1.1", "matcher");
        assertThat(known.misplaced(sweep)).isEmpty();
    }

    private void declaration(Stage stage) throws Exception {
        String app = "health-declare";
        byte[] photo = Photo.jpeg(101);
        marks.bytes("health photo as sent", Photo.unique(photo));
        marks.bytes("health photo", Photo.unique(Photo.anew(photo)), "answer health matcher");
        marks.text("health idNo", DECLARER.idNo());
        marks.text("health name", DECLARER.name(), "answer health doctor", "answer health subject");
        marks.text("health mobile", DECLARER.mobile(), "answer health doctor", "answer health subject");
        marks.text("health street", "示例街道4711号乙单元");
        marks.text("health district", "北京市东城区", "backend " + app, "answer health subject");

        String path = "/" + app + "/api/declarations";
        String token = stage.citizen(DECLARER.idNo());
        raw(
                stage.gateway().data(),
                new Request("POST", "/" + app + "/.fieldgate/consent")
                        .bearer(token)
                        .json("{\"purpose\":\"medical-follow-up\"}"),
                201);
        Hostile hostile = new Hostile(marks, app, path, token, DECLARER.declaration(), Map.of("photo", photo));
        Reply taken = taken(stage, app, hostile, path, token, DECLARER.declaration());
        String id = marks.text(
                "health record id",
                id(taken),
                "backend " + app,
                "answer health-declare declarer",
                "answer health guard",
                "answer health doctor",
                "answer health matcher",
                "answer health subject");
        for (String extra : List.of(
                "\"employer\":\"" + marks.nowhereChinese("health employer") + "\"",
                "\"" + marks.nowhere("health member name") + "\":1",
                "\"13900139474\":\"" + marks.nowhere("health under a number") + "\"",
                "\"device\":{\"contacts\":[\"" + marks.nowhere("health contacts") + "\"]}",
                "\"person\":\"" + marks.nowhere("health person twice") + "\"")) {
            refuse(
                    stage,
                    hostile,
                    extra.startsWith("\"person\"") ? 400 : 422,
                    path,
                    token,
                    DECLARER.declaration(),
                    extra);
        }
        refuse(
                stage,
                hostile,
                422,
                path + "?phone=" + marks.nowhere("health query"),
                token,
                DECLARER.declaration(),
                "\"x\":1");
        hurl(stage, hostile);
        give(
                stage,
                "answer health guard",
                200,
                path,
                id,
                stage.staff("gate-guard", "community-office", "entry-registration"));
        give(stage, "answer health doctor", 200, path, id, stage.doctor("110101"));
        give(stage, "answer health far doctor", 404, path, id, stage.doctor("440306"));
        give(
                stage,
                "answer health matcher",
                200,
                path,
                id,
                stage.staff("face-matcher", "city-id-service", "entry-registration"));
        give(stage, "answer health clerk", 403, path, id, stage.staff("clerk", "pharmacy-group", "supply.mask"));
        give(stage, "answer health subject", 200, path, id, token);
        give(stage, "answer health other", 404, path, id, stage.citizen(KIT_ID));
    }

    private void check(Stage stage) throws Exception {
        String app = "beijing-healthkit";
        byte[] face = Photo.jpeg(202);
        marks.bytes("kit face as sent", Photo.unique(face));
        marks.bytes("kit face", Photo.unique(Photo.anew(face)), "matcher");
        marks.text("kit idNo", KIT_ID, "matcher", "answer kit matcher", "answer kit subject");
        marks.text("kit holder", "王小明", "backend " + app, "answer kit subject");
        String path = "/" + app + "/api/checks";
        String token = stage.citizen(KIT_ID);
        String good = "{\"idNo\":\"" + KIT_ID + "\"}";
        Hostile hostile = new Hostile(marks, app, path, token, good, Map.of("face", face));
        String id = marks.text(
                "kit record id",
                id(taken(stage, app, hostile, path, token, good)),
                "backend " + app,
                "answer beijing-healthkit declarer",
                "answer kit guard",
                "answer kit matcher",
                "answer kit subject");
        refuse(stage, hostile, 422, path, token, good, "\"phone\":\"" + marks.nowhere("kit phone") + "\"");
        refuse(
                stage,
                hostile,
                422,
                path,
                token,
                good,
                "\"colour\":\"" + marks.nowhere("kit colour by the client") + "\"");
        hurl(stage, hostile);
        give(
                stage,
                "answer kit guard",
                200,
                path,
                id,
                stage.staff("gate-guard", "community-office", "epi.status.self"));
        give(
                stage,
                "answer kit matcher",
                200,
                path,
                id,
                stage.staff("face-matcher", "city-id-service", "epi.status.self"));
        give(stage, "answer kit subject", 200, path, id, token);
    }

    private void booking(Stage stage) throws Exception {
        String app = "mask-booking";
        marks.text("mask idNo", BOOKER_ID);
        String mobile = marks.text("mask mobile", "13700137472", "answer mask courier", "answer mask subject");
        String address = marks.text("mask address", "武汉市武昌区示例大道4712号", "answer mask courier", "answer mask subject");
        String store = marks.text(
                "mask store",
                "4711004713",
                "backend " + app,
                "answer mask subject",
                "answer mask clerk",
                "answer mask courier");
        String good =
                "{\"idNo\":\"" + BOOKER_ID + "\",\"mobile\":\"" + mobile + "\",\"delivery\":{\"address\":\"" + address
                        + "\",\"floor\":\"" + marks.nowhere("mask floor") + "\"},\"store\":" + store
                        + ",\"slot\":\"2020-02-21T09:17:43+08:00\"}";
        String path = "/" + app + "/api/bookings";
        String token = stage.citizen(BOOKER_ID);
        Hostile hostile = new Hostile(marks, app, path, token, good, Map.of());
        hurl(stage, hostile);
        String sent = good.substring(0, good.length() - 1)
                + ",\"name\":\"" + marks.nowhereChinese("mask name") + "\",\"hukou\":\"" + marks.nowhere("mask hukou")
                + "\",\"employer\":\"" + marks.nowhereChinese("mask employer") + "\",\""
                + marks.nowhere("mask member name")
                + "\":1,\"list\":[{\"" + marks.nowhere("mask deep name") + "\":\"" + marks.nowhere("mask deep")
                + "\"}]}";
        String id = marks.text(
                "mask record id",
                id(taken(stage, app, hostile, path + "?phone=" + marks.nowhere("mask query"), token, sent)),
                "backend " + app,
                "answer mask-booking declarer",
                "answer mask clerk",
                "answer mask courier",
                "answer mask subject");
        give(stage, "answer mask clerk", 200, path, id, stage.staff("clerk", "pharmacy-group", "supply.mask"));
        give(stage, "answer mask courier", 200, path, id, stage.staff("courier", "pharmacy-group", "supply.mask"));
        give(stage, "answer mask subject", 200, path, id, token);
        keep(
                "answer mask draw",
                raw(stage.gateway().data(), new Request("GET", "/mask-booking/api/draws/2020-02-21"), 200));
    }

    /// A declaration that passes, with values in every header a client may send.
    private Reply taken(Stage stage, String app, Hostile hostile, String target, String token, String text)
            throws IOException, InterruptedException {
        stage.gateway().advance(Duration.ofMinutes(1));
        Request request = new Request("POST", target).bearer(token);
        for (String name : List.of(
                "Cookie",
                "Referer",
                "User-Agent",
                "From",
                "X-Forwarded-For",
                "Forwarded",
                "X-Real-IP",
                "X-Custom",
                "Traceparent",
                "Baggage",
                "Via",
                "Accept-Language",
                "Idempotency-Key",
                "If-Match",
                "Range",
                "Fieldgate-Trace")) {
            request.header(name, marks.nowhere(app + " " + name));
        }
        Request foreign = new Request("POST", target).bearer(token).header("Origin", marks.nowhere(app + " Origin"));
        keep(
                "problems",
                raw(stage.gateway().data(), hostile.whole(foreign, text.getBytes(StandardCharsets.UTF_8)), 403));
        Reply reply = raw(stage.gateway().data(), hostile.whole(request, text.getBytes(StandardCharsets.UTF_8)), 201);
        keep("answer " + app + " declarer", reply);
        return reply;
    }

    private void refuse(
            Stage stage, Hostile hostile, int status, String target, String token, String good, String extra)
            throws IOException, InterruptedException {
        stage.gateway().advance(Duration.ofMinutes(1));
        String text = good.substring(0, good.length() - 1) + "," + extra + "}";
        Request request = new Request("POST", target).bearer(token);
        keep(
                "problems",
                raw(stage.gateway().data(), hostile.whole(request, text.getBytes(StandardCharsets.UTF_8)), status));
    }

    private void hurl(Stage stage, Hostile hostile) throws IOException, InterruptedException {
        int sent = 0;
        for (Hostile.Try each : hostile.all()) {
            if (sent++ % 5 == 0) {
                stage.gateway().advance(Duration.ofMinutes(1)); // the limits of a caller are not what is shown here
            }
            Reply reply = Wire.send(stage.gateway().data(), each.bytes());
            if (reply.status() != each.status()) {
                surprises.add(each.what() + " was answered " + reply.status() + ", not " + each.status() + ": "
                        + reply.body());
            }
            keep("problems", reply);
        }
    }

    private void give(Stage stage, String zone, int status, String path, String id, String token)
            throws IOException, InterruptedException {
        stage.gateway().advance(Duration.ofMinutes(1));
        URI data = stage.gateway().data();
        keep(zone, raw(data, new Request("GET", path + "/" + id).bearer(token), status));
        if (path.endsWith("declarations")) {
            keep(
                    zone,
                    Wire.send(
                            data,
                            new Request("GET", path + "?page=0").bearer(token).bytes()));
        }
    }

    /// What operators and auditors ask, well and badly.
    private void administration(Stage stage) throws Exception {
        URI admin = stage.gateway().admin();
        String operator = stage.operator();
        String auditor = stage.auditor();
        for (String path : List.of("/api/v1/status", "/api/v1/doctor", "/api/v1/retention", "/readyz", "/healthz")) {
            keep("admin", raw(admin, new Request("GET", path).bearer(operator), 200));
        }
        String who = "{\"type\":\"cn.resident-id\",\"value\":\"%s\",\"case\":\"%s\"}";
        for (String id : List.of(DECLARER.idNo(), KIT_ID, BOOKER_ID)) {
            keep(
                    "admin",
                    raw(
                            admin,
                            new Request("POST", "/api/v1/audit/who")
                                    .bearer(auditor)
                                    .json(who.formatted(id, "C-1")),
                            200));
        }
        keep(
                "admin",
                raw(
                        admin,
                        new Request("POST", "/api/v1/audit/query")
                                .bearer(auditor)
                                .json("{}"),
                        200));
        String[][] bad = {
            {"/api/v1/audit/who", who.formatted(marks.nowhere("admin unfit value"), "C-1")},
            {"/api/v1/audit/who", who.formatted(DECLARER.idNo(), "13800138000")},
            {"/api/v1/audit/who", "{\"type\":\"" + marks.nowhere("admin type") + "\",\"value\":\"x\",\"case\":\"C-1\"}"
            },
            {"/api/v1/audit/query", "{\"on\":\"" + marks.nowhere("admin day") + "\"}"},
            {"/api/v1/audit/query", "{" + marks.nowhere("admin no JSON")},
            {"/api/v1/audit/prove", "{\"index\":\"" + marks.nowhere("admin index") + "\"}"}
        };
        for (String[] each : bad) {
            keep(
                    "problems",
                    raw(admin, new Request("POST", each[0]).bearer(auditor).json(each[1]), 400));
        }
        String erase = "{\"type\":\"cn.resident-id\",\"value\":\"%s\",\"case\":\"C-2\"}";
        keep(
                "problems",
                raw(
                        admin,
                        new Request("POST", "/api/v1/erase")
                                .bearer(operator)
                                .json(erase.formatted(marks.nowhere("admin erase"))),
                        400));
        keep(
                "problems",
                raw(
                        admin,
                        new Request("POST", "/api/v1/events/" + marks.nowhere("admin event"))
                                .bearer(operator)
                                .json("{}"),
                        400));
        keep("problems", raw(admin, new Request("GET", "/" + marks.nowhere("admin path")).bearer(operator), 404));
        keep("problems", raw(admin, new Request("GET", "/api/v1/status").bearer(marks.nowhere("admin bearer")), 401));
        keep(
                "admin",
                raw(
                        admin,
                        new Request("POST", "/api/v1/erase").bearer(operator).json(erase.formatted(BOOKER_ID)),
                        200));
    }

    /// Everything the gateway has written, as it is at this moment.
    private void files(Stage stage) {
        sweep.files("gateway files", stage.home());
    }

    private Reply raw(URI plane, Request request, int status) throws IOException {
        Reply reply = Wire.send(plane, request.bytes());
        if (reply.status() != status) {
            surprises.add("Answered " + reply.status() + ", not " + status + ": " + reply.text());
        }
        return reply;
    }

    private void keep(String zone, Reply reply) {
        sweep.bytes(reply.status() >= 400 && !zone.equals("problems") ? "problems" : zone, reply.bytes());
    }

    private static String id(Reply reply) {
        int at = reply.body().indexOf("\"id\":\"") + 6;
        return reply.body().substring(at, reply.body().indexOf('"', at));
    }
}
