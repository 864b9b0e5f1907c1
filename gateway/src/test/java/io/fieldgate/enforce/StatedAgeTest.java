package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.compile.PolicyFiles;
import io.fieldgate.policy.lint.Lints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A child who says an age, and no number that shows it, is a child all the same.
class StatedAgeTest {

    private static final String BOOKING =
            "{\"idNo\":\"110101199003071233\",\"mobile\":\"13800138000\",\"age\":%s}"; // the number is the parent's

    @TempDir
    Path directory;

    private String ages = "person.age"; // what the vocabulary calls its types of ages

    private Gate gate(String type, String childBand) throws IOException {
        return new Gate(policy(type, childBand, "guardian"), directory.resolve("keys"));
    }

    private AppPolicy policy(String type, String childBand, String underFourteen) throws IOException {
        Path policies = Files.createDirectories(directory.resolve(underFourteen));
        try (Stream<Path> files = Files.list(Path.of("..", "policies"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file)
                        .replace(
                                "needs: [cn.resident-id, cn.mobile, person.age-band,",
                                "needs: [cn.resident-id, cn.mobile, person.age, person.age-band,")
                        .replace("[under-14, ", "[" + childBand + ", ")
                        .replace("age-band under-14 ", "age-band " + childBand + " ");
                String edited = file.endsWith("mask-booking.yaml")
                        ? text.replace("under-14: guardian", "under-14: " + underFourteen)
                                .replace("fields:\n", """
                                        fields:
                                          age:
                                            at: /age
                                            type: %s
                                            why:
                                              supply.mask: size of the mask
                                            as: encrypted
                                            keep: P10D
                                        """.formatted(type))
                        : text;
                Files.writeString(
                        policies.resolve(String.valueOf(file.getFileName())), edited.replace("person.age", ages));
            }
        }
        PolicySnapshot snapshot = PolicyFiles.load(policies, Gate.START, Lints.STANDARD);
        assertThat(snapshot.diagnostics()).noneMatch(diagnostic -> diagnostic.blocks());
        return snapshot.app("mask-booking").orElseThrow();
    }

    @Test
    void statedAge_isLookedAt() throws IOException {
        try (Gate gate = gate("person.age", "under-14")) {
            for (String child : List.of("13", "\"13\"", "0")) {
                assertThat(gate.take(BOOKING.formatted(child)))
                        .as(child)
                        .isInstanceOfSatisfying(
                                Decision.Refuse.class,
                                refused -> assertThat(refused.why()).isEqualTo(Decision.Why.GUARDIAN_REQUIRED));
            }
            assertThat(gate.take(BOOKING.formatted("14"))).isInstanceOf(Decision.Forward.class);
        }
    }

    /// Who is a child does not hang on what the vocabulary calls the type.
    @Test
    void statedAge_underAnotherName_isLookedAt() throws IOException {
        ages = "citizen.years";
        try (Gate gate = gate("person.age", "under-14")) {
            assertThat(gate.take(BOOKING.formatted("13")))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refused -> assertThat(refused.why()).isEqualTo(Decision.Why.GUARDIAN_REQUIRED));
        }
    }

    /// Collected while nobody asked for an age, read after somebody did.
    @Test
    void statedAge_isLookedAtOnReadingToo() throws IOException {
        try (Gate gate = new Gate(policy("person.age", "under-14", "as-others"), directory.resolve("keys"))) {
            for (int age : new int[] {13, 14}) {
                String stored = gate.stored(gate.take(BOOKING.formatted(age)));
                String record = "{\"booking\":{\"id\":\"" + Gate.RECORD + "\"," + stored.substring(1) + "}";
                gate.app = policy("person.age", "under-14", "guardian");
                Revealer.Viewer clerk = gate.staff("clerk", "supply.mask", Map.of());
                String shown = gate.shown(gate.route("GET /api/bookings/{id}"), record, clerk);
                assertThat(shown.equals("approval required")).as(shown).isEqualTo(age == 13);
                gate.app = policy("person.age", "under-14", "as-others");
            }
        }
    }

    @Test
    void statedBand_isReadByTheWordOfTheVocabulary() throws IOException {
        try (Gate gate = gate("person.age-band", "child")) {
            assertThat(gate.take(BOOKING.formatted("\"child\"")))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refused -> assertThat(refused.why()).isEqualTo(Decision.Why.GUARDIAN_REQUIRED));
            assertThat(gate.take(BOOKING.formatted("\"14-17\""))).isInstanceOf(Decision.Forward.class);
        }
    }
}
