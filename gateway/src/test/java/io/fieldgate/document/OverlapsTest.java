package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fieldgate.document.FieldPath.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The index says what comparing every place with every earlier one says.
final class OverlapsTest {
    private static final List<Origin> ORIGINS = List.of(Origin.RECORD, Origin.TOP, Origin.QUERY);
    private static final int ROUNDS = 2_000;
    private static final int MANY = 60_000; // compared in pairs: minutes

    @Test
    void with_namesTheFirstEarlierOverlap() {
        long seed = Long.getLong("seed", 13L);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Overlaps overlaps = new Overlaps();
            List<FieldPath> before = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                FieldPath place = place(random);
                assertThat(overlaps.with(place))
                        .as("seed %d: %s after %s", seed, place, before)
                        .isEqualTo(firstOverlap(before, place));
                before.add(place);
            }
        }
    }

    @Test
    void shapeOfManyPlaces_isBuiltAtOnce() {
        Shape.Builder shape = Shape.root();
        for (int i = 0; i < MANY; i++) {
            shape.named(i, FieldPath.record("person", "place" + i));
        }
        Shape built = assertTimeoutPreemptively(Duration.ofSeconds(10), shape::build);
        assertThat(built.named()).hasSize(MANY);
    }

    private static FieldPath place(Random random) {
        Origin origin = ORIGINS.get(random.nextInt(3));
        List<String> steps = new ArrayList<>();
        for (int depth = origin.isPointer() ? random.nextInt(4) : 1; depth > 0; depth--) {
            steps.add(random.nextInt(5) == 0 ? "*" : "s" + random.nextInt(4));
        }
        return new FieldPath(origin, steps);
    }

    private static int firstOverlap(List<FieldPath> before, FieldPath place) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).overlaps(place)) {
                return i;
            }
        }
        return -1;
    }
}
