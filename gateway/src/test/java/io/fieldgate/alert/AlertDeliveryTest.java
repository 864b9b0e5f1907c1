package io.fieldgate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.log.AuditSettings;
import io.fieldgate.audit.tile.LogSigner;
import io.fieldgate.crypto.pki.Ed25519Key;
import io.fieldgate.state.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A channel that takes nothing is heard of through the other, and loses nothing.
class AlertDeliveryTest {
    private static final Instant NOW = Instant.parse("2020-02-20T02:00:00Z");

    @TempDir
    private Path folder;

    /// A way out that can be shut.
    private static final class Way implements AlertChannel {
        private final String name;
        private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        private volatile boolean shut;

        Way(String name, boolean shut) {
            this.name = name;
            this.shut = shut;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> send(Message message) {
            if (shut) {
                return Optional.of("Nobody listens.");
            }
            taken.add(new String(message.body(), StandardCharsets.UTF_8)
                    .replaceFirst(".*\"rule\":\"([a-z-]+)\".*", "$1"));
            return Optional.empty();
        }

        String next() throws InterruptedException {
            return String.valueOf(taken.poll(20, TimeUnit.SECONDS));
        }
    }

    private AuditLog log() {
        SecureRandom random = new SecureRandom();
        Ed25519Key key = Ed25519Key.loadOrCreate(folder.resolve("log-key"), random);
        AuditSettings settings = AuditSettings.of(
                        folder.resolve("audit"), "log.example/fieldgate/test/n1/g1", "n1", "0.1.0")
                .withSegmentBytes(1 << 20);
        return AuditLog.open(
                settings,
                new LogSigner(key.publicKey(), key::sign),
                new MemoryStore(),
                () -> NOW,
                random,
                new SimpleMeterRegistry(),
                () -> {});
    }

    @Test
    void silence_isAFindingAndAnAlarm_onTheOtherChannel() throws InterruptedException {
        Way webhook = new Way("webhook", true);
        Way syslog = new Way("syslog", false);
        try (AuditLog log = log();
                AlertDelivery delivery = AlertDelivery.start(
                        log,
                        new MemoryStore(),
                        List.of(webhook, syslog),
                        new SimpleMeterRegistry(),
                        Duration.ofSeconds(1))) {
            log.note(new GovernanceEvent.Alert("first", 1));
            assertThat(syslog.next()).isEqualTo("first");
            assertThat(syslog.next()).isEqualTo("alerts-silent");
            assertThat(delivery.silence().orElse(""))
                    .contains("`webhook`", "Nobody listens.")
                    .doesNotContain("syslog");
            webhook.shut = false;
            List<String> late = new ArrayList<>(List.of(webhook.next(), webhook.next()));
            assertThat(late).containsExactly("first", "alerts-silent");
            log.note(new GovernanceEvent.Alert("next", 1));
            assertThat(webhook.next()).isEqualTo("next");
            assertThat(delivery.silence()).isEmpty();
            assertThat(syslog.next()).isEqualTo("next");
            assertThat(syslog.taken).isEmpty(); // said once
        }
    }
}
