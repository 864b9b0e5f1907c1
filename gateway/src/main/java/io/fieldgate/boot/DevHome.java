package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.pki.DevPki;
import io.fieldgate.crypto.pki.DevTokenKeys;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.guard.DevTokens;
import io.fieldgate.guard.TokenRules;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The throw-away side of dev mode: certificates, the dev identity provider's key, and the note a running dev
/// gateway leaves so that verbs in another terminal find it. Everything lies in the gateway's folder, nothing
/// of it is committed.
public final class DevHome {
    static final String ISSUER = "https://dev.fieldgate.invalid";
    static final String AUDIENCE = "fieldgate";
    private static final Logger LOG = LoggerFactory.getLogger(DevHome.class);
    private static final String KEYS = "keys-dev";
    private static final String NOTE = "dev.json";
    private static final String PROVIDER = "identity"; // folder of the dev identity provider's keys
    private static final String KEY_SET = "jwks.json";

    private final GatewayConfig config;
    private final Path keys;

    private DevHome(GatewayConfig config, Path keys) {
        this.config = config;
        this.keys = keys;
    }

    /// @param base folder that holds `keys-dev/`
    public static DevHome of(GatewayConfig config, Path base) {
        return new DevHome(config, base.resolve(KEYS));
    }

    static TokenRules rules() {
        return TokenRules.of(ISSUER, AUDIENCE);
    }

    public Path folder() {
        return config.folder();
    }

    public Path authority() {
        return keys.resolve(DevPki.AUTHORITY_FILE);
    }

    Path wrappingKey() {
        return keys.resolve("custodian.key");
    }

    Path keySet() {
        return provider().resolve(KEY_SET);
    }

    private Path provider() {
        return config.folder().resolve(PROVIDER);
    }

    /// Where the listeners' certificate will be.
    GatewayConfig.Pem pem() {
        return new GatewayConfig.Pem(
                config.folder().resolve("dev-server.pem"), config.folder().resolve("dev-server-key.pem"));
    }

    /// Makes what is not there yet: the listeners' certificate and the token key. Only where the folder is this
    /// gateway's own: what lies there may be in another's hands.
    void prepare() {
        try {
            PrivateFolders.create(provider());
            DevTokenKeys.loadOrCreate(provider(), new SecureRandom());
            DevPki.Leaf leaf = DevTls.leaf(keys, "fieldgate dev gateway");
            write(pem().certificate(), leaf.chainPem());
            write(pem().key(), leaf.keyPem());
        } catch (IOException failed) {
            throw new StartFailure("The dev credentials cannot be written to " + config.folder() + ".", failed);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /// Leaves the note; a second gateway on the same folder has been refused by the state lock before.
    void announce(URI data, URI admin) {
        Value note = Json.object(
                "data",
                data.toString(),
                "admin",
                admin.toString(),
                "pid",
                ProcessHandle.current().pid());
        try {
            Files.write(config.folder().resolve(NOTE), Json.write(note));
        } catch (IOException failed) {
            throw new StartFailure("The note " + config.folder().resolve(NOTE) + " cannot be written.", failed);
        }
    }

    /// A note left behind does no harm: it names a process that is gone.
    void withdraw() {
        try {
            Files.deleteIfExists(config.folder().resolve(NOTE));
        } catch (IOException stays) {
            LOG.atDebug().addKeyValue("error", "note").log("The dev note stays.");
        }
    }

    public Optional<RunningDev> running() {
        Path note = config.folder().resolve(NOTE);
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        try {
            Value read = Json.read(Files.readAllBytes(note));
            long pid = Json.integer(read, "pid").orElse(0);
            boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            return alive
                    ? Optional.of(new RunningDev(
                            URI.create(Json.string(read, "data").orElse("")),
                            URI.create(Json.string(read, "admin").orElse("")),
                            pid))
                    : Optional.empty();
        } catch (IOException | NotJson unreadable) {
            return Optional.empty();
        }
    }

    public SSLContext trusting(Path authorities) {
        return DevTls.trusting(authorities);
    }

    /// Signs a token for anybody one likes: that is what makes it a dev token.
    public String token(TokenRequest request) {
        if (!Files.exists(keySet())) {
            throw new StartFailure("There is no dev token key in " + config.folder()
                    + " yet; start `fieldgate dev` once, or name its folder with --set folder=…");
        }
        Vertx vertx = Vertx.vertx();
        try {
            return tokens(vertx).sign(order(request));
        } finally {
            vertx.close();
        }
    }

    private DevTokens tokens(Vertx vertx) {
        SecureRandom random = new SecureRandom();
        String key = DevTokenKeys.loadOrCreate(provider(), random).privateJwk();
        return DevTokens.open(
                vertx, key, rules(), Clock.systemUTC(), () -> Long.toUnsignedString(random.nextLong(), 36));
    }

    /// A token carries the vocabulary's claim word of a role, not the role's name.
    private DevTokens.Order order(TokenRequest request) {
        String claim = AdminRoles.isOne(request.role()) || request.role().equals(Role.SUBJECT)
                ? request.role()
                : claim(request.role());
        return new DevTokens.Order(
                claim,
                request.org(),
                request.purposes(),
                request.staff(),
                request.subject(),
                request.claims(),
                Duration.ofHours(8));
    }

    private String claim(String role) {
        Map<String, Role> roles = PolicyFiles.load(config.get(SettingKey.POLICIES), Instant.now(), Lints.STANDARD)
                .roles();
        Role known = roles.get(role);
        if (known == null) {
            throw StartFailure.usage("`" + role + "` is no role of "
                    + config.get(SettingKey.POLICIES).resolve("vocabulary.yaml") + "; it has `"
                    + String.join("`, `", new TreeSet<>(roles.keySet()))
                    + "`, and there are `subject`, `operator` and `auditor`.");
        }
        return known.claim();
    }
}
