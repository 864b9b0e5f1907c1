package io.fieldgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.admin.Description.Described;
import io.fieldgate.boot.GatewayRig;
import io.fieldgate.boot.GatewayRig.Got;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `openapi.yaml` says what is there, all of it and nothing else: against the list of operations, and against the
/// real answers of a running gateway.
class OpenApiTest {
    /// What only a fault of the world brings about, and a file that is there as soon as anybody can ask.
    private static final Set<String> FAULTS = Set.of("503", "GET /log/checkpoint 404");

    private static final String WISH = "{\"act\":\"reveal\",\"object\":\"550e8400-e29b-41d4-a716-446655440001\"}";

    @TempDir
    private static Path folder;

    private static GatewayRig rig;
    private static Map<String, String> tokens = Map.of();

    private final Description description = new Description(OpenApi.read());
    private final Map<String, Set<String>> seen = new LinkedHashMap<>();
    private final List<String> misfits = new ArrayList<>();

    @BeforeAll
    static void start() {
        rig = GatewayRig.with(
                folder,
                Map.of(
                        "    beyond: mask ", "    needs: [second-person]\n    beyond: mask ",
                        "per-client: 10 per minute", "per-client: 100 per minute"));
        rig.read(rig.book(GatewayRig.LI));
        tokens = Map.of(
                "operator", rig.operator(),
                "auditor", rig.auditor(),
                "staff", rig.doctor("staff-1", "north"),
                "subject", rig.subject(GatewayRig.LI));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static List<Operation> registered() {
        return AdminApi.operations(rig.adminPlane().parts());
    }

    @Test
    void description_isOpenApi31_andEveryReferenceLeadsSomewhere() {
        assertThat(description.version()).isEqualTo("3.1.0");
        assertThat(description.references()).isGreaterThan(100);
    }

    @Test
    void description_namesEveryOperation_andNothingElse() {
        List<String> built = registered().stream()
                .map(operation -> line(
                        operation.method(),
                        operation.path(),
                        operation.access() == Operation.Access.ANYONE
                                ? ""
                                : operation.access().name().toLowerCase(java.util.Locale.ROOT),
                        members(operation)))
                .toList();
        List<String> described = description.operations().stream()
                .filter(operation -> !operation.path().startsWith("/.fieldgate/"))
                .map(operation -> line(
                        operation.method(),
                        template(operation.path()),
                        description.role(operation).orElse(""),
                        description.members(operation)))
                .toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(built);
        assertThat(registered()).hasSizeGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent", "asks", "approvals"})
    void ownAddresses_areThoseOfTheDataPlane(String name) {
        List<String> described = description.operations().stream()
                .filter(operation -> operation.path().equals("/.fieldgate/" + name))
                .map(operation -> operation.method() + " " + operation.path())
                .toList();
        Got options = rig.data("OPTIONS", "/health-declare/.fieldgate/" + name, "", "");
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(options.header("Allow").split(", ", -1)).stream()
                                .map(method -> method + " /.fieldgate/" + name)
                                .toList());
    }

    private static String line(String method, String path, String role, Map<String, Boolean> members) {
        return method + " " + path + " [" + role + "] " + members;
    }

    private static Map<String, Boolean> members(Operation operation) {
        Map<String, Boolean> members = new LinkedHashMap<>();
        operation
                .takes()
                .forEach(parameter -> members.put(parameter.name(), parameter.need() == Parameter.Need.REQUIRED));
        return members;
    }

    /// `/log/tile/{tile}` → `/log/tile/*`.
    private static String template(String path) {
        int brace = path.indexOf('{');
        return brace < 0 ? path : path.substring(0, brace) + "*";
    }

    @Test
    void file_isServedAsItLies() throws IOException {
        Got got = rig.admin("GET", "/api/v1/openapi.yaml", "", "");
        assertThat(got.contentType()).isEqualTo("application/yaml");
        assertThat(got.body()).isEqualTo(Files.readString(Path.of("src/main/resources/io/fieldgate/openapi.yaml")));
    }

    @Test
    void everyAnswer_fitsItsDescription_andEveryDescribedAnswerComes() throws NotJson {
        for (Described operation : description.operations()) {
            String token = tokens.getOrDefault(description.role(operation).orElse(""), "");
            refused(operation, token);
            missing(operation, token);
            run(operation, token, fine(operation));
        }
        assertThat(misfits).isEmpty();
        for (Described operation : description.operations()) {
            Set<String> unseen = new TreeSet<>(description.responses(operation).keySet());
            unseen.removeAll(seen.getOrDefault(name(operation), Set.of()));
            unseen.removeIf(status -> FAULTS.contains(status) || FAULTS.contains(name(operation) + " " + status));
            assertThat(unseen).as(name(operation)).isEmpty();
        }
    }

    private static String name(Described operation) {
        return operation.method() + " " + operation.path();
    }

    private void refused(Described operation, String token) throws NotJson {
        String operator = tokens.getOrDefault("operator", "");
        String auditor = tokens.getOrDefault("auditor", "");
        if (operation.method().equals("OPTIONS")) {
            return;
        }
        String fine = fine(operation);
        if (!token.isEmpty()) {
            run(operation, "", fine);
            run(operation, other(operation, operator, auditor), fine);
        }
        if (operation.path().equals("/.fieldgate/consent")) {
            run(operation, token, "{\"purpose\":\"none\"}");
        } else if (operation.path().startsWith("/.fieldgate/")) {
            run(operation, token, "{\"surplus\":1}");
        }
        run(operation, token, "{\"surplus\":[");
        if (!operation.method().equals("GET")) {
            run(operation, token, "{\"surplus\":\"" + "x".repeat(70_000) + "\"}");
            check(operation, send(operation, token, "text/plain", "{}"));
        }
    }

    /// The token of somebody this operation is not for.
    private String other(Described operation, String operator, String auditor) {
        return switch (description.role(operation).orElse("")) {
            case "staff" -> tokens.getOrDefault("subject", "");
            case "operator" -> auditor;
            default -> operator;
        };
    }

    /// A body that is answered with success.
    private static String fine(Described operation) {
        return switch (operation.path()) {
            case "/api/v1/clock/advance" -> "{\"by\":\"PT1M\"}";
            case "/api/v1/events/{event}" ->
                "{\"approvers\":[\"" + rig.commander("staff-1", "north") + "\",\"" + rig.commander("staff-2", "south")
                        + "\"]}";
            case "/api/v1/erase", "/api/v1/audit/who" ->
                "{\"type\":\"cn.resident-id\",\"value\":\"" + GatewayRig.ZHAO + "\",\"case\":\"C-1\"}";
            case "/api/v1/audit/query" -> "{}";
            case "/api/v1/audit/prove" -> "{\"index\":0}";
            case "/.fieldgate/asks" -> operation.method().equals("POST") ? WISH : "";
            case "/.fieldgate/approvals" -> operation.method().equals("POST") ? "{\"ask\":\"" + asked() + "\"}" : "";
            case "/.fieldgate/consent" ->
                operation.method().equals("OPTIONS") ? "" : "{\"purpose\":\"medical-follow-up\"}";
            default -> "";
        };
    }

    /// The id of an ask that another person made.
    private static String asked() {
        Got got = rig.data(
                "POST", "/health-declare/.fieldgate/asks", rig.doctor("staff-2", "south"), "application/json", WISH);
        assertThat(got.status()).as(got.body()).isEqualTo(201);
        return got.body().split("\"ask\":\"", -1)[1].split("\"", -1)[0];
    }

    /// What is not there, for the operations that can say so.
    private void missing(Described operation, String token) throws NotJson {
        if (operation.path().equals("/api/v1/audit/prove")) {
            run(operation, token, "{\"index\":999999}");
        }
        if (operation.path().equals("/api/v1/events/{event}")) {
            check(operation, rig.admin("POST", "/api/v1/events/none", token, "{\"approvers\":[]}"));
        }
        if (operation.path().equals("/.fieldgate/approvals")
                && operation.method().equals("POST")) {
            run(operation, token, "{\"ask\":\"none\"}");
            run(operation, rig.doctor("staff-3", "south"), fine(operation));
        }
        if (operation.path().equals("/api/v1/asks/{ask}")) {
            check(operation, rig.admin("POST", "/api/v1/asks/none", token, ""));
        }
        if (operation.path().startsWith("/log/tile/")) {
            check(operation, rig.admin("GET", path(operation) + "9", token, ""));
        }
    }

    private void run(Described operation, String token, String body) throws NotJson {
        check(operation, send(operation, token, "application/json", body));
    }

    private static Got send(Described operation, String token, String contentType, String body) {
        return operation.path().startsWith("/.fieldgate/")
                ? rig.data(operation.method(), "/health-declare" + operation.path(), token, contentType, body)
                : rig.admin(operation.method(), path(operation), token, contentType, body);
    }

    private void check(Described operation, Got got) throws NotJson {
        Optional<Value> value =
                got.contentType().endsWith("json") && !got.body().isEmpty()
                        ? Optional.of(Json.read(got.body().getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
        description
                .misfits(operation, got.status(), got.contentType(), value)
                .forEach(misfit -> misfits.add(name(operation) + ": " + misfit));
        seen.computeIfAbsent(name(operation), none -> new TreeSet<>()).add(Integer.toString(got.status()));
        assertThat(got.header("Fieldgate-Trace")).as(name(operation)).hasSize(26);
    }

    private static String path(Described operation) {
        return switch (operation.path()) {
            case "/log/tile/{tile}" -> edge("tile/0/");
            case "/log/tile/entries/{bundle}" -> edge("tile/entries/");
            case "/api/v1/events/{event}" -> "/api/v1/events/screening-ended";
            case "/api/v1/asks/{ask}" -> "/api/v1/asks/" + asked();
            default -> operation.path();
        };
    }

    /// A tile that lies in the log's folder now.
    private static String edge(String prefix) {
        Path log = rig.folder().resolve("audit").resolve("n1");
        try (var files = Files.walk(log.resolve(prefix))) {
            return "/log/"
                    + log.relativize(files.filter(Files::isRegularFile)
                            .max(java.util.Comparator.naturalOrder())
                            .orElseThrow());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
