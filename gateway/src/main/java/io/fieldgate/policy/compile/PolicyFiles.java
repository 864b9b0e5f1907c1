package io.fieldgate.policy.compile;

import io.fieldgate.crypto.Digests;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.SharedFiles;
import io.fieldgate.policy.bind.CampaignsBinder;
import io.fieldgate.policy.bind.InvariantsBinder;
import io.fieldgate.policy.bind.RegisterBinder;
import io.fieldgate.policy.bind.VocabularyBinder;
import io.fieldgate.policy.register.Campaigns;
import io.fieldgate.policy.register.Invariants;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.SourceText;
import io.fieldgate.policy.source.YamlSource;
import io.fieldgate.policy.source.YamlSource.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads a `policies/` folder into one snapshot: parse, bind, lint, compile. All errors at once.
public final class PolicyFiles {
    /// An overdue assessment closes only `takes`, at the door: reading and erasing must go on.
    private static final Set<String> CLOSES_NOTHING = Set.of("FG-LIF-02.overdue");

    private final String folderName;
    private final SortedMap<String, Parsed> files;
    private final SortedMap<String, String> digests;
    private final List<Diagnostic> unread;

    private PolicyFiles(
            String folderName,
            SortedMap<String, Parsed> files,
            SortedMap<String, String> digests,
            List<Diagnostic> unread) {
        this.folderName = folderName;
        this.files = files;
        this.digests = digests;
        this.unread = unread;
    }

    /// A broken app file closes that app; a broken vocabulary, campaigns or invariants file closes all.
    /// @param now the instant against which dates (sunset, assessment, processors) are judged
    /// @param lints the rules; a list that lacks a rule of the catalogue is refused
    public static PolicySnapshot load(Path folder, Instant now, List<Lint> lints) {
        RuleIds.requireAll(lints);
        return read(folder).snapshot(now, lints);
    }

    private static PolicyFiles read(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String folderName = name == null ? "policies" : name.toString();
        SortedMap<String, Parsed> files = new TreeMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        Diagnostics out = new Diagnostics();
        for (Path path : list(folder, folderName, out)) {
            String stem = stem(path);
            String shown = folderName + "/" + stem + SharedFiles.SUFFIX;
            try {
                byte[] bytes = Files.size(path) > YamlSource.MAX_BYTES
                        ? new byte[YamlSource.MAX_BYTES + 1]
                        : Files.readAllBytes(path);
                files.put(stem, YamlSource.read(shown, bytes));
                digests.put(stem, Digests.sha256Text(bytes));
            } catch (IOException unreadable) { // the file counts as broken
                SourceText blank = new SourceText(shown, List.of());
                out.error("FG-SYN-01.unreadable", blank.start());
                files.put(stem, new Parsed(YamlSource.emptyMapping(blank), blank, out.sorted()));
            }
        }
        return new PolicyFiles(folderName, files, digests, out.sorted());
    }

    private static List<Path> list(Path folder, String folderName, Diagnostics out) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> stem(path).length() > 0).sorted().toList();
        } catch (IOException unreadable) { // nothing is served
            out.error("FG-SYN-01.unreadable", new SourceText(folderName, List.of()).start());
            return List.of();
        }
    }

    private static String stem(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SharedFiles.SUFFIX) && !name.startsWith(".")
                ? name.substring(0, name.length() - SharedFiles.SUFFIX.length())
                : "";
    }

    private PolicySnapshot snapshot(Instant now, List<Lint> lints) {
        Diagnostics out = new Diagnostics();
        List<Diagnostic> all = new ArrayList<>(unread);
        files.values().forEach(parsed -> all.addAll(parsed.diagnostics()));
        PolicyDraft draft = bind(now, out);
        boolean sharedRead = SharedFiles.STEMS.stream().allMatch(this::isReadable);
        if (sharedRead) { // without the shared words every name would look unknown
            lints.forEach(lint -> lint.check(draft, out));
        }
        all.addAll(out.sorted());
        List<Diagnostic> sorted = all.stream().sorted().distinct().toList();
        return compile(draft, sorted, sharedRead);
    }

    private boolean isReadable(String stem) {
        Parsed parsed = files.get(stem);
        return parsed != null && parsed.isReadable();
    }

    private PolicyDraft bind(Instant now, Diagnostics out) {
        Vocabulary vocabulary = new VocabularyBinder(
                        shared(SharedFiles.VOCABULARY, out),
                        isReadable(SharedFiles.VOCABULARY) ? out : new Diagnostics())
                .bind();
        Campaigns campaigns = new CampaignsBinder(
                        shared(SharedFiles.CAMPAIGNS, out), isReadable(SharedFiles.CAMPAIGNS) ? out : new Diagnostics())
                .bind();
        Invariants invariants = new InvariantsBinder(
                        shared(SharedFiles.INVARIANTS, out),
                        isReadable(SharedFiles.INVARIANTS) ? out : new Diagnostics())
                .bind();
        List<Register> registers = new ArrayList<>();
        files.forEach((stem, parsed) -> {
            if (!SharedFiles.STEMS.contains(stem) && parsed.isReadable()) {
                registers.add(new RegisterBinder(parsed, digests.getOrDefault(stem, ""), stem, out).bind());
            }
        });
        return new PolicyDraft(vocabulary, campaigns, invariants, registers, now);
    }

    /// The shared file; where it is missing, an empty one and its finding.
    private Parsed shared(String stem, Diagnostics out) {
        Parsed parsed = files.get(stem);
        if (parsed != null) {
            return parsed;
        }
        SourceText blank = new SourceText(folderName + "/" + stem + SharedFiles.SUFFIX, List.of());
        out.error("FG-SYN-01.unreadable", blank.start());
        return new Parsed(YamlSource.emptyMapping(blank), blank, List.of());
    }

    private PolicySnapshot compile(PolicyDraft draft, List<Diagnostic> diagnostics, boolean sharedRead) {
        Set<String> broken = new HashSet<>();
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.blocks() && !CLOSES_NOTHING.contains(diagnostic.message())) {
                broken.add(diagnostic.span().file());
            }
        }
        boolean allClosed = !sharedRead
                || SharedFiles.STEMS.stream()
                        .anyMatch(stem -> broken.contains(folderName + "/" + stem + SharedFiles.SUFFIX));
        Map<String, AppPolicy> apps = new HashMap<>();
        Set<String> closed = new HashSet<>();
        PolicyCompiler compiler = new PolicyCompiler(draft.vocabulary(), draft.campaigns());
        for (Register register : draft.registers()) {
            if (!allClosed && !broken.contains(register.file())) {
                apps.put(register.app(), compiler.compile(register));
            }
        }
        files.keySet().stream()
                .filter(stem -> !SharedFiles.STEMS.contains(stem) && !apps.containsKey(stem))
                .forEach(closed::add);
        return new PolicySnapshot(
                apps, closed, roles(draft.vocabulary()), events(draft.vocabulary()), diagnostics, digest());
    }

    private static Map<String, Role> roles(Vocabulary vocabulary) {
        Map<String, Role> roles = new HashMap<>();
        vocabulary
                .words()
                .roles()
                .forEach((name, role) -> roles.put(
                        name, new Role(name, role.org().value(), role.claim().value(), role.own())));
        return roles;
    }

    private static Map<String, PolicySnapshot.EventRule> events(Vocabulary vocabulary) {
        Map<String, PolicySnapshot.EventRule> events = new HashMap<>();
        vocabulary
                .words()
                .events()
                .forEach((name, event) -> events.put(
                        name,
                        new PolicySnapshot.EventRule(
                                name, event.declaredBy().map(Located::value).orElse(""), event.persons())));
        return events;
    }

    /// One digest of the whole folder: names and digests, sorted.
    private String digest() {
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (stem, digest) -> lines.append(stem).append(' ').append(digest).append('\n'));
        return Digests.sha256Text(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
