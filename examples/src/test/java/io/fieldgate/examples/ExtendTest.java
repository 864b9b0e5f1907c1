package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Checkout.Ran;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what `docs/how-to/extend.md` says, literally: its files and lines are put where it says, compiled before the
/// program's own classes, and used.
class ExtendTest {
    private static final Path PAGE = Path.of("docs/how-to/extend.md");
    private static final String NOW = " --now 2020-02-20T10:00:00+08:00";

    private static final String REASON = """
              reason:
                at: /reason
                type: visit.reason
                why:
                  entry-registration: know where to go
                as: encrypted
                keep: P7D
            """;

    private static final String TICKET = """
              ticket:
                at: /ticket
                type: visit.ticket
            """;

    private static final Path EVENT = Path.of("gateway/src/main/java/io/fieldgate/audit/RetentionEvent.java");
    private static final String REWRAP = "KeyRewrapLog.java";

    /// Writes the page's leaf into a new log of that name and prints what it reads back.
    private static final String REWRAP_PROGRAM = """
            import io.fieldgate.audit.*;
            import io.fieldgate.audit.leaf.Leaf;
            import io.fieldgate.audit.log.*;
            import io.fieldgate.audit.tile.LogSigner;
            import io.fieldgate.crypto.pki.Ed25519Key;
            import io.fieldgate.state.MemoryStore;
            import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
            import java.nio.file.*;
            import java.security.SecureRandom;
            import java.time.*;

            final class KeyRewrapLog {
                public static void main(String[] args) throws Exception {
                    String origin = "log.example/fieldgate/" + args[0];
                    SecureRandom random = new SecureRandom();
                    Ed25519Key key = Ed25519Key.loadOrCreate(Path.of(args[0] + ".key"), random);
                    LogSigner signer = new LogSigner(key.publicKey(), key::sign);
                    AuditSettings settings = AuditSettings.of(Path.of(args[0]), origin, "n1", "0.1.0");
                    try (AuditLog log = AuditLog.open(settings, signer, new MemoryStore(), InstantSource.system(),
                            random, new SimpleMeterRegistry(), () -> {})) {
                        KeyObject object = new KeyObject("bucket", "city-1", "t07-202602101600");
                        long index = log.append(new RetentionEvent.KeyRewrap(object, "rotation")).index();
                        log.settled(Duration.ofSeconds(10));
                        Leaf leaf = log.reader().leaf(index);
                        System.out.println(leaf.kind() + " of " + leaf.text("object", "name") + " at " + index
                                + ", reason: " + leaf.text("reason"));
                    }
                    Files.writeString(Path.of(args[0] + ".trust"), "log " + signer.key(origin).text() + "\\nquorum none\\n");
                }
            }
            """;

    @TempDir
    private Path folder;

    private final Set<Path> touched = new TreeSet<>();
    private Path classes = Path.of("");

    @BeforeEach
    void follow() throws IOException {
        for (CommandBlock block : CommandBlock.of(Stage.ROOT, PAGE)) {
            String about = block.about();
            if (about.startsWith("in ")) {
                String[] words = about.split(" ", 3);
                change(Path.of(words[1]), words[2], block);
            } else if (about.contains("/")) {
                write(Path.of(about), block.text() + "\n");
            }
        }
        compile();
    }

    private void write(Path file, String text) throws IOException {
        Path target = folder.resolve("tree").resolve(file);
        Files.createDirectories(target.resolveSibling("."));
        Files.writeString(target, text);
        touched.add(file);
    }

    private void change(Path file, String how, CommandBlock block) throws IOException {
        Path changed = folder.resolve("tree").resolve(file);
        String text = Files.readString(touched.contains(file) ? changed : Stage.ROOT.resolve(file));
        String first = block.text().lines().findFirst().orElseThrow() + "\n";
        String rest = block.text().substring(first.length()) + "\n";
        if (how.equals("end")) {
            write(file, text + block.text() + "\n");
            return;
        }
        assertThat(text.split(java.util.regex.Pattern.quote(first), -1))
                .as("%s: the line stands once in %s", block.place(), file)
                .hasSize(2);
        write(file, text.replace(first, how.equals("instead") ? rest : first + rest));
    }

    /// Compiles what was touched against the program, as the build does but without its checks.
    private void compile() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources = new ArrayList<>();
        for (Path file : touched) {
            if (file.toString().endsWith(".java")) {
                sources.add(folder.resolve("tree").resolve(file));
            } else if (file.startsWith("gateway/src/main/resources")) {
                Path target =
                        classes.resolve(Path.of("gateway/src/main/resources").relativize(file));
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(folder.resolve("tree").resolve(file), target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean fine = compiler.getTask(
                            complaints,
                            files,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-parameters",
                                    "-Xlint:all,-classfile",
                                    "-Werror",
                                    "-d",
                                    classes.toString(),
                                    "-cp",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(fine).as(complaints.toString()).isTrue();
        }
    }

    private void policies(Path checkout) throws IOException {
        for (Path file : touched) {
            if (file.startsWith("policies")) {
                Path target = checkout.resolve(file);
                Files.deleteIfExists(target);
                Files.copy(folder.resolve("tree").resolve(file), target);
            }
        }
    }

    @Test
    void everySection_isDoneAndWorks() throws Exception {
        Path place = Files.createDirectories(folder.resolve("checkout"));
        try (Checkout checkout = Checkout.plain(place, classes)) {
            policies(place);
            Ran check = checkout.run("gateway/bin/fieldgate policy check" + NOW);
            assertThat(check.exit()).as(check.out()).isZero();
            assertThat(check.out()).doesNotContain("visitor-book");

            Path app = place.resolve("policies/visitor-book.yaml");
            String used = Files.readString(app)
                    .replace("来访登记 (visitor book)", "访")
                    .replace(
                            "    body: json\n    answers: [id]\n    open",
                            "    body: old-json\n    asks: [ticket]\n    answers: [id]\n    open")
                    .replace("\nundeclared:", REASON + "\nundeclared:")
                    .replace("      name: surname\n", "      name: surname\n      reason: initial\n")
                    .replace("    type: id.uuid\n", "    type: id.uuid\n" + TICKET);
            Files.writeString(app, used);
            Path vocabulary = place.resolve("policies/vocabulary.yaml");
            Files.writeString(
                    vocabulary,
                    Files.readString(vocabulary)
                            .replaceFirst("    needs:\n      - person.name\n", "$0      - visit.reason\n"));
            Ran all = checkout.run("gateway/bin/fieldgate policy check" + NOW);
            assertThat(all.exit()).as(all.out()).isZero();
            assertThat(all.out())
                    .contains("FG-TTL-01", "The title has fewer than 4 characters.", "visitor-book.yaml:2:8");
            assertThat(checkout.run("gateway/bin/fieldgate zone").out()).isEqualTo("Asia/Shanghai\n");
        }
    }

    @Test
    void appOfThePage_isServedByTheDemo() throws Exception {
        Path place = Files.createDirectories(folder.resolve("checkout"));
        try (Checkout checkout = Checkout.plain(place, classes)) {
            policies(place);
            checkout.startDemo();
            CommandBlock visit = CommandBlock.of(Stage.ROOT, PAGE).stream()
                    .filter(block -> block.about().equals("extended"))
                    .findFirst()
                    .orElseThrow();
            Ran ran = checkout.run(visit.text());
            assertThat(ran.exit()).as(ran.out()).isZero();
            assertThat(ran.out()).contains("\"name\":\"欧阳**\"", "\"temperature\":\"normal\"");
            assertThat(Files.readString(place.resolve(".fieldgate/demo/received/visitor-book.log")))
                    .contains("\"name\":\"fg1.")
                    .doesNotContain("欧阳");
        }
    }

    @Test
    void leafOfThePage_isReadBack_andVerified_andMissedWhereItLacksAMember() throws Exception {
        Path place = Files.createDirectories(folder.resolve("checkout"));
        try (Checkout checkout = Checkout.plain(place, classes)) {
            Files.writeString(place.resolve(REWRAP), REWRAP_PROGRAM);
            assertThat(rewrap(checkout, "whole"))
                    .contains("Optional[KEY_REWRAP] of t07-202602101600 at 1, reason: rotation\n");
            Ran whole = checkout.run("gateway/bin/fieldgate audit verify --trust whole.trust whole");
            assertThat(whole.exit()).as(whole.out()).isZero();

            String event = Files.readString(folder.resolve("tree").resolve(EVENT));
            String lacking = event.replace(
                    "leaf.object(\"object\", object).text(\"reason\", reason);", "leaf.object(\"object\", object);");
            assertThat(lacking).isNotEqualTo(event);
            write(EVENT, lacking);
            compile();
            assertThat(rewrap(checkout, "lacking"))
                    .contains("Optional[KEY_REWRAP] of t07-202602101600 at 1, reason: \n");
            Ran found = checkout.run("gateway/bin/fieldgate audit verify --trust lacking.trust lacking");
            assertThat(found.exit()).as(found.out()).isEqualTo(1);
            assertThat(found.out()).contains("Leaf 1: it lacks a member of its kind.");
        }
    }

    private String rewrap(Checkout checkout, String log) throws Exception {
        Ran ran = checkout.run("\"$FIELDGATE_JAVA_HOME/bin/java\" -cp '" + classes + File.pathSeparator
                + System.getProperty("java.class.path") + "' " + REWRAP + " " + log);
        assertThat(ran.exit()).as(ran.out()).isZero();
        return ran.out();
    }
}
