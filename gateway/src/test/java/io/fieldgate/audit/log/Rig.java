package io.fieldgate.audit.log;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Action;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.FieldAction;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.audit.tile.SignedHead;
import io.fieldgate.audit.tile.SignedHeadRow;
import io.fieldgate.audit.wal.Segment;
import io.fieldgate.state.Batch;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A log in a folder of its own, with everything around it real but small.
public final class Rig {
    public static final String ORIGIN = "log.example/fieldgate/test/n1/g1";
    public static final String POLICY_SHA = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    public final Path folder;
    StateStore state = new MemoryStore();
    final KeyPair pair;
    final AtomicInteger fatals = new AtomicInteger();
    public final Clock clock = new Clock();
    BadDisk disk = new BadDisk();
    AuditSettings settings;

    /// A clock that stands still until it is moved, but by a microsecond at each reading.
    public static final class Clock implements InstantSource {
        private Instant now = Instant.parse("2020-02-20T02:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusNanos(1000);
            return now;
        }

        public synchronized void move(Duration by) {
            now = now.plus(by);
        }
    }

    public Rig(Path folder) {
        this(folder, newPair());
    }

    Rig(Path folder, KeyPair pair) {
        this.folder = folder;
        this.pair = pair;
        this.settings = AuditSettings.of(folder, ORIGIN, "n1", "0.1.0").withSegmentBytes(1 << 20);
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Heads are signed only when somebody waits for one.
    public Rig signingOnDemand() {
        settings = new AuditSettings(
                folder,
                ORIGIN,
                "n1",
                "0.1.0",
                1 << 20,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                36);
        return this;
    }

    public AuditLog open() {
        return AuditLog.open(
                settings,
                signer(),
                state,
                clock,
                new SecureRandom(),
                new SimpleMeterRegistry(),
                fatals::incrementAndGet,
                disk);
    }

    public LogSigner signer() {
        byte[] spki = pair.getPublic().getEncoded();
        return new LogSigner(Arrays.copyOfRange(spki, spki.length - 32, spki.length), this::sign);
    }

    private byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(pair.getPrivate());
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The folder and the state as a process that dies now would leave them.
    public Rig crashedCopy(Path to) {
        Rig copy = new Rig(to, pair);
        copy.settings = new AuditSettings(
                to,
                ORIGIN,
                "n1",
                "0.1.0",
                settings.segmentBytes(),
                settings.appendDeadline(),
                settings.checkpointEvery(),
                settings.maxUnsignedAge(),
                settings.heartbeatEvery(),
                settings.pace(),
                36);
        Row row = state.get(Namespace.LOG_HEAD, SignedHeadRow.key(ORIGIN));
        if (row != null) {
            copy.state.commit(new Batch().put(Namespace.LOG_HEAD, row.key(), row.value()));
        }
        copyTree(folder, to);
        return copy;
    }

    static void copyTree(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.toString().endsWith(".new")) { // being written: gone when its copy would begin
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path segment(int number) {
        return Segment.path(folder.resolve("wal"), number);
    }

    public static Access access(String trace, ProcessingOperation processingOperation) {
        return new Access(
                trace,
                "health-declare",
                processingOperation == ProcessingOperation.COLLECT
                        ? "POST /api/declarations"
                        : "GET /api/declarations/{id}",
                processingOperation,
                new PolicyRef("health-declare", 7, POLICY_SHA),
                new Parties("district-health-bureau", "hosting-firm"),
                processingOperation == ProcessingOperation.COLLECT
                        ? Actor.SUBJECT
                        : new Actor("staff-2291", "district-hospital", "community-doctor", "jti:9kQ2"),
                Optional.empty(),
                LegalBasis.of("medical-follow-up", "consent"),
                TaggedSubjects.one("t07-202602101600", tag(1)),
                List.of(
                        new FieldAction(
                                "name",
                                processingOperation == ProcessingOperation.COLLECT ? Action.ENCRYPTED : Action.REVEALED,
                                165),
                        new FieldAction(
                                "mobile",
                                processingOperation == ProcessingOperation.COLLECT ? Action.ENCRYPTED : Action.REVEALED,
                                166),
                        FieldAction.undeclared("11010519491231002X", 3, Action.DROPPED)));
    }

    public static byte[] tag(int seed) {
        byte[] tag = new byte[16];
        Arrays.fill(tag, (byte) seed);
        return tag;
    }

    public static ExchangeEvent.Intent intent(String trace) {
        return new ExchangeEvent.Intent(access(trace, ProcessingOperation.COLLECT), "", "", 900);
    }

    public static ExchangeEvent.Outcome outcome(String trace, long of) {
        return new ExchangeEvent.Outcome(trace, "health-declare", of, "ok", 201, 300);
    }

    public static ExchangeEvent.Reveal reveal(String trace, long of) {
        return new ExchangeEvent.Reveal(
                access(trace, ProcessingOperation.READ), ExchangeEvent.Justification.NONE, of, "ok", 600);
    }

    /// All kinds of all signed leaves.
    static List<String> kinds(AuditLog log) {
        SignedHead signedHead = log.settled(Duration.ofSeconds(10));
        return kinds(log.reader(), signedHead.size());
    }

    static List<String> kinds(LogReader reader, long size) {
        List<String> kinds = new ArrayList<>();
        reader.forEach(0, size, leaf -> kinds.add(leaf.text("kind")));
        return kinds;
    }

    static <T> T notNull(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
