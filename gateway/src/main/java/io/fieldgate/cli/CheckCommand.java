package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.DiagnosticPrinter;
import io.fieldgate.policy.source.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Reports every mistake of the policy files at once, each with place, caret and way out.",
        exitCodeList = "1:a policy file has a mistake that closes its app",
        footer = {
            "",
            "Example:",
            "  fieldgate policy check policies/health-declare.yaml --now 2020-02-20T10:00:00+08:00"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "policy files, or folders of them (default: policies)")
    List<Path> files = List.of();

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "judge dates as of then, 2020-02-20T10:00:00+08:00 (default: now)")
    @Nullable
    Instant now;

    @Option(names = "--lang", paramLabel = "LANG", description = "en or zh (default: en)")
    Messages.Language language = Messages.Language.EN;

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        List<Path> asked = files.isEmpty() ? List.of(Path.of("policies")) : files;
        for (Path path : asked) {
            if (!Files.exists(path)) {
                throw StartFailure.usage("`" + path + "` does not exist.");
            }
        }
        Console console = new Console();
        List<Object> described = new ArrayList<>();
        long errors = 0;
        long warnings = 0;
        for (Path path : asked) {
            Path folder = Files.isDirectory(path) ? path : PolicyFolder.of(path);
            DiagnosticPrinter printer = DiagnosticPrinter.reading(Messages.in(language), folder);
            List<Diagnostic> found = found(path, folder);
            long blocking = found.stream().filter(Diagnostic::blocks).count();
            errors += blocking;
            warnings += found.size() - blocking;
            if (output.json) {
                found.forEach(one -> described.add(describe(one, folder, printer)));
            } else if (!found.isEmpty()) {
                console.result(printer.print(found));
            }
            counts(path, folder, found, printer).forEach(console::talk);
        }
        if (output.json) {
            console.json(Json.object("errors", errors, "warnings", warnings, "diagnostics", described));
        }
        return errors > 0 ? Exit.FINDINGS : Exit.FINE;
    }

    /// Of the file or folder asked about, and of each shared file that has findings of its own.
    private static List<String> counts(Path path, Path folder, List<Diagnostic> found, DiagnosticPrinter printer) {
        Map<String, List<Diagnostic>> byFile = new LinkedHashMap<>();
        byFile.put(path.toString(), new ArrayList<>());
        for (Diagnostic one : found) {
            boolean asked = Files.isDirectory(path) || one.span().fileName().equals(String.valueOf(path.getFileName()));
            String file = asked ? path.toString() : DiagnosticPrinter.named(folder, one.span());
            byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(one);
        }
        List<String> lines = new ArrayList<>();
        byFile.forEach((file, own) -> {
            long blocking = own.stream().filter(Diagnostic::blocks).count();
            lines.add(printer.count(file, blocking, own.size() - blocking));
        });
        return lines;
    }

    private List<Diagnostic> found(Path path, Path folder) {
        PolicySnapshot snapshot = PolicyFiles.load(folder, now == null ? Instant.now() : now, Lints.STANDARD);
        return Files.isDirectory(path)
                ? snapshot.diagnostics()
                : snapshot.findingsOf(String.valueOf(path.getFileName()));
    }

    private static Value describe(Diagnostic one, Path folder, DiagnosticPrinter printer) {
        List<Object> members = new ArrayList<>(List.of(
                "rule", one.rule(),
                "severity", one.severity().name().toLowerCase(Locale.ROOT),
                "file", DiagnosticPrinter.named(folder, one.span()),
                "line", one.span().line(),
                "column", one.span().column(),
                "endLine", one.span().endLine(),
                "endColumn", one.span().endColumn(),
                "message", printer.sentence(one)));
        printer.help(one).ifPresent(help -> members.addAll(List.of("help", help)));
        one.other()
                .ifPresent(other -> members.addAll(List.of(
                        "other",
                        Json.object(
                                "file", DiagnosticPrinter.named(folder, other),
                                "line", other.line(),
                                "column", other.column(),
                                "message", printer.otherPlace(one)))));
        one.fix().ifPresent(fix -> members.addAll(List.of("fix", fix)));
        return Json.object(members.toArray());
    }
}
