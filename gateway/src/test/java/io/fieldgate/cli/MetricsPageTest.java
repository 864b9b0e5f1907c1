package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/metrics.md` lists what `/metrics` shows.
class MetricsPageTest {
    @TempDir
    private Path home;

    @Test
    void figures_haveOurName_aSentence_andALineInThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "metrics.md"));
        try (GatewayRig rig = GatewayRig.start(home)) {
            rig.book(GatewayRig.LI);
            List<String> helps = rig.admin("GET", "/metrics", "", "")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("# HELP "))
                    .map(line -> line.substring("# HELP ".length()))
                    .toList();
            assertThat(helps).hasSizeGreaterThan(20);
            for (String help : helps) {
                int space = help.indexOf(' ');
                assertThat(help).startsWith("fieldgate_");
                assertThat(help.substring(space).strip()).as(help).isNotEmpty();
                assertThat(page).contains("| `" + help.substring(0, space) + "` |");
            }
        }
    }
}
