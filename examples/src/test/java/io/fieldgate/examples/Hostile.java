package io.fieldgate.examples;

import io.fieldgate.examples.Wire.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Requests to one app that each carry values in places where nothing may pass: none of them may be taken, and
/// no value of theirs may stand anywhere.
final class Hostile {
    private static final int CLOSED = 0; // no answer: what came is no HTTP from here on
    private static final String BOUNDARY = "scene-boundary-5f1d";

    /// @param status what is answered
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Try(String what, int status, byte[] bytes) {}

    private final Marks marks;
    private final String app;
    private final String path;
    private final String token;
    private final String good;
    private final Map<String, byte[]> photos;
    private final List<Try> tries = new ArrayList<>();

    /// @param good a record the app's policy takes, an object with a last member
    /// @param photos parts beside it; without any the record is the body itself
    Hostile(Marks marks, String app, String path, String token, String good, Map<String, byte[]> photos) {
        this.marks = marks;
        this.app = app;
        this.path = path;
        this.token = token;
        this.good = good;
        this.photos = photos;
    }

    List<Try> all() {
        bodies();
        members();
        addresses();
        headers();
        if (!photos.isEmpty()) {
            forms();
        }
        wires();
        return tries;
    }

    /// Bodies that are no document, or another one.
    private void bodies() {
        String id = marks.nowhere(app + " duplicate key");
        record(400, "duplicate key", more("\"idNo\":\"" + id + "\",\"idNo\":\"" + mark("second of a pair") + "\""));
        record(400, "escaped duplicate", more("\"a\":\"" + mark("a") + "\",\"\\u0061\":\"" + mark("escaped a") + "\""));
        record(400, "bad UTF-8", bytes(more("\"note\":\"" + mark("before bad UTF-8") + "\u0001\"")));
        byte[] broken = bytes(more("\"note\":\"" + mark("bad UTF-8") + "~" + chinese("after bad UTF-8") + "\""));
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == '~' ? (byte) 0xC3 : broken[i];
        }
        record(400, "bad UTF-8", broken);
        record(400, "lone surrogate", more("\"note\":\"" + mark("surrogate") + "\\ud800x\""));
        record(400, "cut", bytes(good.substring(0, good.length() - 1) + ",\"note\":\"" + mark("cut")));
        record(400, "trailing", bytes(good + mark("trailing")));
        record(400, "BOM", bytes("\uFEFF{\"x\":\"" + mark("BOM") + "\"}"));
        record(400, "UTF-16", ("{\"x\":\"" + mark("UTF-16") + "\"}").getBytes(StandardCharsets.UTF_16LE));
        record(400, "no JSON", bytes(mark("no JSON") + chinese("no JSON")));
        record(400, "long number", more("\"n\":1" + "0".repeat(60) + "1" + "3912345678".repeat(2)));
        record(400, "deep", more("\"n\":" + "[".repeat(40) + "\"" + mark("deep") + "\"" + "]".repeat(40)));
    }

    /// Members nobody declared, and declared ones with what does not fit. What is refused here is taken out of
    /// the document by an app whose policy drops.
    private void members() {
        record(422, "not fit", unfit("\"idNo\":", "\"110101199003071234" + mark("wrong check digit") + "\""));
        record(422, "object", unfit("\"idNo\":", "{\"v\":\"" + mark("object for text") + "\"}"));
        record(422, "list", unfit("\"idNo\":", "[\"" + mark("list for text") + "\"]"));
        record(422, "number", unfit("\"idNo\":", "13812340017"));
        record(422, "list of records", bytes("[" + good + ",{\"note\":\"" + mark("bulk") + "\"}]"));
        record(422, "token", unfit("\"idNo\":", "\"fg1." + mark("token") + "\""));
    }

    private void addresses() {
        send(405, "path", post(path + "/" + mark("path")));
        send(405, "path in Chinese", post(path + "/" + percent(chinese("path"))));
        send(404, "no app", post("/" + mark("app") + "/api"));
        send(400, "escaped", post("/" + app + "/%2e%2e/" + mark("climbing")));
        send(400, "absolute", post("https://elsewhere.invalid/" + mark("absolute")));
        send(422, "record", new Request("GET", path + "/" + mark("record id")).bearer(token));
        send(405, "method", new Request("PUT", path + "?x=" + mark("PUT")).bearer(token));
        send(400, "query", post(path + "?a=" + mark("cut escape") + "%C3&b=%"));
    }

    private void headers() {
        send(
                415,
                "media type",
                new Request("POST", path)
                        .bearer(token)
                        .body("text/csv; name=" + mark("media parameter"), bytes("id\n" + mark("csv"))));
        send(415, "coding", type(new Request("POST", path).bearer(token).header("Content-Encoding", "br")));
        send(401, "bearer", type(new Request("POST", path).bearer(mark("bearer"))));
        String basic = Base64.getEncoder().encodeToString(bytes(mark("user") + ":" + mark("password")));
        send(401, "basic", type(new Request("POST", path).header("Authorization", "Basic " + basic)));
        send(
                403,
                "purpose",
                type(new Request("POST", path).bearer(token).header("Fieldgate-Purpose", mark("purpose"))));
        send(
                403,
                "own purpose",
                new Request("POST", "/" + app + "/.fieldgate/consent")
                        .bearer(token)
                        .header("Fieldgate-Purpose", mark("own purpose"))
                        .json("{\"purpose\":\"x\"}"));
        send(
                422,
                "consent",
                new Request("POST", "/" + app + "/.fieldgate/consent")
                        .bearer(token)
                        .json("{\"purpose\":\"" + mark("consent") + "\"}"));
        send(
                400,
                "consent",
                new Request("POST", "/" + app + "/.fieldgate/consent")
                        .bearer(token)
                        .json("{\"purpose\":" + mark("consent no JSON") + "}"));
    }

    /// Multipart forms that are none, or have parts nobody declared.
    private void forms() {
        String boundary = mark("boundary");
        send(
                400,
                "boundary",
                new Request("POST", path)
                        .bearer(token)
                        .body(
                                "multipart/form-data; boundary=" + boundary,
                                bytes("--" + boundary + "x\r\n" + mark("preamble"))));
        form(
                400,
                "no end",
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + mark("open part") + "\"\r\n\r\n"
                        + mark("open body"));
        form(
                400,
                "two records",
                json(good) + json(good.replace("{", "{\"x\":\"" + mark("second record") + "\",")) + end());
        form(400, "no record", part(mark("only part"), "text/plain", mark("only body")) + end());
        form(
                400,
                "no name",
                "--" + BOUNDARY + "\r\nContent-Disposition: attachment; filename=\"" + mark("file name") + "\"\r\n\r\n"
                        + mark("nameless") + "\r\n" + end());
        form(
                400,
                "header",
                "--" + BOUNDARY + "\r\n" + mark("no header line") + "\r\n\r\n" + mark("after it") + "\r\n" + end());
        form(422, "part", json(good) + part(mark("part name"), "text/plain", mark("part")) + pictures() + end());
        form(422, "part", json(good) + part("notes", "text/plain", chinese("notes")) + pictures() + end());
        String name = photos.keySet().iterator().next();
        form(422, "no picture", json(good) + part(name, "image/jpeg", mark("no picture")) + end());
        form(422, "no picture", json(good) + part(name, "application/pdf", "%PDF-1.4 " + mark("PDF")) + end());
    }

    /// What never becomes a request.
    private void wires() {
        raw(400, "request line", mark("request line") + " " + mark("its target") + "\r\n\r\n");
        raw(400, "version", "GET /" + mark("version") + " HTTP/9.9\r\nHost: x\r\n\r\n");
        raw(400, "header line", "GET /" + app + " HTTP/1.1\r\nHost: x\r\n" + mark("no colon") + "\r\n\r\n");
        raw(
                400,
                "two lengths",
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\nCookie: "
                        + mark("smuggled") + "\r\n\r\nabcde");
        raw(400, "length", "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + mark("length") + "\r\n\r\n");
        raw(
                CLOSED,
                "chunk",
                "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: " + media() + "\r\nTransfer-Encoding: chunked\r\n\r\n" + mark("chunk")
                        + "\r\n");
    }

    private String mark(String what) {
        return marks.nowhere(app + " " + what);
    }

    private String chinese(String what) {
        return marks.nowhereChinese(app + " " + what);
    }

    private void record(int status, String what, String text) {
        record(status, what, bytes(text));
    }

    private void record(int status, String what, byte[] text) {
        send(status, what, whole(new Request("POST", path).bearer(token), text));
    }

    private void form(int status, String what, String body) {
        send(status, what, new Request("POST", path).bearer(token).body(media(), bytes(body)));
    }

    private void send(int status, String what, Request request) {
        tries.add(new Try(app + ": " + what, status, request.bytes()));
    }

    private void raw(int status, String what, String text) {
        tries.add(new Try(app + ": " + what, status, bytes(text)));
    }

    private Request post(String target) {
        return type(new Request("POST", target).bearer(token));
    }

    private Request type(Request request) {
        return whole(request, bytes(more("\"note\":\"" + mark("body") + "\"")));
    }

    private String more(String members) {
        return good.substring(0, good.length() - 1) + "," + members + "}";
    }

    /// The good record with another value of one member.
    private String unfit(String member, String value) {
        int at = good.indexOf(member) + member.length();
        int end = good.indexOf('"', at + 1) + 1;
        return good.substring(0, at) + value + good.substring(end);
    }

    /// The record with the app's photos, as its route takes it.
    Request whole(Request request, byte[] text) {
        if (photos.isEmpty()) {
            return request.body(media(), text);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(head("record", "application/json")));
        out.writeBytes(text);
        out.writeBytes(bytes("\r\n"));
        photos.forEach((name, photo) -> {
            out.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"; filename=\"" + mark("file name") + ".jpg\"\r\nContent-Type: image/jpeg\r\nX-Camera: "
                    + mark("part header") + "\r\n\r\n"));
            out.writeBytes(photo);
            out.writeBytes(bytes("\r\n"));
        });
        out.writeBytes(bytes(end()));
        return request.body(media(), out.toByteArray());
    }

    private String media() {
        return photos.isEmpty() ? "application/json" : "multipart/form-data; boundary=" + BOUNDARY;
    }

    private static String head(String name, String type) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: " + type
                + "\r\n\r\n";
    }

    private static String part(String name, String type, String text) {
        return head(name, type) + text + "\r\n";
    }

    private static String json(String text) {
        return part("record", "application/json", text);
    }

    private String pictures() {
        StringBuilder out = new StringBuilder();
        photos.keySet().forEach(name -> out.append(part(name, "image/jpeg", "x")));
        return out.toString();
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }

    private static String percent(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : bytes(text)) {
            out.append(String.format(java.util.Locale.ROOT, "%%%02X", b & 0xff));
        }
        return out.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
