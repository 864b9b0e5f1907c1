package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.proxy.http.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The main suite: each folder below `exchanges/<area>/` is one exchange through the real rooms, in clear HTTP/1.1 and
/// again in HTTP/2 over TLS, where all is the same but the framing.
///
/// | File | What |
/// |---|---|
/// | `before-N.http` | requests sent first; consent, or the record that is read later |
/// | `request.http` | what the client sends; a `Content-Length` is added, `{{photo}}` is an image |
/// | `answer.http`, `matcher.http` | what app and service answer; `{{stored}}` is what the app got before, as
/// JSON members |
/// | `forwarded.http` | what the app must receive; no such file: not a byte |
/// | `returned.http` | what the client must get |
/// | `audit.jsonl` | the leaves, one a line |
///
/// Times, ids, nonces and keys come from fixed sources; only the backend's port is written as `{{port}}`.
/// `-Dgolden.update=true` writes the files anew and fails.
final class GoldenExchangesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "exchanges");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final int FLOOR = 25;
    private static final List<Carriage> CARRIAGES = List.of(Carriage.CLEAR, Carriage.HTTP_2);

    @TempDir
    Path temp;

    @TestFactory
    List<DynamicTest> exchanges() throws IOException {
        List<Path> cases;
        try (Stream<Path> found = Files.walk(FOLDER)) {
            cases = found.filter(path -> path.endsWith("request.http"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
        assertThat(cases).as("golden exchanges").hasSizeGreaterThanOrEqualTo(FLOOR);
        Carriage.Certificate certificate = Carriage.Certificate.in(temp.resolve("pki"));
        List<DynamicTest> tests = new ArrayList<>();
        for (Path one : cases) {
            for (Carriage carriage : UPDATE ? List.of(Carriage.CLEAR) : CARRIAGES) {
                tests.add(DynamicTest.dynamicTest(
                        FOLDER.relativize(one) + " " + carriage, () -> run(one, carriage, certificate)));
            }
        }
        return tests;
    }

    private void run(Path folder, Carriage carriage, Carriage.Certificate certificate) throws IOException {
        Path files = temp.resolve(FOLDER.relativize(folder).toString().replace('/', '-') + "-" + carriage);
        try (ProxyRig rig = new ProxyRig(files, carriage.settings(certificate))) {
            rig.matcher.always(answer(folder.resolve("matcher.http"), "{\"answer\":\"same\"}", ""));
            rig.backend.always(ScriptedBackend.json(201, "{\"id\":\"" + ExchangeTest.UUID + "\",\"number\":17}"));
            for (int i = 1; Files.exists(folder.resolve("before-" + i + ".http")); i++) {
                RawClient.Got got = carriage.send(rig, certificate, request(folder.resolve("before-" + i + ".http")));
                assertThat(got.status()).as(got.body()).isBetween(200, 299);
            }
            String stored = rig.backend.received().isEmpty() ? "" : members(rig.backend.lastBody());
            int leaves = rig.leaves().size();
            rig.backend.forget();
            rig.backend.always(answer(folder.resolve("answer.http"), "{}", stored));
            RawClient.Got got = carriage.send(rig, certificate, request(folder.resolve("request.http")));
            sweep(rig, got, files);
            returned(carriage, folder.resolve("returned.http"), got.head() + got.body());
            check(folder.resolve("forwarded.http"), forwarded(rig));
            check(folder.resolve("audit.jsonl"), audit(rig, leaves));
        }
        assertThat(UPDATE)
                .as("golden files were written anew; look at them and run again")
                .isFalse();
    }

    /// Law 4 after every exchange: what the policy does not let through in clear stands nowhere.
    private static void sweep(ProxyRig rig, RawClient.Got got, Path files) throws IOException {
        Sweep sweep = new Sweep(KnownCallers.LI, "13800138000", "建国路88号", "李四", "li-si.jpg");
        assertThat(sweep.inFiles(files)).as("log and key files").isEmpty();
        assertThat(sweep.in(String.join("", rig.backend.received())))
                .as("what the app got")
                .isEmpty();
        assertThat(sweep.in(rig.metrics.getMetersAsString())).as("metrics").isEmpty();
        assertThat(sweep.in(got.head())).as("header of the answer").isEmpty();
        if (got.status() >= 300) {
            assertThat(sweep.in(got.body())).as("problem").isEmpty();
        }
    }

    private static byte[] request(Path file) throws IOException {
        return wire(Files.readString(file, UTF_8), "");
    }

    private static void returned(Carriage carriage, Path file, String actual) throws IOException {
        if (carriage == Carriage.CLEAR) {
            check(file, actual);
            return;
        }
        assertThat(actual).doesNotContainIgnoringCase("\nconnection:"); // RFC 9113 §8.2.2
        assertThat(Carriage.withoutFraming(actual))
                .as(file.toString())
                .isEqualTo(Carriage.withoutFraming(Files.readString(file, UTF_8)));
    }

    private static ScriptedBackend.Act answer(Path file, String usual, String stored) throws IOException {
        return Files.exists(file)
                ? new ScriptedBackend.Act.Answer(wire(Files.readString(file, UTF_8), stored))
                : ScriptedBackend.json(200, usual);
    }

    /// A message as bytes: lines of the head end in CR LF, bodies of forms too; the length is added.
    private static byte[] wire(String text, String stored) {
        int blank = text.indexOf("\n\n");
        String head = text.substring(0, blank).replace("\n", "\r\n");
        String body = text.substring(blank + 2).stripTrailing().replace("{{stored}}", stored);
        boolean form = head.contains("multipart/form-data");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] pieces = (form ? body.replace("\n", "\r\n") + "\r\n" : body).split("\\{\\{photo}}", -1);
        for (int i = 0; i < pieces.length; i++) {
            bytes.writeBytes(i == 0 ? new byte[0] : Declaration.photo());
            bytes.writeBytes(pieces[i].getBytes(UTF_8));
        }
        boolean counted = bytes.size() == 0 || head.contains("Content-Length:") || head.contains("Transfer-Encoding:");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                (head + (counted ? "" : "\r\nContent-Length: " + bytes.size()) + "\r\n\r\n").getBytes(ISO_8859_1));
        out.writeBytes(bytes.toByteArray());
        return out.toByteArray();
    }

    /// The members of the JSON object in what the app got, so that its answer can hold them.
    private static String members(String body) {
        return body.substring(body.indexOf('{') + 1, body.lastIndexOf('}'));
    }

    private static String forwarded(ProxyRig rig) {
        return String.join("\n", rig.backend.received())
                .replace("127.0.0.1:" + rig.backend.port(), "127.0.0.1:{{port}}");
    }

    private static String audit(ProxyRig rig, int before) {
        List<String> leaves = rig.leaves();
        return String.join("\n", new ArrayList<>(leaves.subList(before, leaves.size())));
    }

    private static void check(Path file, String actual) throws IOException {
        String text = actual.replace("\r\n", "\n");
        String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        if (UPDATE) {
            write(file, ended);
            return;
        }
        String expected = Files.exists(file) ? Files.readString(file, UTF_8) : "";
        assertThat(ended).as(file.toString()).isEqualTo(expected);
    }

    private static void write(Path file, String text) throws IOException {
        if (text.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.writeString(file, text, UTF_8);
        }
    }
}
