package io.fieldgate.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.KeyId;
import io.fieldgate.crypto.KeyRow;
import io.fieldgate.crypto.KeyRow.Status;
import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.SealTooLate;
import io.fieldgate.crypto.StoredKey;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.custodian.SeedEnvelope;
import io.fieldgate.crypto.suite.CryptoSuite;
import io.fieldgate.crypto.suite.Suites;
import io.fieldgate.crypto.token.AeadToken;
import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.crypto.token.TokenFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads that make one key at once, and threads that derive from keys while others end them.
final class KeyRacesTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final CryptoSuite SUITE = Suites.named("intl");

    @TempDir
    Path directory;

    @Test
    void oneBucketMadeAtOnce_hasOneSeed() throws Exception {
        try (KeyRig rig = new KeyRig(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TenantKeys second = rig.domain("city-1", 7);
            Scope scope = rig.scope();
            second.scope("epidemic-2020", "city-epidemic", KeyRig.START.plus(Duration.ofDays(400)));
            SealTarget to = new SealTarget("health-declare", "mobile", KeyRig.minuteIn(TWO_WEEKS), scope, 0, 5);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> tokens = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                TenantKeys domain = i % 2 == 0 ? rig.domain : second;
                tokens.add(threads.submit(() -> {
                    start.await();
                    return domain.sealer().seal(to, null, KeyRig.text("value"));
                }));
            }
            start.countDown();
            for (Future<String> token : tokens) {
                assertThat(KeyRig.shown(rig.open(token.get(30, TimeUnit.SECONDS))))
                        .isEqualTo("value");
            }
            assertThat(rig.domain.keys())
                    .filteredOn(row -> row.id().kind() == KeyId.Kind.BUCKET)
                    .hasSize(1)
                    .extracting(KeyRow::status)
                    .containsExactly(Status.LIVE);
            second.close();
        }
    }

    /// Every lease reads either nothing or whole bytes, never a zero, while another thread retires them.
    @Test
    void leasedBytes_areNeverWipedUnderTheirHolder() throws Exception {
        AtomicInteger torn = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            for (int round = 0; round < 60; round++) {
                byte[] secret = new byte[512];
                Arrays.fill(secret, (byte) 1);
                KeyBytes bytes = new KeyBytes(secret);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<?>> users = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    users.add(threads.submit(() -> {
                        start.await();
                        for (byte[] held = bytes.acquire(); held != null; held = bytes.acquire()) {
                            int sum = 0;
                            for (byte each : held) {
                                sum += each;
                            }
                            torn.addAndGet(sum == 512 ? 0 : 1);
                            bytes.release();
                        }
                        return null;
                    }));
                }
                users.add(threads.submit(() -> {
                    start.await();
                    Thread.onSpinWait();
                    bytes.retire();
                    return null;
                }));
                start.countDown();
                for (Future<?> user : users) {
                    user.get(30, TimeUnit.SECONDS);
                }
                assertThat(KeyBytes.isZero(secret, 0, secret.length)).isTrue();
            }
        }
        assertThat(torn).hasValue(0);
    }

    /// Users seal and open while a killer seals buckets off: every token that came out is one the bucket's own
    /// keys made, and from the moment `seal` has returned nothing opens.
    @Test
    void endingKeys_makesNoTokenFromZerosAndOpensNothingAfter() throws Exception {
        try (KeyRig rig = new KeyRig(directory);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Scope scope = rig.scope();
            int day = KeyRig.minuteIn(Duration.ofDays(3));
            for (int round = 0; round < 8; round++) {
                int minute = day + round * 1440;
                KeyId id = new KeyId(KeyId.Kind.BUCKET, 7, minute);
                SealTarget to = new SealTarget("health-declare", "mobile", minute, scope, 0, 5);
                rig.domain.prepare(minute);
                String canary = rig.domain.sealer().seal(to, null, KeyRig.text("value"));
                ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
                AtomicBoolean sealed = new AtomicBoolean();
                AtomicInteger late = new AtomicInteger();
                AtomicInteger wrong = new AtomicInteger();
                CountDownLatch running = new CountDownLatch(3);
                List<Future<?>> users = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    users.add(threads.submit(() -> {
                        running.countDown();
                        while (true) {
                            boolean before = sealed.get();
                            try {
                                made.add(rig.domain.sealer().seal(to, null, KeyRig.text("value")));
                                late.addAndGet(before ? 1 : 0);
                            } catch (SealTooLate ended) {
                                assertThat(ended).hasMessageContaining("ended");
                            }
                            OpenResult openResult = rig.open(canary);
                            late.addAndGet(before && openResult instanceof OpenResult.Value ? 1 : 0);
                            wrong.addAndGet(openResult instanceof OpenResult.Invalid ? 1 : 0);
                            if (before) {
                                return null;
                            }
                        }
                    }));
                }
                running.await();
                byte[] prk = unboundKey(rig, id);
                rig.domain.seal(id);
                sealed.set(true);
                for (Future<?> user : users) {
                    user.get(30, TimeUnit.SECONDS);
                }
                assertThat(late).hasValue(0);
                assertThat(wrong).hasValue(0);
                assertThat(made)
                        .isNotEmpty()
                        .allSatisfy(token -> assertThat(opensUnder(prk, token)).isTrue());
                assertThat(new KeyTableView(rig).holds(id)).isFalse();
            }
        }
    }

    /// Whether this domain still answers with keys of the bucket: asked through the public confirmation.
    private record KeyTableView(KeyRig rig) {
        boolean holds(KeyId id) {
            rig.domain.destroy(id);
            return !rig.domain.confirmGone(id).isGone();
        }
    }

    private static byte[] seedOf(KeyRig rig, KeyId id) {
        StoredKey stored =
                Objects.requireNonNull(new KeyTable(rig.state, 7).find(id)).stored();
        byte[] envelope = SeedEnvelope.required(rig.custodian.unwrap(id, stored.wrapped()), id);
        return Objects.requireNonNull(SeedEnvelope.opened(SeedEnvelope.SEED, id, envelope));
    }

    private static byte[] unboundKey(KeyRig rig, KeyId bucket) {
        KeySchedule schedule = new KeySchedule(SUITE, "city-1");
        CryptoSuite.CipherContext cipher = SUITE.take();
        byte[] campaignSeed = seedOf(rig, rig.domain.campaignKey("epidemic-2020"));
        return schedule.unboundKey(cipher, schedule.classKey(cipher, seedOf(rig, bucket), campaignSeed, new byte[32]));
    }

    private static boolean opensUnder(byte[] prk, String text) {
        KeySchedule schedule = new KeySchedule(SUITE, "city-1");
        CryptoSuite.CipherContext cipher = SUITE.take();
        try {
            Token token = TokenFormat.parse(text, SUITE).orElseThrow();
            byte[] context = schedule.context("health-declare", "mobile");
            return new AeadToken(SUITE, schedule).open(cipher, token, prk, 0, context) != null;
        } finally {
            SUITE.give(cipher);
        }
    }
}
