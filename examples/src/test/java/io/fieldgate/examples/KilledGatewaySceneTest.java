package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.boot.TokenRequest;
import io.fieldgate.examples.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway is killed under load at any moment, again and again, and starts again on what is there.
/// `-Dkill.rounds` counts the rounds of the log alone; of the whole gateway it is three in ten of them.
class KilledGatewaySceneTest {
    private static final int ROUNDS = Math.clamp(Integer.getInteger("kill.rounds", 20) * 3 / 10, 5, 60);
    private static final long SEED = Long.getLong("seed", 20200220);
    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final String PATH = "/health-declare/api/declarations";

    private final Set<String> taken = new ConcurrentSkipListSet<>(); // traces of declarations answered 201
    private final Set<String> shown = new ConcurrentSkipListSet<>(); // traces of readings answered 200
    private final List<String> ids = java.util.Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    void killedUnderLoad_forgetsNothingItAnswered() throws Exception {
        Path policies =
                Stage.variant(folder.resolve("policies"), "health-declare.yaml", "10 per minute", "100000 per minute");
        Path vocabulary = policies.resolve("vocabulary.yaml");
        Files.writeString(
                vocabulary,
                Files.readString(vocabulary).replace("per-client: 100 per minute", "per-client: 100000 per minute"));
        Random random = new Random(SEED);
        Stage stage = Stage.in(folder).policies(policies).apart().build();
        try (stage) {
            stage.open();
            for (Persons person : Persons.all()) {
                stage.declare(person);
            }
            for (int round = 0; round < ROUNDS; round++) {
                load(stage, round, 20 + random.nextInt(700));
                stage.open();
                check(stage, round);
            }
            assertThat(taken).as("declarations answered").hasSizeGreaterThan(ROUNDS);
            assertThat(shown).as("readings answered").hasSizeGreaterThan(ROUNDS);
        }
        Ledger.of(stage).verifies();
    }

    /// Declares and reads from several sides, and kills the gateway in the middle.
    /// A guard reads in one round only: a start counts everybody an earlier run showed as a further person, and the
    /// rounds together would pass a day's limit.
    private void load(Stage stage, int round, int millis) throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Persons person = Persons.all().get(i % Persons.all().size());
            String token = stage.citizen(person.idNo());
            threads.add(Thread.ofPlatform().start(() -> repeat(stage, first, client -> write(client, token, person))));
        }
        for (int i = 0; i < READERS; i++) {
            String token = stage.gateway()
                    .token(TokenRequest.staff("gate-guard", "community-office", "entry-registration")
                            .as("guard-" + round + "-" + i));
            threads.add(Thread.ofPlatform().start(() -> repeat(stage, first, client -> read(client, token))));
        }
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(millis);
        stage.process().kill();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private interface Act {
        void run(Client client) throws IOException, InterruptedException;
    }

    private void repeat(Stage stage, CountDownLatch first, Act act) {
        Client client = stage.http();
        try {
            while (true) {
                act.run(client);
                first.countDown();
            }
        } catch (IOException killed) {
            first.countDown(); // the gateway is gone; what it answered before is on the list
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Client client, String token, Persons person) throws IOException, InterruptedException {
        Answer answer = client.post(PATH, token, person.declaration(), Map.of("photo", Photo.jpeg(7)));
        if (answer.status() == 201) {
            taken.add(answer.trace());
            ids.add(DemoTraffic.id(answer));
        } else {
            surprises.add(answer.toString());
        }
    }

    private void read(Client client, String token) throws IOException, InterruptedException {
        List<String> known = List.copyOf(ids);
        String id = known.isEmpty() ? "" : "/" + known.get(shown.size() % known.size());
        Answer answer = client.get(PATH + (id.isEmpty() ? "?page=0" : id), token);
        if (answer.status() == 200) {
            shown.add(answer.trace());
        } else {
            surprises.add(answer.toString());
        }
    }

    /// The gateway runs again: its log covers all of the run before.
    private void check(Stage stage, int round) throws Exception {
        assertThat(surprises).as("round %d, seed %d", round, SEED).isEmpty();
        Ledger ledger = Ledger.of(stage);
        byte[] received = Files.readAllBytes(stage.received(DemoApp.Kind.HEALTH_DECLARE));
        ledger.verifies().hasIntentOf(received).hasDueRowOf(Ledger.events(received));
        assertThat(ledger.traces(LeafKind.INTENT))
                .as("round %d, seed %d", round, SEED)
                .containsAll(taken);
        assertThat(ledger.traces(LeafKind.REVEAL))
                .as("round %d, seed %d", round, SEED)
                .containsAll(shown);
        assertThat(stage.adminPlane().get("/readyz", "").status()).isEqualTo(200);
        String newest = ids.getLast();
        long readable = Persons.all().stream()
                .filter(person -> opens(stage, newest, person))
                .count();
        assertThat(readable).as("persons whose record %s is", newest).isEqualTo(1);
    }

    private static boolean opens(Stage stage, String id, Persons person) {
        try {
            Answer answer = stage.http().get(PATH + "/" + id, stage.citizen(person.idNo()));
            return answer.status() == 200 && answer.body().contains(person.name());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
