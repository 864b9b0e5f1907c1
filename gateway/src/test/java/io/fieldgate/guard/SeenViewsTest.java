package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.Caller;
import io.fieldgate.state.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who has seen which record in which view is known for 24 hours, by the next process as well.
class SeenViewsTest {
    private static final Instant NOW = Instant.parse("2020-02-20T02:00:00Z");
    private static final RevealMeter.Person RECORD = new RevealMeter.Person(3L << 56 | 7, 1);
    private static final RevealMeter.Person NEXT = new RevealMeter.Person(3L << 56 | 7, 2);

    private final MemoryStore state = new MemoryStore();

    private static Caller staff(String id, String org) {
        return new Caller(id, "clerk", org, "supply", Set.of("supply"), Map.of(), Optional.empty(), "jti:1");
    }

    private Set<String> note(Caller caller, String view, RevealMeter.Person record, Instant at) {
        return SeenViews.open(state).note(caller, view, List.of(record), at).getOrDefault(record, Set.of());
    }

    @Test
    void view_isKnownToTheNextProcess_ofThisReaderAndRecordAlone() {
        assertThat(note(staff("7", "shop"), "clerk supply", RECORD, NOW)).containsExactly("clerk supply");
        assertThat(note(staff("7", "shop"), "courier supply", RECORD, NOW))
                .containsExactlyInAnyOrder("clerk supply", "courier supply");
        assertThat(note(staff("7", "shop"), "courier supply", NEXT, NOW)).containsExactly("courier supply");
        assertThat(note(staff("8", "shop"), "courier supply", RECORD, NOW)).containsExactly("courier supply");
        assertThat(note(staff("7", "mall"), "courier supply", RECORD, NOW)).containsExactly("courier supply");
    }

    @Test
    void window_endsAfter24Hours_andALaterLookMovesIt() {
        Instant end = NOW.plus(SeenViews.WINDOW);
        note(staff("7", "shop"), "clerk supply", RECORD, NOW);
        assertThat(note(staff("7", "shop"), "a", RECORD, end.minusSeconds(1))).contains("clerk supply");
        assertThat(note(staff("7", "shop"), "a", RECORD, end)).doesNotContain("clerk supply");
        note(staff("7", "shop"), "clerk supply", NEXT, NOW);
        note(staff("7", "shop"), "clerk supply", NEXT, NOW.plus(Duration.ofHours(1)));
        assertThat(note(staff("7", "shop"), "a", NEXT, end)).contains("clerk supply");
    }
}
