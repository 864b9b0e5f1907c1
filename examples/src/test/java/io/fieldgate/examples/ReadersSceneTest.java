package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.examples.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who sees what of one stored record: every role with every purpose, as golden answers.
class ReadersSceneTest {
    private static final Path GOLDEN = Path.of("src/test/resources/readers/health-declare.txt");

    @TempDir
    private Path folder;

    @Test
    void matrix_isAsWritten() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            String id = stage.declare(Persons.FIRST);
            List<String> lines = new ArrayList<>();
            String[][] staff = {
                {"gate-guard", "community-office"},
                {"community-doctor", "district-hospital"},
                {"face-matcher", "city-id-service"},
                {"clerk", "pharmacy-group"},
                {"courier", "pharmacy-group"}
            };
            for (String[] reader : staff) {
                for (String purpose :
                        new String[] {"entry-registration", "medical-follow-up", "supply.mask", "marketing"}) {
                    String token = reader[0].equals("community-doctor") && purpose.equals("medical-follow-up")
                            ? stage.doctor("110101")
                            : stage.staff(reader[0], reader[1], purpose);
                    lines.add(line(reader[0] + " · " + purpose, stage, id, token));
                }
            }
            lines.add(line(
                    "community-doctor of another district · medical-follow-up", stage, id, stage.doctor("440306")));
            lines.add(line("the person · own-data", stage, id, stage.citizen(Persons.FIRST.idNo())));
            lines.add(line("another person · own-data", stage, id, stage.citizen(Persons.SECOND.idNo())));
            lines.add(line("nobody", stage, id, ""));
            String seen = String.join("\n", lines) + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(GOLDEN.getParent());
                Files.writeString(GOLDEN, seen);
            }
            assertThat(seen).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
        }
    }

    @Test
    void answer_neverCarriesMoreThanDeclared() throws Exception {
        try (Stage stage = Stage.start(folder)) {
            String id = stage.declare(Persons.FIRST);
            stage.app(DemoApp.Kind.HEALTH_DECLARE).tamper(id, "$.homeAddress", "示例街道77号");

            Answer answer =
                    stage.http().get("/health-declare/api/declarations/" + id, stage.citizen(Persons.FIRST.idNo()));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("homeAddress").doesNotContain("77号");
        }
    }

    private static String line(String who, Stage stage, String id, String token) throws Exception {
        Answer one = stage.http().get("/health-declare/api/declarations/" + id, token);
        Answer list = stage.http().get("/health-declare/api/declarations?page=0", token);
        return who + "\n  one:  " + fixed(one, id) + "\n  list: " + fixed(list, id);
    }

    /// Ids, traces, pseudonyms and the photo's bytes differ from run to run; everything else is as it came.
    private static String fixed(Answer answer, String id) {
        String body = answer.body().replace(id, "<id>");
        body = cut(body, "\"trace\":\"", "<trace>");
        body = cut(body, "\"receivedAt\":\"", "<instant>");
        body = cut(body, "\"idNo\":\"", "<pseudonym>");
        return answer.status() + " " + cut(body, "\"photo\":\"/9j/", "<jpeg>");
    }

    private static String cut(String body, String from, String shown) {
        int at = body.indexOf(from);
        return at < 0
                ? body
                : body.substring(0, at + from.length()) + shown + body.substring(body.indexOf('"', at + from.length()));
    }
}
