package io.fieldgate.cli;

import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.TrustPolicy;
import io.fieldgate.audit.verify.Finding;
import io.fieldgate.audit.verify.Verifier;
import io.fieldgate.audit.verify.VerifierReport;
import io.fieldgate.boot.Release;
import io.fieldgate.boot.config.Exit;
import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a log, or a copy of it, byte by byte, offline. Exit 1 names the first bad place.",
            "It trusts the keys of a trust file and nothing else; an auditor keeps an own copy of that file."
        },
        exitCodeList = "1:the log does not hold; the places are named",
        footer = {"", "Example:", "  fieldgate audit verify --trust trust.policy copy-of-the-log/"})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    ConfigOptions config = new ConfigOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "folder with `checkpoint` and `tile/` (default: the configured node's log)")
    @Nullable
    Path folder;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "tlog-policy file with `log` lines (default: the one this gateway wrote)")
    @Nullable
    Path trust;

    @Option(
            names = "--since",
            paramLabel = "NOTE",
            description = "checkpoint kept from an earlier check: this log must begin with what it covers")
    @Nullable
    Path since;

    @Option(
            names = "--remember",
            description = "keeps this log's checkpoint as NOTE if all holds; the first time NOTE may be missing")
    boolean remember;

    @Mixin
    Output output = new Output();

    @Override
    public Integer call() {
        GatewayConfig settings = config.config();
        Path log = folder == null ? settings.audit().resolve(settings.get(SettingKey.NODE)) : folder;
        Path keys = trust == null ? settings.folder().resolve(Release.TRUST_FILE) : trust;
        if (!Files.exists(log.resolve("checkpoint"))) {
            return new Console().environment("`" + log + "` holds no `checkpoint`; name the folder of a log.");
        }
        if (remember && since == null) {
            return new Console().usage("`--remember` keeps a checkpoint where `--since NOTE` says; name a file.");
        }
        TrustPolicy trusted = read(keys);
        VerifierReport report = verifier(log, trusted).verify();
        output.print(describe(report), (console, _) -> print(report, keys, console));
        if (report.isClean() && remember && since != null) {
            keep(since, report.note());
        }
        return report.isClean() ? Exit.FINE : Exit.FINDINGS;
    }

    private Verifier verifier(Path log, TrustPolicy trusted) {
        if (since == null || (remember && !Files.exists(since))) {
            return new Verifier(log, trusted);
        }
        try {
            return Verifier.since(since, log, trusted);
        } catch (IOException unreadable) {
            throw new StartFailure("`" + since + "` cannot be read; name the checkpoint you kept.", unreadable);
        } catch (NotTlog foreign) {
            throw new StartFailure(
                    "`" + since + "` is no checkpoint that a key of the trust file has signed.", foreign);
        }
    }

    /// Beside, then renamed: an auditor never loses the one he kept.
    private static void keep(Path note, String head) {
        try {
            Path beside = note.resolveSibling(note.getFileName() + ".tmp");
            Files.writeString(beside, head);
            Files.move(beside, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new StartFailure("The log holds, but `" + note + "` cannot be written.", full);
        }
    }

    private static TrustPolicy read(Path file) {
        try {
            return TrustPolicy.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new StartFailure("The trust file `" + file + "` cannot be read; name one with --trust.", unreadable);
        } catch (NotTlog notOne) {
            throw new StartFailure("`" + file + "` is no trust file with `log` lines and `quorum none`.", notOne);
        }
    }

    private static void print(VerifierReport report, Path keys, Console console) {
        for (Finding finding : report.findings()) {
            String place = finding.index() >= 0 ? "leaf " + finding.index() : finding.where();
            console.result("FINDING " + finding.rule() + " at " + place + ": " + finding.what());
        }
        report.listed().forEach(note -> console.result("note: " + note));
        console.result(report.origin() + ", root " + report.root());
        console.result(report.coverage());
        console.result("Rests on: " + report.rests() + " (keys of " + keys + ").");
        console.result(report.isClean() ? "CLEAN" : report.findings().size() + " FINDINGS");
    }

    private static Value describe(VerifierReport report) {
        List<Object> findings = new ArrayList<>();
        report.findings()
                .forEach(one -> findings.add(Json.object(
                        "rule", one.rule(), "index", one.index(), "where", one.where(), "what", one.what())));
        return Json.object(
                "clean", report.isClean(),
                "origin", report.origin(),
                "size", report.size(),
                "root", report.root(),
                "unsigned", report.unsigned(),
                "rests", report.rests(),
                "findings", findings,
                "listed", report.listed());
    }
}
