package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.guard.LegalScale.Alarm;
import io.fieldgate.guard.LegalScale.Judgement;
import io.fieldgate.guard.LegalScale.Verdict;
import io.fieldgate.guard.RevealMeter.Person;
import io.fieldgate.guard.RevealMeter.Weights;
import io.fieldgate.policy.AppLimits.Scale;
import io.fieldgate.policy.AppLimits.Scale.Then;
import io.fieldgate.policy.Caller;
import io.fieldgate.state.MemoryStore;
import io.fieldgate.state.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LegalScaleTest {
    private static final int TRACE = 100;
    private static final int HEALTH = 10;
    private static final int OTHER = 1;
    private static final Instant NOW = GuardRig.START;
    private static final Caller WANG = caller("wang", "hospital", "ward-3");

    private final MemoryStore state = new MemoryStore();
    private LegalScale meter = new LegalScale(state);
    private Scale scale = GuardRig.SCALE;
    private Instant now = NOW;

    /// Persons of each weight, in this order, one an answer: at which of them the alarm comes.
    @ParameterizedTest
    @CsvSource({
        "  0, 250,    0, 250",
        " 25,   0,    0,  25",
        "  0,   0, 2500, 2500",
        " 13, 125,    0, 138", // 125 and 12 are 2,450; the 13th is over
        "  1, 239,   10, 250",
        "  0, 249,    9,   0",
        "  0, 249,   10, 259",
        " 12, 129,    9,   0",
    })
    void alarm_isAtHalfOfTheWeightedSum(int trace, int health, int other, int expected) {
        List<Integer> points = new ArrayList<>();
        for (int i = 0; i < health; i++) {
            points.add(HEALTH);
        }
        for (int i = 0; i < trace; i++) {
            points.add(TRACE);
        }
        for (int i = 0; i < other; i++) {
            points.add(OTHER);
        }
        int alarm = 0;
        for (int i = 0; i < points.size(); i++) {
            if (show(WANG, i, points.get(i)).alarm().isPresent()) {
                assertThat(alarm).as("once").isZero();
                alarm = i + 1;
            }
        }
        assertThat(alarm).isEqualTo(expected);
    }

    @Test
    void sameAgain_countsNothing_andAHeavierFormTheDifference() {
        showAll(WANG, 0, 240, HEALTH);
        showAll(WANG, 0, 240, HEALTH);
        showAll(WANG, 0, 240, OTHER);
        showAll(WANG, 240, 90, OTHER);
        assertThat(show(WANG, 240, HEALTH).alarm()).isEmpty(); // 2,499
        assertThat(show(WANG, 241, HEALTH).alarm()).isPresent(); // 2,508
    }

    @Test
    void whole_isNeverShown_whateverTheVocabularySays() {
        for (Then then : Then.values()) {
            LegalScale fresh = new LegalScale(new MemoryStore());
            Judgement list = fresh.count(new Scale(Scale.HALF, then), WANG, weights(0, 500, HEALTH), () -> true, NOW);
            assertThat(list.verdict()).as(then.name()).isEqualTo(then == Then.MASK ? Verdict.MASK : Verdict.BLOCK);
        }
        showAll(WANG, 0, 249, HEALTH);
        for (int i = 249; i < 499; i++) {
            assertThat(show(WANG, i, HEALTH).verdict()).isEqualTo(Verdict.SHOW);
        }
        Judgement last = show(WANG, 499, HEALTH);
        assertThat(last)
                .isEqualTo(
                        new Judgement(Verdict.BLOCK, Optional.of(new Alarm(true, Optional.empty(), 5_000, Scale.DAY))));
        assertThat(show(WANG, 499, HEALTH)).isEqualTo(new Judgement(Verdict.BLOCK, Optional.empty()));
        assertThat(show(WANG, 3, HEALTH).verdict()).as("seen before").isEqualTo(Verdict.SHOW);
        assertThat(show(WANG, 600, OTHER).verdict())
                .as("lighter, below the whole")
                .isEqualTo(Verdict.SHOW);
    }

    @Test
    void stepUp_waitsForAGrant_andWhatIsNotShownIsNotCounted() {
        scale = new Scale(Scale.HALF, Then.STEP_UP);
        showAll(WANG, 0, 249, HEALTH);
        assertThat(show(WANG, 249, HEALTH).verdict()).isEqualTo(Verdict.STEP_UP);
        assertThat(show(WANG, 250, HEALTH).verdict()).isEqualTo(Verdict.STEP_UP);
        assertThat(meter.count(scale, WANG, weights(251, 1, HEALTH), () -> true, now)
                        .verdict())
                .isEqualTo(Verdict.SHOW);
        assertThat(show(WANG, 249, OTHER).verdict()).as("2,500 shown").isEqualTo(Verdict.STEP_UP);
    }

    @Test
    void mask_showsTheWeakest_andCountsThat() {
        scale = new Scale(Scale.HALF, Then.MASK);
        showAll(WANG, 0, 249, HEALTH);
        for (int i = 249; i < 400; i++) {
            Judgement judged = meter.count(
                    scale, WANG, new Weights(Map.of(person(i), HEALTH), Map.of(person(i), OTHER)), () -> false, now);
            assertThat(judged.verdict()).as("person " + i).isEqualTo(Verdict.MASK);
        }
        assertThat(rows()).isEqualTo(2 * 400 + 2); // of the reader and of his unit, and what each was told
    }

    @Test
    void block_refusesWhatReachesTheLine() {
        scale = new Scale(Scale.HALF, Then.BLOCK);
        showAll(WANG, 0, 249, HEALTH);
        Judgement judged = show(WANG, 249, HEALTH);
        assertThat(judged.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(judged.alarm()).contains(new Alarm(false, Optional.empty(), 2_500, Scale.DAY));
        assertThat(show(WANG, 300, OTHER).verdict()).isEqualTo(Verdict.SHOW);
    }

    @Test
    void drip_isTheMonthsSum() {
        for (int day = 0; day < 3; day++) {
            showAll(WANG, day * 65, 65, HEALTH);
            now = now.plus(Duration.ofDays(1));
        }
        showAll(WANG, 195, 54, HEALTH);
        assertThat(show(WANG, 249, HEALTH).alarm()).contains(new Alarm(false, Optional.empty(), 2_500, Scale.MONTH));
        showAll(WANG, 250, 10, HEALTH);
    }

    @Test
    void windowSlides_andALaterLookMovesIt() {
        showAll(WANG, 0, 249, HEALTH);
        now = NOW.plus(Duration.ofDays(20));
        showAll(WANG, 0, 100, HEALTH);
        now = NOW.plus(Duration.ofDays(30));
        assertThat(show(WANG, 300, HEALTH).alarm())
                .as("101 of the last 30 days")
                .isEmpty();
        showAll(WANG, 301, 148, HEALTH);
        assertThat(show(WANG, 500, HEALTH).alarm()).isPresent();
    }

    @Test
    void unit_isAllItsReadersTogether() {
        for (int reader = 0; reader < 4; reader++) {
            showAll(caller("reader-" + reader, "hospital", "ward-3"), reader * 52, 52, HEALTH);
        }
        showAll(caller("reader-9", "hospital", "ward-4"), 1_000, 52, HEALTH);
        showAll(caller("reader-9", "clinic", "ward-3"), 1_000, 52, HEALTH);
        Caller fifth = caller("reader-4", "hospital", "ward-3");
        showAll(fifth, 0, 52, HEALTH); // whom the others saw already
        showAll(fifth, 208, 41, HEALTH);
        assertThat(show(fifth, 249, HEALTH).alarm())
                .contains(new Alarm(false, Optional.of("ward-3"), 2_500, Scale.DAY));
        showAll(fifth, 250, 2, HEALTH);
    }

    @Test
    void readersWithoutAUnit_areTheOrganisations() {
        for (int reader = 0; reader < 5; reader++) {
            Caller caller =
                    new Caller("r" + reader, "doctor", "hospital", "p", Set.of("p"), Map.of(), Optional.empty(), "");
            for (int i = 0; i < 52 && reader * 52 + i < 249; i++) {
                assertThat(show(caller, reader * 52 + i, HEALTH).alarm()).isEmpty();
            }
        }
        Caller one = new Caller("x", "doctor", "hospital", "p", Set.of("p"), Map.of(), Optional.empty(), "");
        assertThat(show(one, 249, HEALTH).alarm()).contains(new Alarm(false, Optional.of(""), 2_500, Scale.DAY));
    }

    @Test
    void restart_changesNoCount_andNoAlarmIsGivenTwice() {
        showAll(WANG, 0, 1, TRACE);
        showAll(WANG, 1, 239, HEALTH);
        showAll(WANG, 240, 9, OTHER); // 2,499
        meter = new LegalScale(state);
        showAll(WANG, 1, 248, OTHER);
        showAll(WANG, 0, 1, TRACE);
        assertThat(show(WANG, 300, OTHER).alarm()).isPresent();
        meter = new LegalScale(state);
        assertThat(show(WANG, 301, OTHER).alarm()).isEmpty();
        now = now.plus(Duration.ofDays(1));
        assertThat(show(WANG, 302, OTHER).alarm()).as("it goes on the next day").isPresent();
    }

    @Test
    void nothingIsKeptBeyondTheWhole_orTheMonth() {
        meter.count(scale, WANG, weights(0, 4_990, OTHER), () -> false, now);
        for (int i = 4_990; i < 5_030; i++) {
            show(WANG, i, OTHER);
        }
        assertThat(rows()).isEqualTo(2 * 4_999 + 2); // of the reader and of his unit, and what each was told
        long month = NOW.plus(Duration.ofDays(30)).getEpochSecond();
        assertThat(state.expired(month + 1, 20_000)).hasSize(2 * 4_999 + 2);
    }

    private long rows() {
        byte[] all = new byte[33]; // longer than a key
        Arrays.fill(all, (byte) -1);
        return state.scan(Namespace.SHOWN, new byte[0], all, 20_000).size();
    }

    private void showAll(Caller caller, int from, int persons, int points) {
        for (int i = from; i < from + persons; i++) {
            assertThat(show(caller, i, points)).isEqualTo(new Judgement(Verdict.SHOW, Optional.empty()));
        }
    }

    private Judgement show(Caller caller, int person, int points) {
        return meter.count(scale, caller, weights(person, 1, points), () -> false, now);
    }

    private static Weights weights(int from, int persons, int points) {
        Map<Person, Integer> all = new HashMap<>();
        Map<Person, Integer> weak = new HashMap<>();
        for (int i = from; i < from + persons; i++) {
            all.put(person(i), points);
            weak.put(person(i), OTHER);
        }
        return new Weights(all, weak);
    }

    private static Person person(int number) {
        return new Person(1L << 56, number);
    }

    private static Caller caller(String id, String org, String unit) {
        return new Caller(id, "doctor", org, "p", Set.of("p"), Map.of("unit", unit), Optional.empty(), "jti:" + id);
    }
}
