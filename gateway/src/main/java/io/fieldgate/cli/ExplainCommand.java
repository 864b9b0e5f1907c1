package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.officer.Explain;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says which line decides about a place of an app's messages, or what a rule of `policy check` means.",
        footer = {
            "",
            "Examples:",
            "  fieldgate policy explain health-declare /person/ethnicity",
            "  fieldgate policy explain FG-RET-02"
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "APP|RULE", description = "an app's name, or a rule id such as FG-RET-02")
    String subject = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PLACE", description = "a place, /person/name or query:page")
    @Nullable
    String place;

    @Option(names = "--role", paramLabel = "ROLE", description = "also: what this role sees of it")
    @Nullable
    String role;

    @Option(names = "--for", paramLabel = "PURPOSE", description = "for this purpose only")
    @Nullable
    String purpose;

    @Option(names = "--policies", paramLabel = "FOLDER", description = "default: policies")
    Path folder = Path.of("policies");

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "judge dates as of then (default: now)")
    @Nullable
    Instant now;

    @Option(names = "--lang", paramLabel = "LANG", description = "en or zh, for rules (default: en)")
    Messages.Language language = Messages.Language.EN;

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() throws IOException {
        return subject.startsWith("FG-") ? rule() : place();
    }

    private int rule() {
        List<String> lines = Explain.rule(subject, language);
        if (lines.isEmpty()) {
            throw StartFailure.usage(
                    "`" + subject + "` is no rule of this version; docs/reference/lint-rules.md lists them.");
        }
        output.print(Json.object("rule", subject, "says", lines), (console, _) -> lines.forEach(console::result));
        return Exit.FINE;
    }

    private int place() throws IOException {
        Path file = folder.resolve(subject + ".yaml");
        AppPolicy app = app(file);
        FieldPath path = Optional.ofNullable(place)
                .flatMap(FieldPath::parse)
                .orElseThrow(
                        () -> StartFailure.usage("Name a place: /person/name, query:page, part:photo, top:/total."));
        List<String> text = Files.readAllLines(file);
        List<Explain.Decision> decisions =
                Explain.place(app, path, Optional.ofNullable(role), Optional.ofNullable(purpose));
        List<Value> described = decisions.stream()
                .map(one -> (Value) Json.object("says", one.says(), "file", file.toString(), "line", one.line()))
                .toList();
        output.print(
                Json.object("app", subject, "place", path.toString(), "decisions", described),
                (console, _) -> decisions.forEach(one -> print(console, one, file, text)));
        return Exit.FINE;
    }

    private AppPolicy app(Path file) {
        if (!Files.isDirectory(folder)) {
            throw StartFailure.usage("`" + folder + "` is no folder; name that of the policies with --policies.");
        }
        if (!Files.exists(file)) {
            throw StartFailure.usage(
                    "`" + file + "` does not exist; name an app by its policy file without .yaml, or a rule.");
        }
        return PolicyFiles.load(folder, now == null ? Instant.now() : now, Lints.STANDARD)
                .app(subject)
                .orElseThrow(() -> new StartFailure("`" + file + "` has mistakes, so nothing of it is in force;"
                        + " `fieldgate policy check " + file + "` names them."
                        + (now == null ? " Its dates are judged as of today; --now sets another day." : "")));
    }

    private static void print(Console console, Explain.Decision decision, Path file, List<String> text) {
        console.result(decision.says());
        if (decision.line() > 0) {
            String line = text.get(decision.line() - 1);
            String number = Integer.toString(decision.line());
            console.result(" --> " + file + ":" + number);
            console.result(number + " | " + line);
            console.result(" ".repeat(number.length()) + " | "
                    + " ".repeat(line.length() - line.stripLeading().length()) + "^");
        }
    }
}
