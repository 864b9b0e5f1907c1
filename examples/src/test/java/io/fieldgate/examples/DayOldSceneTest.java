package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may live a day lives no longer: not for the person, not after a restart, not with the clock moved back.
class DayOldSceneTest {
    private static final String ID = "110101199003071233";

    @TempDir
    private Path folder;

    @Test
    void kit_isGoneAtMidnightForEverybody() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            Answer taken = stage.http()
                    .post(
                            "/beijing-healthkit/api/checks",
                            stage.citizen(ID),
                            "{\"idNo\":\"" + ID + "\"}",
                            Map.of("face", Photo.jpeg(3)));
            String path = "/beijing-healthkit/api/checks/" + DemoTraffic.id(taken);
            assertThat(stage.http().get(path, stage.citizen(ID)).body()).contains(ID);

            stage.gateway().advance(toMidnight(stage).minusSeconds(30));
            assertThat(stage.http().get(path, stage.citizen(ID)).status()).isEqualTo(200);
            stage.gateway().advance(Duration.ofSeconds(31));

            assertThat(stage.http().get(path, stage.citizen(ID)).status()).isIn(404, 410);
            assertThat(Files.readString(stage.received(DemoApp.Kind.BEIJING_HEALTHKIT)))
                    .contains("DELETE /api/checks/");
            assertThat(shreds(stage)).contains("shred.done").contains("destroyed");
            stage.restart();
            assertThat(stage.http().get(path, stage.citizen(ID)).status()).isIn(404, 410);
        }
    }

    @Test
    void photo_diesAfterADayWhileTheRestLives() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            String path = "/health-declare/api/declarations/" + stage.declare(Persons.FIRST);
            assertThat(stage.http().get(path, matcher(stage)).body()).contains("\"photo\":\"/9j/");
            assertThat(stage.http()
                            .get(path, stage.citizen(Persons.FIRST.idNo()))
                            .body())
                    .contains(Persons.FIRST.name());

            stage.gateway().advance(Duration.ofHours(24));

            Answer after = stage.http().get(path, matcher(stage));
            assertThat(after.status()).isEqualTo(410);
            assertThat(after.body()).contains("gone").doesNotContain("photo");
            assertThat(stage.http()
                            .get(path, stage.citizen(Persons.FIRST.idNo()))
                            .body())
                    .contains(Persons.FIRST.name());
            stage.restart();
            assertThat(stage.http().get(path, matcher(stage)).status()).isEqualTo(410);
        }
    }

    private static String matcher(Stage stage) {
        return stage.staff("face-matcher", "city-id-service", "entry-registration");
    }

    private static Duration toMidnight(Stage stage) {
        java.time.ZonedDateTime now = stage.gateway().now().atZone(java.time.ZoneId.of("Asia/Shanghai"));
        return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(now.getZone()));
    }

    private static String shreds(Stage stage) throws Exception {
        return stage.adminPlane()
                .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"shred.done\"}")
                .body();
    }
}
