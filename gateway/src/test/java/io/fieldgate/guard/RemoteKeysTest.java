package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldgate.crypto.SteppedClock;
import io.fieldgate.crypto.pki.DevTokenKeys;
import io.fieldgate.guard.Authenticator.Identified;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.policy.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of a source that may be away: how long they are used, and what happens then.
class RemoteKeysTest {
    private static final TokenRules RULES = TokenRules.of("https://id.example", "fieldgate");
    private static final Duration KEEP = Duration.ofHours(24);
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private Path folder;

    private final SteppedClock clock = new SteppedClock(GuardRig.START);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<String> answer = new AtomicReference<>("");
    private String first = "";
    private String second = "";

    @AfterAll
    static void close() {
        VERTX.close().await();
    }

    @BeforeEach
    void keys() throws IOException {
        first = provider("first");
        second = provider("second");
    }

    private String provider(String name) throws IOException {
        return DevTokenKeys.loadOrCreate(Files.createDirectories(folder.resolve(name)), new SecureRandom())
                .jwks();
    }

    private JwtAuthenticator identity() {
        return JwtAuthenticator.remote(
                VERTX,
                RULES,
                this::read,
                () -> new RoleDirectory(List.of(new Role("auditor", "", "auditor", Map.of())), Map.of()),
                clock,
                KEEP,
                nanos::get);
    }

    private String read() {
        asked.incrementAndGet();
        if (answer.get().isEmpty()) {
            throw new UncheckedIOException("The source is away.", new IOException());
        }
        return answer.get();
    }

    private Identified identify(JwtAuthenticator identity, String name) {
        String key = DevTokenKeys.loadOrCreate(folder.resolve(name), new SecureRandom())
                .privateJwk();
        DevTokens.Order order = new DevTokens.Order(
                "auditor",
                "operations",
                List.of("operations"),
                "staff-1",
                Optional.empty(),
                Map.of(),
                Duration.ofDays(30));
        return identity.identify(
                "Bearer " + DevTokens.open(VERTX, key, RULES, clock, () -> "t1").sign(order), null);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"keys\":[]}", "{}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}", " "})
    void keySetWithoutAKey_isAFinding_andTheOldKeysStay(String nothing) {
        answer.set(first);
        JwtAuthenticator identity = identity();
        answer.set(nothing);
        assertThat(identity.refresh()).isFalse();
        assertThat(identity.complaint()).isPresent();
        assertThat(identity.unready()).isEmpty();
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
    }

    @Test
    void keySetThatIsEmptyFromTheStart_isNoneThatWasRead() {
        JwtAuthenticator identity = JwtAuthenticator.remote(
                VERTX, RULES, () -> "", () -> new RoleDirectory(List.of(), Map.of()), clock, KEEP, nanos::get);
        assertThat(identity.refresh()).isFalse();
        assertThat(identity.complaint()).hasValue("The key set is not JSON.");
        assertThat(identity.unready()).hasValue("The key set is not JSON.");
    }

    @Test
    void keys_areUsedWhileTheSourceIsAway_butNotBeyondTheirTime() {
        answer.set(first);
        JwtAuthenticator identity = identity();
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        answer.set("");
        pass(KEEP.minusSeconds(1));
        identity.refreshAfter(Duration.ofMinutes(10));
        assertThat(identity.complaint()).hasValue("The source is away.");
        assertThat(identity.unready()).isEmpty();
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        pass(Duration.ofSeconds(1));
        assertThat(identity.unready()).hasValue("The source is away.");
        assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> identify(identity, "first"));
        answer.set(first);
        pass(Duration.ofMinutes(1));
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        assertThat(identity.complaint()).isEmpty();
        assertThat(identity.unready()).isEmpty();
    }

    @Test
    void tokenThatWasRemembered_isNotTakenBeyondThatTimeEither() {
        answer.set(first);
        JwtAuthenticator identity = identity();
        pass(KEEP.minusSeconds(1));
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        answer.set("");
        pass(Duration.ofSeconds(2));
        assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> identify(identity, "first"));
    }

    @Test
    void sourceThatIsAwayAtTheStart_isAskedAgain_onceAMinute() {
        JwtAuthenticator identity = identity();
        assertThat(identity.unready()).hasValue("The source is away.");
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> identify(identity, "first"));
        }
        assertThat(asked.get()).isEqualTo(2); // at the start, and for the first token
        answer.set(first);
        pass(Duration.ofMinutes(1));
        assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        assertThat(identity.identify(null, null)).isEqualTo(new Identified.Anonymous());
    }

    @Test
    void garbage_doesNotReplaceKeys() {
        answer.set(first);
        JwtAuthenticator identity = identity();
        for (String garbage :
                List.of("garbage", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\"}]}")) {
            answer.set(garbage);
            pass(Duration.ofMinutes(10));
            identity.refreshAfter(Duration.ofMinutes(10));
            assertThat(identity.complaint()).as(garbage).isPresent();
            assertThat(identity.complaint().orElse(""))
                    .doesNotContain("garbage")
                    .doesNotContain("P-256");
            assertThat(identify(identity, "first")).isInstanceOf(Identified.Known.class);
        }
    }

    @Test
    void keys_thatAreYoung_areNotReadAgain_andRolledOnesAre() {
        answer.set(first);
        JwtAuthenticator identity = identity();
        pass(Duration.ofMinutes(9));
        identity.refreshAfter(Duration.ofMinutes(10));
        assertThat(asked.get()).isEqualTo(1);
        answer.set(second);
        pass(Duration.ofMinutes(1));
        identity.refreshAfter(Duration.ofMinutes(10));
        assertThat(identify(identity, "first")).isEqualTo(new Identified.Rejected("token-signature"));
        assertThat(identify(identity, "second")).isInstanceOf(Identified.Known.class);
    }
}
