package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.crypto.custodian.Burglar;
import io.fieldgate.examples.Client.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dies in 24 hours: what an app kept of the kit opens for nobody any more, not with every file the gateway has,
/// not after a restart, not with state or keyring of before, not with the clock moved back.
class NobodyOpensSceneTest {
    private static final String ID = Persons.SECOND.idNo();
    private static final String KIT = "/beijing-healthkit/api/checks";
    private static final Instant MIDNIGHT = Instant.parse("2020-02-20T16:00:00Z"); // 24:00 in Shanghai
    private static final int CLOCK = 11; // code of the namespace of the clocks' rows

    private final Burglar burglar = new Burglar(Stage.KEYS.resolve("custodian.key"));

    @TempDir
    private Path folder;

    private String path = "";
    private String kitToken = "";
    private String faceToken = "";
    private Burglar.@org.jspecify.annotations.Nullable Opened kitBefore;
    private Burglar.@org.jspecify.annotations.Nullable Opened faceBefore;

    /// Declares, keeps the app's tokens, proves that they open with the files of that moment, and lets a day pass.
    private void aDayPasses(Stage stage) throws Exception {
        Answer taken =
                stage.http().post(KIT, stage.citizen(ID), "{\"idNo\":\"" + ID + "\"}", Map.of("face", Photo.jpeg(3)));
        String record = DemoTraffic.id(taken);
        path = KIT + "/" + record;
        kitToken = text(stage.app(DemoApp.Kind.BEIJING_HEALTHKIT).stored(record), "\"idNo\":\"");
        faceToken = text(stage.app(DemoApp.Kind.HEALTH_DECLARE).stored(stage.declare(Persons.SECOND)), "\"photo\":\"");
        stage.gateway().advance(Duration.ofMinutes(1)); // past whatever is still in memory only
        copy(stage.home(), before());
        Burglar.Loot loot = burglar.loot(before());
        kitBefore = burglar.tryAll(kitToken, "beijing-healthkit", "idNo", loot).orElseThrow();
        assertThat(kitBefore.text()).as("the thief knows his trade").isEqualTo(ID);
        faceBefore = burglar.tryAll(faceToken, "health-declare", "face", loot).orElseThrow();
        assertThat(burglar.tryEverything(kitToken, "beijing-healthkit", "idNo", kitBefore, unwrapped(kitBefore)))
                .as("one seed anywhere in a file is found")
                .isPresent();

        stage.gateway()
                .advance(Duration.between(stage.gateway().now(), MIDNIGHT).minusSeconds(5));
        assertThat(stage.http().get(path, stage.citizen(ID)).status()).isEqualTo(200);
        stage.gateway().advance(Duration.between(stage.gateway().now(), MIDNIGHT));
        gone(stage);
        stage.gateway().advance(Duration.ofHours(10).plusMinutes(5));
    }

    private Path before() {
        return folder.resolve("before");
    }

    /// A file with nothing but one known seed in the middle.
    private Path unwrapped(Burglar.Opened known) throws IOException {
        Path place = Files.createDirectories(folder.resolve("control"));
        byte[] file = new byte[300];
        System.arraycopy(known.bucketSeed(), 0, file, 101, known.bucketSeed().length);
        Files.write(place.resolve("file"), file);
        return place;
    }

    private void gone(Stage stage) throws Exception {
        Answer answer = stage.http().get(path, stage.citizen(ID));
        assertThat(answer.status()).as(answer.toString()).isIn(404, 410);
        assertThat(answer.body()).doesNotContain(ID);
    }

    /// With every key that is in the files now, and every person's salt of before.
    private Path nobodyOpens(Stage stage, String when) throws Exception {
        Path after = folder.resolve("after " + when);
        copy(stage.home(), after);
        Burglar.Loot loot = burglar.loot(after);
        assertThat(loot.seeds()).as("keys of things that live").isNotEmpty();
        Burglar.Loot more =
                new Burglar.Loot(loot.seeds(), burglar.loot(before()).salts());
        assertThat(burglar.tryAll(kitToken, "beijing-healthkit", "idNo", more))
                .as(when)
                .isEmpty();
        assertThat(burglar.tryAll(faceToken, "health-declare", "face", more))
                .as(when)
                .isEmpty();
        backupOpensNothing(after, "state", when);
        return after;
    }

    /// With a copy of one part of before beside everything that is there now: each of the two halves of a key dies.
    private void backupOpensNothing(Path after, String part, String when) throws IOException, SQLException {
        Burglar.Loot half = burglar.loot(after, before().resolve(part));
        Burglar.Loot loot =
                new Burglar.Loot(half.seeds(), burglar.loot(before()).salts());
        assertThat(burglar.tryAll(kitToken, "beijing-healthkit", "idNo", loot))
                .as("%s, and a backup of the %s", when, part)
                .isEmpty();
        assertThat(burglar.tryAll(faceToken, "health-declare", "face", loot))
                .as("%s, and a backup of the %s", when, part)
                .isEmpty();
    }

    /// With every 32 bytes there are, in a state that is shut.
    private void nothingOpens(Stage stage, String when) throws Exception {
        Path after = nobodyOpens(stage, when);
        backupOpensNothing(after, "keys", when);
        for (String part : new String[] {"state", "keys", "identity"}) {
            assertThat(everything(kitToken, "beijing-healthkit", "idNo", kitBefore, after.resolve(part)))
                    .as(when)
                    .isEmpty();
        }
        assertThat(everything(faceToken, "health-declare", "face", faceBefore, after.resolve("keys")))
                .as(when)
                .isEmpty();
    }

    private Optional<String> everything(
            String token,
            String policy,
            String field,
            Burglar.@org.jspecify.annotations.Nullable Opened known,
            Path place)
            throws IOException {
        return burglar.tryEverything(token, policy, field, java.util.Objects.requireNonNull(known), place);
    }

    @Test
    void everyFileAndEveryKey_openNothing() throws Exception {
        Stage stage = Stage.start(folder);
        try (stage) {
            aDayPasses(stage);
            nobodyOpens(stage, "the deadline");
            assertThat(Files.readString(stage.received(DemoApp.Kind.BEIJING_HEALTHKIT)))
                    .contains("DELETE /api/checks/" + path.substring(path.lastIndexOf('/') + 1));
            String shreds = stage.adminPlane()
                    .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"shred.done\"}")
                    .body();
            assertThat(shreds).contains("t01-202002201600").contains("destroyed");
            stage.restart();
            gone(stage);
            stage.shut();
            nothingOpens(stage, "a restart");
        }
        Ledger.of(stage).verifies().closesEveryIntent();
    }

    /// State of before the deadline, keyring of before the deadline, both: the log is newer and is believed.
    @Test
    void restoredCopies_bringNothingBack() throws Exception {
        Stage stage = Stage.start(folder);
        try (stage) {
            aDayPasses(stage);
            stage.shut();
            Path now = folder.resolve("now");
            copy(stage.home(), now);
            for (String[] restored : new String[][] {{"state"}, {"keys"}, {"state", "keys"}}) {
                String which = String.join(" and ", restored);
                replace(now, stage.home());
                for (String part : restored) {
                    replace(before().resolve(part), stage.home().resolve(part));
                }
                stage.open();
                Answer answer = stage.http().get(path, stage.citizen(ID));
                assertThat(answer.status()).as(which + ": " + answer).isIn(404, 410, 503);
                assertThat(faces(stage)).as(which).doesNotContain("/9j/");
                stage.adminPlane().post("/api/v1/retention/sweep", stage.operator(), "{}");
                assertThat(stage.http().get(path, stage.citizen(ID)).status())
                        .as(which)
                        .isIn(404, 410, 503);
                stage.shut();
                if (!which.equals("keys")) { // an older keyring beside a newer state is refused whole, and stays a copy
                    nobodyOpens(stage, which);
                }
            }
        }
    }

    /// As a host whose clock was set back: the highest time ever seen stays the time by which values die.
    @Test
    void clockMovedBack_bringsNothingBack() throws Exception {
        Stage stage = Stage.start(folder);
        try (stage) {
            aDayPasses(stage);
            stage.shut();
            set(stage, "dev", MIDNIGHT.minus(Duration.ofHours(6)));
            stage.open();
            gone(stage);
            Answer refused = stage.tryDeclare(Persons.FIRST);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("urn:fieldgate:problem:clocks-disagree");
            assertThat(stage.adminPlane().get("/readyz", "").body()).contains("\"part\":\"clock\"");
            assertThat(stage.adminPlane()
                            .get("/api/v1/doctor", stage.operator())
                            .body())
                    .contains("more than five minutes apart");
            stage.shut();
            nothingOpens(stage, "the clock was moved back");
        }
    }

    /// A time that was seen once, before anything was destroyed by it: what was dead then stays dead.
    @Test
    void clockMovedBack_bringsNothingBackThatWasNotDestroyedYet() throws Exception {
        Stage stage = Stage.start(folder);
        try (stage) {
            stage.declare(Persons.SECOND);
            assertThat(faces(stage)).contains("\"photo\":\"/9j/");
            stage.shut();
            set(stage, "mark", MIDNIGHT.plus(Duration.ofDays(1)));
            stage.open();
            assertThat(faces(stage)).contains("\"items\":[{\"id\"").doesNotContain("/9j/");
        }
    }

    private static String faces(Stage stage) throws Exception {
        String matcher = stage.staff("face-matcher", "city-id-service", "entry-registration");
        return stage.http()
                .get("/health-declare/api/declarations?page=0", matcher)
                .body();
    }

    /// @param row `dev` is the dev clock's own, `mark` the highest time seen
    private static void set(Stage stage, String row, Instant to) throws SQLException {
        Path file = stage.home().resolve("state").resolve("state.db");
        try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement update = state.prepareStatement("UPDATE kv SET v = ? WHERE ns = ? AND k = ?")) {
            update.setBytes(
                    1,
                    ByteBuffer.allocate(Long.BYTES).putLong(to.toEpochMilli()).array());
            update.setInt(2, CLOCK);
            update.setBytes(3, row.getBytes(StandardCharsets.US_ASCII));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static String text(String json, String before) {
        int at = json.indexOf(before) + before.length();
        return json.substring(at, json.indexOf('"', at));
    }

    private static void replace(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> files = Files.walk(to)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        copy(from, to);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    copyFile(file, target);
                }
            }
        }
    }

    /// The gateway runs: what it writes beside a name and moves there may be gone before it is its turn.
    private static void copyFile(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException moved) {
            if (!file.getFileName().toString().endsWith(".new")) {
                throw moved;
            }
        }
    }
}
