package io.fieldgate.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.wal.Segment;
import io.fieldgate.audit.wal.WalBatch;
import io.fieldgate.audit.wal.WalTail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A log that died with unsigned leaves in its write-ahead log, cut and flipped in every place of its last
/// three batches.
@Timeout(120)
final class LogRecoveryTest {
    private static final int SIGNED = 3;

    @TempDir
    Path temp;

    private Rig crashed;
    private byte[] segment;
    private List<WalBatch> batches;

    @BeforeEach
    void crash() throws IOException {
        Rig rig = new Rig(temp.resolve("log")).signingOnDemand();
        try (AuditLog log = rig.open()) {
            log.append(Rig.intent("s1"));
            log.append(Rig.intent("s2"));
            log.settled(Duration.ofSeconds(10));
            for (int i = 0; i < 5; i++) {
                log.append(Rig.intent("u" + i));
            }
            crashed = rig.crashedCopy(temp.resolve("crashed"));
        }
        segment = Files.readAllBytes(crashed.segment(1));
        batches = Segment.scan(crashed.folder.resolve("wal"), 1).batches();
        assertThat(batches).hasSize(8);
    }

    private void write(byte[] bytes) throws IOException {
        Files.write(crashed.segment(1), bytes);
    }

    private WalTail tail() throws IOException {
        return WalTail.read(crashed.folder.resolve("wal"), SIGNED);
    }

    @Test
    void wholeTail_isRecovered_signed_andItsOpenIntentsGetAnOutcome() {
        try (AuditLog log = crashed.open()) {
            assertThat(log.recovered().ending()).isEqualTo("crash");
            assertThat(log.recovered().bytesCut()).isZero();
            assertThat(log.recovered().size()).isEqualTo(8);
            assertThat(log.recovered().intents()).hasSize(7);
            assertThat(Rig.kinds(log).subList(8, 16)).startsWith("boot").contains("outcome");
        }
    }

    @Test
    void tornAtEveryByte_keepsEveryWholeBatch_andNothingElse() throws IOException {
        for (int kept = 5; kept < 8; kept++) {
            int from = batches.get(kept).end() - WalBatch.size(batches.get(kept).leaves());
            for (int cut = from; cut < batches.get(kept).end(); cut++) {
                byte[] torn = Arrays.copyOf(Arrays.copyOf(segment, cut), segment.length);
                int written = cut;
                while (written > from && torn[written - 1] == 0) {
                    written--;
                }
                write(torn);
                WalTail tail = tail();
                assertThat(tail.leaves()).hasSize(kept - SIGNED);
                assertThat(tail.garbage()).isEqualTo(written - from);
            }
        }
    }

    @Test
    void shortenedAtEveryByte_keepsEveryWholeBatch() throws IOException {
        for (int cut = batches.get(6).end(); cut < batches.get(7).end(); cut++) {
            write(Arrays.copyOf(segment, cut));
            assertThat(tail().leaves()).hasSize(7 - SIGNED);
        }
    }

    @Test
    void flippedBit_inTheLastBatch_cutsIt_andBeforeIt_isRefused() throws IOException {
        int last = batches.get(6).end();
        for (int at = batches.get(4).end(); at < batches.get(7).end(); at++) {
            byte[] flipped = segment.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            write(flipped);
            if (at >= last) {
                assertThat(tail().leaves()).hasSize(7 - SIGNED);
            } else {
                assertThatThrownBy(this::tail).isInstanceOf(LogDamaged.class).hasMessageContaining("before its end");
            }
        }
    }

    @Test
    void tornTail_isSaidInTheBootLeaf_alsoAfterASecondCrash() throws IOException {
        int cut = batches.get(7).end() - 10;
        write(Arrays.copyOf(Arrays.copyOf(segment, cut), segment.length));
        int torn = cut - batches.get(6).end();
        Rig second;
        try (AuditLog log = crashed.open()) {
            assertThat(log.recovered().bytesCut()).isEqualTo(torn);
            Rig.kinds(log);
            assertThat(log.reader().leaf(7).number("cut")).isEqualTo(torn);
            assertThat(log.reader().leaf(7).text("ending")).isEqualTo("crash");
            second = crashed.crashedCopy(temp.resolve("second"));
        }
        Files.write(
                second.segment(1),
                Arrays.copyOf(Arrays.copyOf(segment, cut), segment.length)); // the old one was not removed yet
        try (AuditLog log = second.open()) {
            assertThat(log.recovered().bytesCut()).isZero();
        }
    }

    @Test
    void damageBelowTheSignedSize_isRefused() throws IOException {
        byte[] torn = Arrays.copyOf(segment, segment.length);
        Arrays.fill(torn, batches.get(1).end(), torn.length, (byte) 0);
        write(torn);
        assertThatThrownBy(crashed::open)
                .isInstanceOf(LogDamaged.class)
                .hasMessage("The write-ahead log ends at leaf 1, below the signed size 3.");
    }

    @Test
    void missingSegment_withUnsignedLeavesAfterIt_isRefused() throws IOException {
        List<byte[]> later = List.of(batches.get(7).leaves().getFirst());
        byte[] lone = new byte[1 << 20];
        ByteBuffer batch = WalBatch.encode(2, 7, later);
        batch.get(lone, 0, batch.remaining());
        Files.delete(crashed.segment(1));
        Files.write(crashed.segment(2), lone);
        assertThatThrownBy(crashed::open).isInstanceOf(LogDamaged.class).hasMessageContaining("Leaves 3 to 6");
    }

    @Test
    void wholeUnsignedTailRemoved_isTheStatedGap() throws IOException {
        Files.delete(crashed.segment(1));
        try (AuditLog log = crashed.open()) {
            assertThat(log.recovered().size()).isEqualTo(SIGNED);
            assertThat(log.recovered().ending()).isEqualTo("crash");
        }
    }
}
