package io.fieldgate.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tlog.TrustPolicy;
import io.fieldgate.audit.verify.Finding;
import io.fieldgate.audit.verify.Verifier;
import io.fieldgate.audit.verify.VerifierReport;
import io.fieldgate.state.StateStore;
import io.fieldgate.state.StateStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes the log is killed again and again; nothing it told anybody may be missing.
/// `-Dkill.rounds=200` for the long run.
@Timeout(3600)
final class LogKillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 10);

    @TempDir
    Path folder;

    @Test
    void killedUnderLoad_losesNothingItTold() throws Exception {
        Rig rig = new Rig(folder.resolve("log"));
        Random random = new Random(20200220);
        Map<Long, String> told = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            run(rig, "r" + round, 40 + random.nextInt(400), told);
        }
        try (StateStore state = StateStores.open("sqlite:" + folder.resolve("state.db"))) {
            rig.state = state;
            rig.clock.move(Duration.ofDays(1));
            try (AuditLog log = rig.open()) {
                log.settled(Duration.ofSeconds(20));
                LogReader reader = log.reader();
                told.forEach((index, trace) -> {
                    assertThat(reader.leaf(index).kind()).contains(LeafKind.INTENT);
                    assertThat(reader.leaf(index).text("trace")).isEqualTo(trace);
                });
                TrustPolicy trust = TrustPolicy.parse("log " + log.vkey() + "\nquorum none\n");
                VerifierReport report = new Verifier(rig.folder, trust).verify();
                assertThat(report.findings())
                        .extracting(Finding::rule)
                        .doesNotContain("tree", "note", "leaf", "history", "tail");
                assertThat(report.findings())
                        .extracting(Finding::what)
                        .filteredOn(what -> !what.contains("policy text"))
                        .isEmpty();
            }
        }
    }

    private void run(Rig rig, String trace, int lines, Map<Long, String> told)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogKillChild.class.getName(),
                        folder.toString(),
                        HexFormat.of().formatHex(rig.pair.getPublic().getEncoded()),
                        HexFormat.of().formatHex(rig.pair.getPrivate().getEncoded()),
                        trace)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 3 && words[0].equals("told") && words[2].length() == trace.length() + 2) {
                    assertThat(told.put(Long.valueOf(words[1]), words[2]))
                            .as("index told twice")
                            .isNull();
                    seen++;
                }
                if (seen == lines) {
                    child.toHandle().destroyForcibly(); // what it had printed before is still read
                }
            }
            assertThat(seen).as("leaves of one round").isGreaterThanOrEqualTo(lines);
        }
        child.waitFor();
    }
}
