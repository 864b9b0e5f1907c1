package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Client.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The minimum of the kit: ID number and face in, one sealed token and a verdict out, whatever else the client sends.
class MinimumSceneTest {
    private static final String ID = "110101199003071233";
    private static final String MOBILE = "13912345678";
    private static final String ADDRESS = "示例省示例市独一无二路77号";
    private static final String EMPLOYER = "UniqueEmployer-4711";
    private static final String IMEI = "490154203237518";
    private static final String BODY = "{\"idNo\":\"" + ID + "\",\"phone\":\"" + MOBILE + "\",\"address\":\"" + ADDRESS
            + "\",\"employer\":\"" + EMPLOYER + "\",\"imei\":\"" + IMEI + "\"}";

    @TempDir
    private Path folder;

    @Test
    void dropVariant_forwardsTokenAndVerdictOnly() throws Exception {
        Path policies = Stage.variant(
                folder.resolve("policies"), "beijing-healthkit.yaml", "undeclared: reject", "undeclared: drop");
        byte[] face = Photo.jpeg(11);
        try (Stage stage = Stage.start(folder, policies)) {
            Answer answer =
                    stage.http().post("/beijing-healthkit/api/checks", stage.citizen(ID), BODY, Map.of("face", face));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.decision())
                    .contains("phone", "address", "employer", "imei")
                    .contains("dropped");
            String received = Files.readString(stage.received(DemoApp.Kind.BEIJING_HEALTHKIT));
            assertThat(received).contains("\"idNo\":\"fg1.").contains("\"match\":\"same\"");
            assertThat(stage.matcher().asked()).isEqualTo(1);
            String leaves = stage.adminPlane()
                    .post("/api/v1/audit/query", stage.auditor(), "{\"kind\":\"intent\",\"app\":\"beijing-healthkit\"}")
                    .body();
            assertThat(leaves)
                    .contains("phone:dropped")
                    .contains("imei:dropped")
                    .contains("idNo:encrypted")
                    .contains("face:used");
            Sweep sweep = new Sweep()
                    .files(folder.resolve("gateway"))
                    .files(stage.backends())
                    .text("answer", answer.toString())
                    .text("leaves", leaves);
            assertThat(sweep.size()).isGreaterThan(10_000);
            for (String value : List.of(ID, MOBILE, ADDRESS, EMPLOYER, IMEI)) {
                assertThat(sweep.hits(value)).isEmpty();
            }
            assertThat(sweep.hits(Photo.unique(face))).isEmpty();
            assertThat(sweep.hits(Photo.unique(Photo.anew(face)))).isEmpty();
        }
    }

    @Test
    void shippedPolicy_refusesAndForwardsNothing() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            Answer answer = stage.http()
                    .post("/beijing-healthkit/api/checks", stage.citizen(ID), BODY, Map.of("face", Photo.jpeg(12)));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body())
                    .contains("undeclared")
                    .doesNotContain(MOBILE)
                    .doesNotContain(ADDRESS);
            assertThat(stage.received(DemoApp.Kind.BEIJING_HEALTHKIT)).doesNotExist();
            assertThat(stage.matcher().asked()).isZero();
        }
    }
}
