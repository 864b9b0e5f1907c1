package io.fieldgate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.bind.CampaignsBinder;
import io.fieldgate.policy.bind.InvariantsBinder;
import io.fieldgate.policy.bind.RegisterBinder;
import io.fieldgate.policy.bind.VocabularyBinder;
import io.fieldgate.policy.lint.Lints;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.DiagnosticPrinter;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Messages;
import io.fieldgate.policy.source.YamlSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in a file: findings in bounded time, never an exception, and every finding can be printed.
final class PolicyFuzzTest {
    private static final int ROUNDS = 150;
    private static final Duration BOUND = Duration.ofSeconds(30); // takes a tenth of it where nothing else runs
    private static final String SPICE = " :-[]{}#&*!|>'\"%@`,?\t\n\r~^/.$\u0000\u200b\u202e体é𠀀";

    private static final Messages CHINESE = Messages.in(Messages.Language.ZH);
    private static final Set<String> SENTENCES =
            Messages.in(Messages.Language.EN).ids();

    @TempDir
    private Path temporary;

    @FuzzTest(maxDuration = "60s")
    void read(byte[] bytes) {
        judge(bytes);
    }

    @Test
    void damagedFile_givesFindingsOnly() throws IOException {
        long seed = Long.getLong("seed", 7L);
        Random random = new Random(seed);
        Path policies = GoldenPolicies.withBase(temporary);
        List<String> names = List.of("other", "vocabulary", "campaigns", "invariants");
        for (int round = 0; round < ROUNDS; round++) {
            String name = names.get(round % 2 == 0 ? 0 : random.nextInt(names.size()));
            Path file = policies.resolve(name + ".yaml");
            byte[] before = Files.readAllBytes(file);
            byte[] damaged = damaged(before, random);
            Files.write(file, damaged);
            String what = "seed " + seed + ", round " + round + ", " + name;
            Assertions.assertTimeout(BOUND, () -> load(policies), what);
            judge(damaged);
            Files.write(file, before);
        }
    }

    /// Shapes that cost some readers quadratic time, a stack or all memory.
    @Test
    void hostileFile_isJudgedInBoundedTime() {
        int most = YamlSource.MAX_BYTES - 64;
        for (String hostile : List.of(
                "[".repeat(most),
                "{a: ".repeat(most / 4),
                "- ".repeat(most / 2),
                "? ".repeat(most / 2),
                "a: ".repeat(most / 3),
                "a: &a [x]\nb: [" + "*a,".repeat(most / 3) + "]",
                "policy: " + "体".repeat(most / 3),
                "policy: \"" + "\\x00".repeat(most / 4) + "\"",
                "fields:\n" + lines("  f%d:\n    type: cn.mobile\n", most),
                "refused:\n" + lines("  /a/%d: no purpose\n", most),
                "routes:\n" + lines("  GET /a/%d:\n    gives: one\n", most),
                "carries:\n" + lines("  c%d:\n    at: /x\n    type: enum\n    of: [a]\n", most),
                " ".repeat(most),
                "#".repeat(most),
                "%YAML 1.1\n---\na: b")) {
            Assertions.assertTimeout(
                    BOUND, () -> judge(hostile.getBytes(StandardCharsets.UTF_8)), hostile.substring(0, 8));
        }
    }

    /// The same, with the rules that compare entries with entries and the printer of what they find.
    @Test
    void longRegister_isLintedInBoundedTime() throws IOException {
        Path policies = GoldenPolicies.withBase(temporary);
        Path file = policies.resolve("other.yaml");
        String base = Files.readString(file);
        int room = YamlSource.MAX_BYTES - base.length() - 1_000;
        for (List<String> more : List.of(
                List.of("refused:\n", "  /x/n%d: no purpose needs it\n"),
                List.of("refused:\n", "  /person/name/n%d: no purpose needs it\n"),
                List.of("fields:\n", "  f%d:\n    at: /f/n%d\n    type: person.name\n    why:\n      entry: address\n"),
                List.of("carries:\n", "  c%d:\n    at: /c/n%d\n    type: count\n"),
                List.of("routes:\n", "  GET /r/n%d/{id}:\n    gives: one\n    body: json\n"),
                List.of("reveal:\n", "  - role: r%d\n    for: entry\n    show:\n      name: plain\n"))) {
            String filled = base.replace(more.getFirst(), more.getFirst() + lines(more.getLast(), room));
            Files.writeString(file, filled);
            Assertions.assertTimeout(BOUND, () -> load(policies), more.getLast());
        }
    }

    private static String lines(String line, int most) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < most - 100; i++) {
            lines.append(line.replace("%d", "" + i));
        }
        return lines.toString();
    }

    private static void load(Path policies) {
        PolicySnapshot snapshot = PolicyFiles.load(policies, GoldenPolicies.NOW, Lints.STANDARD);
        assertThat(GoldenPolicies.print(snapshot.diagnostics(), policies)).doesNotContain("{0}");
        for (Diagnostic finding : snapshot.diagnostics()) {
            assertThat(SENTENCES.contains(finding.message()))
                    .as(finding.message())
                    .isTrue();
        }
    }

    private static void judge(byte[] bytes) {
        YamlSource.Parsed parsed = YamlSource.read("policies/app.yaml", bytes);
        Diagnostics out = new Diagnostics();
        new RegisterBinder(parsed, "", "app", out).bind();
        new VocabularyBinder(parsed, out).bind();
        new CampaignsBinder(parsed, out).bind();
        new InvariantsBinder(parsed, out).bind();
        DiagnosticPrinter printer = new DiagnosticPrinter(CHINESE, _ -> Optional.of(parsed.text()));
        for (Diagnostic finding : out.sorted().stream().limit(100).toList()) {
            assertThat(printer.print(finding)).isNotEmpty();
        }
    }

    /// One to four edits: a line doubled, dropped or put elsewhere, a character put in or taken out, a line of another
    /// indent.
    private static byte[] damaged(byte[] bytes, Random random) {
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            int start = text.lastIndexOf("\n", at) + 1;
            int end = text.indexOf("\n", at) < 0 ? text.length() : text.indexOf("\n", at) + 1;
            switch (random.nextInt(6)) {
                case 0 -> text.insert(start, text.substring(start, end));
                case 1 -> text.delete(start, end);
                case 2 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 3 -> text.deleteCharAt(at);
                case 4 -> text.insert(start, "  ");
                default -> {
                    String line = text.substring(start, end);
                    text.delete(start, end);
                    text.insert(text.lastIndexOf("\n", random.nextInt(Math.max(1, text.length()))) + 1, line);
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
