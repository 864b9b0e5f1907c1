package io.fieldgate.examples;

import io.fieldgate.cli.DevTls;
import io.fieldgate.cli.Gateway;
import io.fieldgate.cli.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A gateway in dev mode with the three apps and the face matcher behind it, all on free ports, all state in
/// one folder.
final class Stage implements AutoCloseable {
    static final Path ROOT = root();
    static final Path KEYS = ROOT.resolve("keys-dev");

    private final Path folder;
    private final Path policies;
    private final GatewayTime time = new GatewayTime();
    private final List<DemoApp> apps = new ArrayList<>();
    private final FaceMatcher matcher;
    private Gateway gateway;
    private Client client;

    private Stage(Path folder, Path policies) throws IOException, SQLException {
        this.folder = folder;
        this.policies = policies;
        this.matcher = FaceMatcher.start(DevTls.server(KEYS));
        for (DemoApp.Kind kind : DemoApp.Kind.values()) {
            apps.add(DemoApp.start(kind, backends(), DevTls.server(KEYS), time));
        }
        this.gateway = open();
        this.client = client();
    }

    /// With the shipped policies.
    static Stage start(Path folder) throws IOException, SQLException {
        return new Stage(folder, ROOT.resolve("policies"));
    }

    static Stage start(Path folder, Path policies) throws IOException, SQLException {
        return new Stage(folder, policies);
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("keys-dev"))
                ? here
                : here.resolve("..").normalize();
    }

    /// A copy of the shipped policies with one line of one file changed.
    static Path variant(Path target, String file, String line, String other) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(ROOT.resolve("policies"))) {
            for (Path source :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(source);
                if (source.endsWith(file)) {
                    if (!text.contains(line)) {
                        throw new IllegalStateException("The policy has no such line any more.");
                    }
                    text = text.replace(line, other);
                }
                Files.writeString(target.resolve(source.getFileName()), text);
            }
        }
        return target;
    }

    private Gateway open() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("folder", home().toString());
        settings.put("policies", policies.toString());
        settings.put("data.listen", "127.0.0.1:0");
        settings.put("admin.listen", "127.0.0.1:0");
        settings.put("apps.beijing-healthkit.ask.face-matcher", matcher.url());
        apps.forEach(app -> settings.put("apps." + app.kind().app() + ".upstream", app.url()));
        Gateway opened = Gateway.dev(ROOT, settings, line -> {});
        time.follow(opened);
        return opened;
    }

    private Client client() {
        return new Client(gateway.data(), DevTls.client(KEYS));
    }

    /// Everything the gateway writes: state, keyring, log.
    Path home() {
        return folder.resolve("gateway");
    }

    /// Everything the apps have: what they stored, every byte they received.
    Path backends() {
        return folder.resolve("backends");
    }

    Path received(DemoApp.Kind kind) {
        return backends().resolve("received").resolve(kind.app() + ".log");
    }

    Path log() {
        return home().resolve("audit").resolve("n1");
    }

    Gateway gateway() {
        return gateway;
    }

    Client http() {
        return client;
    }

    FaceMatcher matcher() {
        return matcher;
    }

    DemoApp app(DemoApp.Kind kind) {
        return apps.stream().filter(app -> app.kind() == kind).findFirst().orElseThrow();
    }

    /// The admin plane as its users call it.
    Client adminPlane() {
        return new Client(gateway.admin(), DevTls.client(KEYS));
    }

    String citizen(String idNo) {
        return gateway.token(TokenRequest.subject(idNo));
    }

    String staff(String role, String org, String purpose) {
        return gateway.token(TokenRequest.staff(role, org, purpose));
    }

    String doctor(String region) {
        return gateway.token(TokenRequest.staff("community-doctor", "district-hospital", "medical-follow-up")
                .with("region", region));
    }

    String auditor() {
        return gateway.token(TokenRequest.staff("auditor", "operations", "operations"));
    }

    /// Gives the consents and declares. @return the record's id
    String declare(Persons person) throws IOException, InterruptedException {
        String token = citizen(person.idNo());
        client.post("/health-declare/.fieldgate/consent", token, "{\"purpose\":\"medical-follow-up\"}");
        Client.Answer answer = client.post(
                "/health-declare/api/declarations",
                token,
                person.declaration(),
                Map.of("photo", Photo.jpeg(person.idNo().hashCode())));
        if (answer.status() != 201) {
            throw new IllegalStateException("The declaration was not taken: " + answer);
        }
        return DemoTraffic.id(answer);
    }

    void restart() {
        gateway.close();
        gateway = open();
        client = client();
    }

    @Override
    public void close() throws IOException, SQLException {
        gateway.close();
        for (DemoApp app : apps) {
            app.close();
        }
        matcher.close();
    }
}
