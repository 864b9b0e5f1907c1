package io.fieldgate.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.cli.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A gateway that cannot start says why, exits 3 and leaves nothing behind; one that is asked to end exits 0.
class StartTest {
    @TempDir
    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        GatewayRig.prepare(home, "https://127.0.0.1:1");
    }

    private Verb dev(String... settings) {
        List<String> words = new ArrayList<>(
                List.of("dev", "--config", home.resolve("gateway.yaml").toString()));
        for (String setting : settings) {
            words.add("--set");
            words.add(setting);
        }
        // a gateway that starts after all would wait for ever
        return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Verb.run(words.toArray(String[]::new)));
    }

    @Test
    void adminPortTaken_closesTheDataPlane_andFreesTheState() throws IOException {
        int free = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int busy = taken.getLocalPort();
            Verb verb = dev("data.listen=127.0.0.1:" + free, "admin.listen=127.0.0.1:" + busy);
            assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
            assertThat(verb.complaint())
                    .isEqualTo("Port " + busy + " of 127.0.0.1 cannot be used (is another program on it?)."
                            + " Choose another with --set admin.listen=127.0.0.1:PORT.");
            assertThat(verb.out()).isEmpty();
        }
        assertNothingLeft(free);
    }

    @Test
    void dataPortTaken_isNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Verb verb = dev("data.listen=127.0.0.1:" + taken.getLocalPort());
            assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
            assertThat(verb.complaint())
                    .startsWith("Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be used")
                    .endsWith("--set data.listen=127.0.0.1:PORT.");
        }
        assertNothingLeft(0);
    }

    /// Nobody listens, no note of a running gateway lies there, and the same folder starts again.
    private void assertNothingLeft(int port) {
        if (port != 0) {
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }
        assertThat(home.resolve(".fieldgate").resolve("dev.json")).doesNotExist();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!workers().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(workers()).isEmpty();
        Gateway.start(GatewayRig.config(home), home, line -> {}).close();
    }

    /// Threads of a gateway that still works.
    private static List<String> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("audit") || name.startsWith("sweep") || name.startsWith("state"))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Test
    void secondGateway_onTheSameFolder_isRefused_andTheFirstGoesOn() throws IOException {
        try (Gateway first = Gateway.start(GatewayRig.config(home), home, line -> {})) {
            Path certificate = home.resolve(".fieldgate").resolve("dev-server.pem");
            byte[] before = Files.readAllBytes(certificate);
            Verb verb = dev();
            assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
            assertThat(verb.complaint()).startsWith("The state store (sqlite:").contains("another gateway");
            assertThat(certificate).hasBinaryContent(before);
            assertThat(Verb.run(
                                    "doctor",
                                    "--config",
                                    home.resolve("gateway.yaml").toString())
                            .exit())
                    .isZero();
            assertThat(first.admin().getPort()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.listen=0.0.0.0:8443    | is not a loopback address
            admin.listen=192.0.2.1:9443 | is not a loopback address
            data.listen=8443            | `data.listen` (flag --set data.listen) must be an address such as `127.0.0.1:8443`.
            mode=test                   | `mode` (flag --set mode) must be `production` or `dev`.
            tenant.slot=0               | `tenant.slot` (flag --set tenant.slot) must be a whole number from 1 to 255.
            tenant.zone=Peking          | `tenant.zone` (flag --set tenant.zone) must be a zone such as `Asia/Shanghai`.
            tenant.suite=sm             | must be `intl`; `sm` is not enforced by this version.
            audit.segment=64            | must be a size such as `64MB` or `512KB`.
            audit.deadline=fast         | must be a period such as `PT10S`.
            data.drain=10               | must be a period such as `PT10S`.
            sweep.every=PT1S            | `sweep.every` is no setting
            data.plain-listen=0.0.0.0:80 | `data.plain-listen`
            audit.pace=PT-1S            | must be a period such as `PT10S`, not below 0.
            limits.exchanges=0          | must be a whole number from 1 to 1000000.
            apps.mask-booking.upstream=http://127.0.0.1:1 | FG-OPS-02: `apps.mask-booking.upstream`
            apps.mask-booking.upstream=https://u:p@h/     | must be an address such as
            custodian.uri=vault:x       | `custodian.uri`
            state.uri=postgres:x        | `state.uri`
            data.certificate=none.pem   | `data.certificate` and `data.key` go together
            admin.certificate=none.pem  | `admin.certificate` and `admin.key` go together
            clock.destroy-on-one=maybe  | must be `yes` or `no`.
            policies=none               | `policies` (flag --set policies) must be the folder of the policy files.
            """)
    void settingThatIsWrong_isNamed(String setting, String says) {
        Verb verb = dev(setting);
        assertThat(verb.exit()).as(verb.err()).isIn(Exit.USAGE, Exit.ENVIRONMENT);
        assertThat(verb.complaint()).contains(says);
        assertThat(verb.err()).doesNotContain("\tat ").doesNotContain("A bug of fieldgate");
    }

    @Test
    void certificateThatCannotBeRead_isNotCalledABusyPort() throws IOException {
        Path none = Files.writeString(home.resolve("none.pem"), "no certificate");
        Verb verb = dev("admin.certificate=" + none, "admin.key=" + none);
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.complaint()).contains("`admin.certificate`").doesNotContain("another program");
    }

    @Test
    void production_needsCredentialsOfItsOwn() throws IOException {
        Path yaml = Files.writeString(home.resolve("production.yaml"), "node: n1\n");
        Verb bare = Verb.run("serve", "--config", yaml.toString());
        assertThat(bare.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(bare.complaint()).contains("must be set; both planes speak TLS only");
        Files.writeString(yaml, """
                data.certificate: no.pem
                data.key: no.pem
                admin.certificate: no.pem
                admin.key: no.pem
                """);
        assertThat(Verb.run("serve", "--config", yaml.toString()).complaint())
                .contains("`data.certificate`", "is missing or cannot be read");
    }

    @Test
    void brokenConfiguration_isShownWithItsPlace() throws IOException {
        Path yaml = Files.writeString(home.resolve("gateway.yaml"), "mode: dev\ndata: [1\n");
        Verb verb = Verb.run("serve", "--config", yaml.toString());
        assertThat(verb.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertThat(verb.err()).contains("gateway.yaml:3:1").contains("^");
    }

    @Test
    void sigterm_endsTheGatewayWithExitCode0() throws Exception {
        List<String> lines = endsCleanly(line -> line.startsWith("listening after "), process -> {});
        assertThat(lines).anyMatch(line -> line.startsWith("DEV MODE"));
        Verb log = Verb.run(
                "audit", "verify", "--config", home.resolve("gateway.yaml").toString());
        assertThat(log.out()).contains("there is no unsigned tail").endsWith("CLEAN\n");
    }

    @Test
    void sigterm_whileItStarts_endsItAsWell() throws Exception {
        endsCleanly(line -> false, this::onceTheStateIsOpen);
        Gateway.start(GatewayRig.config(home), home, line -> {}).close();
    }

    private void onceTheStateIsOpen(ProcessHandle process) {
        Path state = home.resolve(".fieldgate").resolve("state").resolve("state.db");
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(state) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        process.destroy();
    }

    /// @param when on which line the process is asked to end
    /// @param meanwhile what happens before its first line is read
    private List<String> endsCleanly(Predicate<String> when, Consumer<ProcessHandle> meanwhile) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.fieldgate.cli.Main",
                        "dev"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        meanwhile.accept(process.toHandle());
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (when.test(line)) {
                    process.toHandle().destroy();
                }
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        try (Stream<Path> files = Files.list(home.resolve(".fieldgate"))) {
            assertThat(files.map(Path::getFileName).map(String::valueOf)).doesNotContain("dev.json");
        }
        return lines;
    }
}
