package io.fieldgate.cli;

import io.fieldgate.boot.AdminRoles;
import io.fieldgate.boot.TokenRequest;
import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description =
                "Runs the gateway in dev mode: loopback only, throw-away keys of keys-dev/, a clock that starts in February 2020 and can be moved.",
        exitCodeList = "0:ended as asked",
        footer = {"", "Example:", "  fieldgate dev --config gateway.yaml"},
        subcommands = {DevCommand.Token.class, DevCommand.Clock.class})
final class DevCommand implements Callable<Integer> {
    @Mixin
    ConfigOptions config = new ConfigOptions();

    @Override
    public Integer call() throws InterruptedException {
        return ServeCommand.run(config.config(Map.of("mode", "dev")), config.folder());
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description = "Prints a bearer token of the dev identity provider.",
            footer = {
                "",
                "Example:",
                "  fieldgate dev token --role gate-guard --org community-office --purpose entry-registration"
            })
    static final class Token implements Callable<Integer> {
        @Mixin
        ConfigOptions config = new ConfigOptions();

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "role of the vocabulary, `subject`, `operator` or `auditor`")
        String role = "";

        @Option(names = "--org", paramLabel = "ORG", defaultValue = "", description = "organisation of the vocabulary")
        String org = "";

        @Option(
                names = "--purpose",
                paramLabel = "PURPOSE",
                description =
                        "purpose the token allows; may be repeated (default: own-data for a subject, operations for the admin plane)")
        List<String> purposes = List.of();

        @Option(names = "--subject", paramLabel = "ID", description = "the person's own identifying value (synthetic!)")
        @Nullable
        String subject;

        @Option(names = "--staff", paramLabel = "STAFF", description = "staff id (default: made from the role)")
        @Nullable
        String staff;

        @Option(names = "--claim", paramLabel = "NAME=VALUE", description = "further claim, such as region=110101")
        Map<String, String> claims = new LinkedHashMap<>();

        @Override
        public Integer call() {
            boolean citizen = role.equals(io.fieldgate.policy.Role.SUBJECT);
            String id = citizen ? "" : staff == null ? "staff-" + role : staff;
            TokenRequest request =
                    new TokenRequest(role, org, allowed(citizen), Optional.ofNullable(subject), id, claims);
            new Console().result(config.devHome().token(request));
            return Exit.FINE;
        }

        private List<String> allowed(boolean citizen) {
            if (!purposes.isEmpty()) {
                return purposes;
            }
            if (citizen) {
                return List.of(io.fieldgate.policy.Role.OWN_DATA);
            }
            if (AdminRoles.isOne(role)) {
                return List.of("operations");
            }
            throw StartFailure.usage("`--purpose` is missing; a token of `" + role + "` without one opens nothing.");
        }
    }

    @Command(
            name = "clock",
            mixinStandardHelpOptions = true,
            description = "Shows the clock of a running dev gateway; `advance` moves it.",
            footer = {"", "Example:", "  fieldgate dev clock"},
            subcommands = Advance.class)
    static final class Clock implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            return output.print(admin.client("operator").get("/api/v1/clock"));
        }
    }

    @Command(
            name = "advance",
            mixinStandardHelpOptions = true,
            description = "Moves the clock forward; what died on the way is destroyed before the answer comes.",
            footer = {"", "Example:", "  fieldgate dev clock advance PT24H"})
    static final class Advance implements Callable<Integer> {
        @Mixin
        AdminOptions admin = new AdminOptions();

        @Parameters(paramLabel = "PERIOD", description = "how far forward, PT24H or P1D; it never goes back")
        Duration period = Duration.ZERO;

        @Mixin
        Output output = new Output();

        @Override
        public Integer call() {
            return output.print(
                    admin.client("operator").post("/api/v1/clock/advance", Json.object("by", period.toString())));
        }
    }
}
