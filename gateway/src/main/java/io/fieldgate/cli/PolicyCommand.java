package io.fieldgate.cli;

import io.fieldgate.document.Json;
import io.fieldgate.policy.Diagnostic;
import io.fieldgate.policy.DiagnosticPrinter;
import io.fieldgate.policy.Messages;
import io.fieldgate.policy.PolicyFiles;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.lint.Lints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Checks and explains policy files.",
        footer = {"", "Example:", "  fieldgate policy check policies"},
        subcommands = {
            PolicyCommand.Check.class,
            ExplainCommand.class,
            PolicyCommand.Test.class,
            PolicyCommand.Plan.class,
            PolicyCommand.Show.class
        })
final class PolicyCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Console().usage("`policy` needs `check` or `explain`.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Reports every mistake of the policy files at once, each with place, caret and way out. Exit 1 when one blocks.",
            footer = {"", "Example:", "  fieldgate policy check policies/health-declare.yaml --lang zh"})
    static final class Check implements Callable<Integer> {
        @Parameters(
                arity = "0..*",
                paramLabel = "FILE",
                description = "policy files, or folders of them (default: policies)")
        List<Path> files = List.of();

        @Option(
                names = "--now",
                paramLabel = "INSTANT",
                description = "judge dates as of then, 2020-02-20T10:00:00+08:00 (default: now)")
        @Nullable
        String now;

        @Option(names = "--lang", description = "en or zh (default: en)")
        Messages.Language language = Messages.Language.EN;

        @Option(names = "--json", description = "as JSON")
        boolean json;

        @Override
        public Integer call() {
            Console console = new Console();
            List<Path> asked = files.isEmpty() ? List.of(Path.of("policies")) : files;
            boolean blocked = false;
            for (Path path : asked) {
                if (!Files.exists(path)) {
                    return console.usage("`" + path + "` does not exist.");
                }
                blocked |= check(path, console);
            }
            return blocked ? Exit.FINDINGS : Exit.FINE;
        }

        private boolean check(Path path, Console console) {
            Path folder = Files.isDirectory(path) ? path : PolicyFolder.of(path);
            PolicySnapshot snapshot = PolicyFiles.load(folder, moment(now), Lints.STANDARD);
            List<Diagnostic> found = snapshot.diagnostics().stream()
                    .filter(one -> concerns(one, path))
                    .toList();
            if (json) {
                found.forEach(one -> console.json(describe(one, language)));
            } else if (!found.isEmpty()) {
                console.result(
                        DiagnosticPrinter.reading(Messages.in(language), folder).print(found));
            }
            long errors = found.stream().filter(Diagnostic::blocks).count();
            console.talk(path + ": " + count(errors, "error") + ", " + count(found.size() - errors, "warning"));
            return errors > 0;
        }

        private static boolean concerns(Diagnostic one, Path path) {
            return Files.isDirectory(path) || one.span().file().endsWith(String.valueOf(path.getFileName()));
        }

        private static String count(long number, String word) {
            return number + " " + word + (number == 1 ? "" : "s");
        }
    }

    static Instant moment(@Nullable String text) {
        try {
            return text == null ? Instant.now() : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new StartFailure("`--now` takes an instant such as 2020-02-20T10:00:00+08:00.", notOne);
        }
    }

    static io.fieldgate.document.Value describe(Diagnostic one, Messages.Language language) {
        List<Object> members = new ArrayList<>(List.of(
                "rule", one.rule(),
                "severity", one.severity().name().toLowerCase(Locale.ROOT),
                "file", one.span().file(),
                "line", one.span().line(),
                "column", one.span().column(),
                "message", Messages.in(language).text(one.message(), one.arguments())));
        one.fix().ifPresent(fix -> members.addAll(List.of("fix", fix)));
        return Json.object(members.toArray());
    }

    @Command(name = "test", description = "Runs policy tests (later version).")
    static final class Test implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("policy test");
        }
    }

    @Command(name = "plan", description = "Shows what a change widens or narrows (later version).")
    static final class Plan implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("policy plan");
        }
    }

    @Command(name = "show", description = "The register as a table (later version).")
    static final class Show implements Callable<Integer> {
        @Override
        public Integer call() {
            return new Console().later("policy show");
        }
    }
}
