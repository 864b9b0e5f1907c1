package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fieldgate.examples.Checkout.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every command block of every page is run, in the order of the page, against a demo of its own.
class ExamplesTest {
    /// The whole list of what is not run. A block more, or another reason, is a failure: see docs/how-to/write-docs.md.
    private static final List<String> NOT_RUN = List.of(
            "README.md: mvn: the test starts the same demo without Maven",
            "README.md: mvn verify: this test is part of it",
            "docs/performance.md: examples/load/run: twenty quiet minutes",
            "examples/load/README.md: examples/load/run: twenty quiet minutes");

    /// Its commands need what the page adds: ExtendTest runs them.
    private static final String EXTENDED = "docs/how-to/extend.md";

    private static final Set<String> LANGUAGES = Set.of("sh", "text", "yaml", "json", "java", "http", "properties");
    private static final Pattern COMMAND =
            Pattern.compile("\\s*(\\$ |mvn |curl |echo |gateway/bin/|fieldgate [a-z]|examples/load/run|docker |apt).*");

    /// What needs a running gateway. Pages without it do not wait for a demo.
    private static final Pattern OF_A_DEMO =
            Pattern.compile("curl|\\.fieldgate/|fieldgate (audit|dev|retention|doctor|erase|campaign)");

    @TempDir
    private Path temporary;

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("policies/README.md")));
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(Stage.ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .map(Stage.ROOT::relativize)
                        .filter(file -> !file.toString().contains("/target/"))
                        .sorted()
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<CommandBlock> blocks() throws IOException {
        List<CommandBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            blocks.addAll(CommandBlock.of(Stage.ROOT, page));
        }
        return blocks;
    }

    @Test
    void blocksThatAreNotRun_areTheseAndNoOthers() throws IOException {
        List<String> found = blocks().stream()
                .filter(block -> !block.notRun().isEmpty())
                .map(block -> block.file() + ": " + block.firstLine().replaceAll(" *#.*", "") + ": " + block.notRun())
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(NOT_RUN);
    }

    @Test
    void everyBlock_saysWhatItIs_andCommandsStandInCommandBlocksOnly() throws IOException {
        for (CommandBlock block : blocks()) {
            assertThat(LANGUAGES).as(block.place()).contains(block.language());
            assertThat(
                            block.isCommand() && !block.about().isEmpty()
                                    ? block.file().toString()
                                    : EXTENDED)
                    .as("%s: only the page on adding things has blocks that another test runs", block.place())
                    .isEqualTo(EXTENDED);
            if (!block.isCommand()) {
                assertThat(block.text()
                                .lines()
                                .filter(line -> COMMAND.matcher(line).matches()))
                        .as("%s: commands in a block that is not run", block.place())
                        .isEmpty();
            }
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyCommandBlock_runs() throws IOException {
        SortedMap<Path, List<CommandBlock>> pages = blocks().stream()
                .filter(CommandBlock::runs)
                .collect(Collectors.groupingBy(CommandBlock::file, TreeMap::new, Collectors.toList()));
        Ahead ahead = new Ahead(temporary, pages);
        return pages.entrySet().stream()
                .map(page -> DynamicContainer.dynamicContainer(
                        page.getKey().toString(), onePage(page.getKey(), page.getValue(), ahead)));
    }

    private static Stream<DynamicTest> onePage(Path page, List<CommandBlock> blocks, Ahead ahead) {
        List<DynamicTest> tests = new ArrayList<>();
        if (page.equals(Path.of("README.md"))) {
            tests.add(dynamicTest("what the demo prints", () -> printed(ahead.take(page))));
        }
        blocks.forEach(block -> tests.add(dynamicTest(block.place(), () -> check(ahead.take(page), block))));
        tests.add(dynamicTest("the end", () -> ahead.take(page).close()));
        return tests.stream();
    }

    @Test
    void configurations_areRead() throws Exception {
        try (Checkout checkout = Checkout.plain(temporary)) {
            for (CommandBlock block : blocks()) {
                if (block.language().equals("yaml") && block.about().equals("gateway.yaml")) {
                    Files.writeString(temporary.resolve("gateway.yaml"), block.text());
                    Ran ran = checkout.run("gateway/bin/fieldgate config");
                    assertThat(ran.exit()).as(block.place() + "\n" + ran.out()).isZero();
                    assertThat(ran.out()).contains("gateway.yaml:");
                }
            }
        }
    }

    /// The checkouts of the pages, each with a demo of its own; that of the next page starts while one page runs.
    private static final class Ahead {
        private final Path folder;
        private final SortedMap<Path, List<CommandBlock>> pages;
        private final Map<Path, CompletableFuture<Checkout>> begun = new HashMap<>();

        Ahead(Path folder, SortedMap<Path, List<CommandBlock>> pages) {
            this.folder = folder;
            this.pages = pages;
        }

        Checkout take(Path page) {
            CompletableFuture<Checkout> mine = begin(page);
            List<Path> order = List.copyOf(pages.keySet());
            int next = order.indexOf(page) + 1;
            Checkout checkout = mine.join();
            if (next < order.size()) {
                var _ = begin(order.get(next)); // its failure comes out where the page takes it
            }
            return checkout;
        }

        private CompletableFuture<Checkout> begin(Path page) {
            return begun.computeIfAbsent(page, absent -> CompletableFuture.supplyAsync(() -> make(page)));
        }

        private Checkout make(Path page) {
            try {
                Path mine =
                        Files.createDirectories(folder.resolve(page.toString().replace('/', '-')));
                boolean demo = pages.getOrDefault(page, List.of()).stream()
                        .anyMatch(block -> OF_A_DEMO.matcher(block.text()).find());
                return demo ? Checkout.withDemo(mine) : Checkout.plain(mine);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// The demo's own list of commands, pasted.
    private static void printed(Checkout demo) throws Exception {
        List<String> printed = demo.printed();
        int from = printed.indexOf("== Your turn (another terminal, this folder)");
        assertThat(printed.subList(0, from)).anySatisfy(line -> assertThat(line).startsWith("DEV MODE"));
        Ran ran = demo.run(String.join("\n", printed.subList(from + 1, printed.size() - 2)));
        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("HTTP/2 201", "\"name\":\"王**\"", "shred.done", "gate-guard", "CLEAN")
                .doesNotContain("HTTP/2 4", "HTTP/2 5", "urn:fieldgate:problem");
    }

    private static void check(Checkout demo, CommandBlock block) throws Exception {
        Ran ran = demo.run(block.text());
        assertThat(ran.exit())
                .as("%s, which printed%n%s", block.place(), ran.out())
                .isEqualTo(block.exit());
        if (!block.output().isEmpty()) {
            assertThat(narrow(ran.out().stripTrailing())).as(block.place()).matches(pattern(block.output()));
        }
    }

    /// A line that is `…` alone stands for any lines, `…` inside a line for anything in it. Runs of blanks are one
    /// blank on both sides: the width of a column follows its longest value.
    private static Pattern pattern(List<String> lines) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = narrow(lines.get(i));
            boolean last = i == lines.size() - 1;
            if (line.equals("…")) {
                pattern.append("(?:.*\n)*?").append(last ? ".*" : "");
            } else {
                pattern.append(Stream.of(line.split(" ?… ?", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")))
                        .append(last ? "" : "\n");
            }
        }
        return Pattern.compile(pattern.toString());
    }

    private static String narrow(String text) {
        return text.lines().map(line -> line.strip().replaceAll(" +", " ")).collect(Collectors.joining("\n"));
    }
}
