package io.fieldgate.cli;

import io.fieldgate.document.FieldPath;
import io.fieldgate.officer.Explain;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Messages;
import io.fieldgate.policy.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(names = "--role", description = "also: what this role sees of it")
    @Nullable
    String role;

    @Option(names = "--for", paramLabel = "PURPOSE", description = "for this purpose only")
    @Nullable
    String purpose;

    @Option(names = "--policies", paramLabel = "FOLDER", description = "default: policies")
    Path folder = Path.of("policies");

    @Option(names = "--now", paramLabel = "INSTANT", description = "judge dates as of then (default: now)")
    @Nullable
    String now;

    @Option(names = "--lang", description = "en or zh, for rules (default: en)")
    Messages.Language language = Messages.Language.EN;

    @Override
    public Integer call() throws IOException {
        Console console = new Console();
        if (subject.startsWith("FG-")) {
            List<String> lines = Explain.rule(subject, Messages.in(language));
            lines.forEach(console::result);
            return lines.isEmpty() ? console.usage("`" + subject + "` is no rule of this version.") : Exit.FINE;
        }
        Optional<AppPolicy> app = PolicyFiles.load(folder, PolicyCommand.moment(now), Lints.STANDARD)
                .app(subject);
        Optional<FieldPath> path = Optional.ofNullable(place).flatMap(FieldPath::parse);
        if (app.isEmpty()) {
            return console.usage("No policy `" + subject + "` is in force in " + folder
                    + "; `fieldgate policy check --now …` says why.");
        }
        if (path.isEmpty()) {
            return console.usage("Name a place: /person/name, query:page, part:photo, top:/total.");
        }
        Path file = folder.resolve(subject + ".yaml");
        List<String> text = Files.readAllLines(file);
        for (Explain.Decision decision :
                Explain.place(app.get(), path.get(), Optional.ofNullable(role), Optional.ofNullable(purpose))) {
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
        return Exit.FINE;
    }
}
