package io.fieldgate.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.Rig;
import io.fieldgate.audit.query.LeafProof;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.EntryBundle;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.audit.tlog.TlogProof;
import io.fieldgate.audit.tlog.TreeHasher;
import io.fieldgate.audit.tlog.TrustPolicy;
import io.fieldgate.audit.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class VerifierTest {
    private static final int EXCHANGES = 170;

    @TempDir
    Path temp;

    private Rig rig;
    private TrustPolicy trust;

    @BeforeEach
    void makeLog() throws NotTlog {
        rig = new Rig(temp.resolve("log"));
        try (AuditLog log = rig.open()) {
            trust = TrustPolicy.parse("log " + log.vkey() + "\nquorum none\n");
            log.append(load());
            for (int i = 0; i < EXCHANGES; i++) {
                String trace = "x" + i;
                long of = log.append(Rig.intent(trace)).index();
                log.note(Rig.outcome(trace, of));
                log.append(Rig.reveal(trace, of));
            }
        }
    }

    private static GovernanceEvent.PolicyLoad load() {
        return new GovernanceEvent.PolicyLoad(
                new PolicyRef("health-declare", 7, Rig.POLICY_SHA),
                "health-declare",
                new Parties("district-health-bureau", "hosting-firm"),
                "张某 privacy@health.example",
                List.of(new GovernanceEvent.FieldForm("name", "encrypted", "P14D")),
                List.of());
    }

    private VerifierReport verify() {
        return new Verifier(rig.folder, trust).verify();
    }

    private Path bundle(int number, int width) {
        return rig.folder.resolve(TilePath.entries(number, width).text());
    }

    @Test
    void untouchedLog_isClean_andSaysWhatItRestsOn() {
        VerifierReport report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.rests()).isEqualTo("self-attested");
        assertThat(report.size()).isEqualTo(3 + 3 * EXCHANGES);
        assertThat(report.coverage())
                .isEqualTo("Covers every leaf up to index 512 without a gap; there is no unsigned tail.");
    }

    @Test
    void editedLeaf_isNamed() throws IOException {
        Path file = bundle(1, 256);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, text.replaceFirst("staff-2291", "staff-2292"), StandardCharsets.ISO_8859_1);
        assertThat(verify().findings()).first().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("tree");
            assertThat(finding.index()).isEqualTo(firstReveal(256));
        });
    }

    private static long firstReveal(long from) {
        long index = from;
        while ((index - 2) % 3 != 2) {
            index++;
        }
        return index;
    }

    @Test
    void swappedAndRemovedLeaves_areNamed() throws IOException, NotTlog {
        Path file = bundle(0, 256);
        List<byte[]> leaves = new ArrayList<>(EntryBundle.decode(Files.readAllBytes(file), 256));
        Collections.swap(leaves, 40, 90);
        Files.write(file, EntryBundle.encode(leaves));
        assertThat(verify().findings()).extracting(Finding::index).contains(40L);

        Collections.swap(leaves, 40, 90);
        leaves.remove(17);
        Files.write(file, EntryBundle.encode(leaves));
        assertThat(verify().findings()).extracting(Finding::where).contains("tile/entries/000");
        assertThat(verify().isClean()).isFalse();
    }

    @Test
    void leafChangedTogetherWithItsTile_isFoundAboveIt() throws IOException, NotTlog {
        Path file = bundle(1, 256);
        List<byte[]> leaves = new ArrayList<>(EntryBundle.decode(Files.readAllBytes(file), 256));
        String text = new String(leaves.get(60), StandardCharsets.UTF_8);
        leaves.set(60, text.replace("health-declare", "health-declarf").getBytes(StandardCharsets.UTF_8));
        Files.write(file, EntryBundle.encode(leaves));
        Path tile = rig.folder.resolve("tile/0/001");
        byte[] hashes = Files.readAllBytes(tile);
        System.arraycopy(new TreeHasher().leaf(leaves.get(60)), 0, hashes, 60 * 32, 32);
        Files.write(tile, hashes);

        assertThat(verify().findings())
                .anySatisfy(finding -> {
                    assertThat(finding.where()).isEqualTo("tile/1/000.p/2");
                    assertThat(finding.index()).isEqualTo(256);
                })
                .anySatisfy(finding -> assertThat(finding.where()).isEqualTo("checkpoint"));
    }

    /// Each file of the log, one bit, at its beginning, middle and end.
    @Test
    void flippedBit_inAnyFile_isFound() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(rig.folder)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(7);
        for (Path file : files) {
            byte[] good = Files.readAllBytes(file);
            for (int at : new int[] {0, good.length / 2, good.length - 1}) {
                byte[] bad = good.clone();
                bad[at] ^= 4;
                Files.write(file, bad);
                assertThat(verify().isClean())
                        .as("%s at %d", file.getFileName(), at)
                        .isFalse();
            }
            Files.write(file, good);
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void missingOrShortenedFile_isFound() throws IOException {
        for (String name :
                List.of("tile/entries/000", "tile/0/000", "tile/1/000.p/2", "tile/entries/002.p/1", "checkpoint")) {
            Path file = rig.folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(good, good.length - 1));
            assertThat(verify().isClean()).as("shorter %s", name).isFalse();
            Files.delete(file);
            assertThat(verify().isClean()).as("missing %s", name).isFalse();
            Files.write(file, good);
        }
        assertThat(verify().isClean()).isTrue();
    }

    @Test
    void strangersKey_isNoTrust() throws NotTlog {
        Rig stranger = new Rig(temp.resolve("other"));
        VerifierKey key = stranger.signer().key(Rig.ORIGIN);
        VerifierReport report =
                new Verifier(rig.folder, TrustPolicy.parse("log " + key.text() + "\nquorum none\n")).verify();
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("note");
    }

    @Test
    void rolledBackOrRewrittenLog_isFoundByARememberedHead() throws IOException, NotTlog {
        Rig older = rig.crashedCopy(temp.resolve("older"));
        Checkpoint before = head(rig.folder);
        try (AuditLog log = rig.open()) {
            log.append(new GovernanceEvent.Alert("test", 1));
        }
        Checkpoint after = head(rig.folder);

        assertThat(new Verifier(rig.folder, trust, before).verify().findings()).isEmpty();
        assertThat(new Verifier(older.folder, trust, after).verify().findings())
                .extracting(Finding::rule)
                .containsExactly("history");
        Checkpoint other = new Checkpoint(Rig.ORIGIN, before.size(), after.root());
        assertThat(new Verifier(rig.folder, trust, other).verify().findings())
                .extracting(Finding::rule)
                .containsExactly("history");
    }

    /// Every leaf is still there, and the head says that there are fewer.
    @Test
    void oldHeadOverNewerTiles_isFound() throws IOException {
        byte[] before = Files.readAllBytes(rig.folder.resolve("checkpoint"));
        try (AuditLog log = rig.open()) {
            for (int i = 0; i < 300; i++) { // into the next bundle, and the one after it
                log.append(new GovernanceEvent.Alert("test", 1));
            }
        }
        long added = verify().size() - (3 + 3 * EXCHANGES);
        Files.write(rig.folder.resolve("checkpoint"), before);
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("history");
            assertThat(finding.what()).startsWith("The tiles hold " + added + " leaves that a newer head has covered");
        });
    }

    /// A running gateway's tiles may be ahead of its head for a moment.
    @Test
    void headThatIsSignedMeanwhile_isNoFinding() throws IOException, InterruptedException {
        Path checkpoint = rig.folder.resolve("checkpoint");
        byte[] before = Files.readAllBytes(checkpoint);
        try (AuditLog log = rig.open()) {
            log.append(new GovernanceEvent.Alert("test", 1));
        }
        byte[] after = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, before);
        Thread signing = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
            try {
                Files.write(checkpoint, after);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        });
        assertThat(verify().findings()).isEmpty();
        signing.join();
    }

    private static Checkpoint head(Path folder) throws IOException, NotTlog {
        return Checkpoint.parse(SignedNote.parse(Files.readAllBytes(folder.resolve("checkpoint")))
                .text());
    }

    @Test
    void unsignedTail_isCounted_andNotPraised() {
        Rig live = new Rig(temp.resolve("live")).signingOnDemand();
        try (AuditLog log = live.open()) {
            log.settled(Duration.ofSeconds(10));
            for (int i = 0; i < 3; i++) {
                log.append(new GovernanceEvent.Alert("test", 1));
            }
            VerifierReport report = new Verifier(live.folder, trustIn(log)).verify();
            assertThat(report.unsigned()).isEqualTo(3);
            assertThat(report.size()).isEqualTo(1);
            assertThat(report.coverage()).contains("a tail of 3 unsigned leaves is not covered");
        }
    }

    private static TrustPolicy trustIn(AuditLog log) {
        try {
            return TrustPolicy.parse("log " + log.vkey() + "\nquorum none\n");
        } catch (NotTlog e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void proofOfALeaf_standsAlone() throws NotTlog {
        LeafProof proof = LeafProof.of(rig.folder, 300);
        var read = TlogProof.parse(proof.proof().getBytes(StandardCharsets.UTF_8));
        assertThat(read.verify(proof.leaf(), trust.logs())).isTrue();
        assertThat(read.verify(LeafProof.of(rig.folder, 301).leaf(), trust.logs()))
                .isFalse();
    }
}
