package io.fieldgate.examples;

import io.fieldgate.boot.DevTls;
import io.fieldgate.boot.TokenRequest;
import io.fieldgate.lifecycle.DevClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A gateway in dev mode with the three apps and the face matcher behind it, all on free ports, all state in
/// one folder.
final class Stage implements AutoCloseable {
    static final Path ROOT = root();
    static final Path KEYS = ROOT.resolve("keys-dev");

    private final Setting setting;
    private final long raised = System.nanoTime();
    private final List<DemoApp> apps = new ArrayList<>();
    private final FaceMatcher matcher;
    private @Nullable Running gateway;
    private @Nullable Client client;

    /// What a scene changes before the curtain rises.
    static final class Setting {
        private final Path folder;
        private final Map<String, String> more = new LinkedHashMap<>();
        private Path policies = ROOT.resolve("policies");
        private final List<String> java = new ArrayList<>();
        private boolean apart;

        private Setting(Path folder) {
            this.folder = folder;
        }

        Setting policies(Path other) {
            policies = other;
            return this;
        }

        /// One key of `gateway.yaml`, stronger than what the stage sets by itself.
        Setting with(String key, String value) {
            more.put(key, value);
            return this;
        }

        /// Puts the gateway into a process of its own.
        Setting apart() {
            apart = true;
            return this;
        }

        /// The same, with one more option of its JVM.
        Setting apart(String option) {
            java.add(option);
            return apart();
        }

        Stage start() throws IOException, SQLException, InterruptedException {
            Stage stage = build();
            try {
                stage.open();
                return stage;
            } catch (IOException | InterruptedException | RuntimeException failed) {
                stage.close();
                throw failed;
            }
        }

        /// Everything but the gateway, for scenes in which it may not start.
        Stage build() throws IOException, SQLException {
            return new Stage(this);
        }
    }

    private Stage(Setting setting) throws IOException, SQLException {
        this.setting = setting;
        Files.createDirectories(scratch());
        this.matcher = FaceMatcher.start(DevTls.server(KEYS), scratch().resolve("matcher.log"));
        for (DemoApp.Kind kind : DemoApp.Kind.values()) {
            apps.add(DemoApp.start(kind, backends(), DevTls.server(KEYS), this::appTime));
        }
    }

    static Setting in(Path folder) {
        return new Setting(folder);
    }

    /// With the shipped policies.
    static Stage start(Path folder) throws IOException, SQLException, InterruptedException {
        return in(folder).start();
    }

    static Stage start(Path folder, Path policies) throws IOException, SQLException, InterruptedException {
        return in(folder).policies(policies).start();
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

    /// The apps live near the gateway's time; to be exact is nobody's need.
    private Instant appTime() {
        return DevClock.START.plusNanos(System.nanoTime() - raised);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("folder", home().toString());
        settings.put("policies", setting.policies.toString());
        settings.put("data.listen", "127.0.0.1:0");
        settings.put("admin.listen", "127.0.0.1:0");
        settings.put("apps.beijing-healthkit.ask.face-matcher", matcher.url());
        apps.forEach(app -> settings.put("apps." + app.kind().app() + ".upstream", app.url()));
        settings.putAll(setting.more);
        return settings;
    }

    /// Changes one key of `gateway.yaml` for the next start.
    void with(String key, String value) {
        setting.with(key, value);
    }

    /// Starts the gateway on what lies in the folder.
    void open() throws IOException, InterruptedException {
        gateway = setting.apart ? Running.apart(settings(), scratch(), setting.java) : Running.here(settings());
        client = new Client(gateway.data(), DevTls.client(KEYS));
    }

    /// Stops the gateway alone.
    void shut() {
        Running running = gateway;
        gateway = null;
        if (running != null) {
            running.close();
        }
    }

    void restart() throws IOException, InterruptedException {
        shut();
        open();
    }

    /// Everything the gateway writes: state, keyring, log.
    Path home() {
        return setting.folder.resolve("gateway");
    }

    /// Logs and temporary files of a gateway in a process of its own, and what the matcher received.
    Path scratch() {
        return setting.folder.resolve("scratch");
    }

    /// Everything the apps have: what they stored, every byte they received.
    Path backends() {
        return setting.folder.resolve("backends");
    }

    Path received(DemoApp.Kind kind) {
        return backends().resolve("received").resolve(kind.app() + ".log");
    }

    Path log() {
        return home().resolve("audit").resolve("n1");
    }

    Running gateway() {
        return Objects.requireNonNull(gateway, "The gateway is shut.");
    }

    /// The gateway as the process it is. For stages that put it apart.
    GatewayProcess process() {
        return (GatewayProcess) gateway();
    }

    Client http() {
        return Objects.requireNonNull(client);
    }

    FaceMatcher matcher() {
        return matcher;
    }

    DemoApp app(DemoApp.Kind kind) {
        return apps.stream().filter(app -> app.kind() == kind).findFirst().orElseThrow();
    }

    /// The admin plane as its users call it.
    Client adminPlane() {
        return gateway().adminPlane();
    }

    String citizen(String idNo) {
        return gateway().token(TokenRequest.subject(idNo));
    }

    String staff(String role, String org, String purpose) {
        return gateway().token(TokenRequest.staff(role, org, purpose));
    }

    String doctor(String region) {
        return gateway()
                .token(TokenRequest.staff("community-doctor", "district-hospital", "medical-follow-up")
                        .with("region", region));
    }

    String auditor() {
        return staff("auditor", "operations", "operations");
    }

    String operator() {
        return staff("operator", "operations", "operations");
    }

    /// Gives the consents and declares. @return the record's id
    String declare(Persons person) throws IOException, InterruptedException {
        Client.Answer answer = tryDeclare(person);
        if (answer.status() != 201) {
            throw new IllegalStateException("The declaration was not taken: " + answer);
        }
        return DemoTraffic.id(answer);
    }

    /// Gives the consents and declares, whatever comes of it.
    Client.Answer tryDeclare(Persons person) throws IOException, InterruptedException {
        String token = citizen(person.idNo());
        http().post("/health-declare/.fieldgate/consent", token, "{\"purpose\":\"medical-follow-up\"}");
        return http().post(
                        "/health-declare/api/declarations",
                        token,
                        person.declaration(),
                        Map.of("photo", Photo.jpeg(person.idNo().hashCode())));
    }

    @Override
    public void close() throws IOException, SQLException {
        shut();
        for (DemoApp app : apps) {
            app.close();
        }
        matcher.close();
    }
}
