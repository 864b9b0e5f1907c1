package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Properties over generated cells; `-Dseed=` replays one generator.
final class RoundTripTest {

    private static final long SEED = Long.getLong("seed", 20200220L);
    private static final String LETTERS = "aZ09 \"\\/\n\t\u0001\u007f<>&'+%=;\u00e9张\u2028\uFFFD\uFFFF";

    @RepeatedTest(200)
    void readAfterWrite_givesTheSameCells(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Shape shape = random.nextBoolean() ? Declarations.page() : Declarations.one();
        int records = shape.isList() ? random.nextInt(4) : 1;
        List<Cell> cells = cells(random, shape, records);

        for (BodyFormat format : BodyFormats.STANDARD) {
            BodyFormat.Written written = format.write(cells, records, shape);
            ReadResult readResult =
                    format.read(written.bytes(), written.contentType(), shape, Limits.DEFAULT, _ -> true);

            Document read = Declarations.document(readResult);
            assertThat(sorted(read.cells())).as("seed %d", seed).isEqualTo(sorted(cells));
            assertThat(read.records()).as("seed %d", seed).isEqualTo(records);
            assertThat(read.skipped()).as("seed %d", seed).isZero();
            assertThat(format.write(read.cells(), records, shape).bytes().length)
                    .as("seed %d", seed)
                    .isEqualTo(written.bytes().length);
        }
    }

    @RepeatedTest(100)
    void memberOrderAndUndeclaredMembers_changeNoCell(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Shape shape = Declarations.one();
        List<Cell> cells = cells(random, shape, 1);
        byte[] plain = BodyFormats.JSON.write(cells, 1, shape).bytes();

        byte[] disturbed = Json.write(disturb(random, value(plain), 0));
        Document read = Declarations.document(
                BodyFormats.JSON.read(disturbed, "application/json", shape, Limits.DEFAULT, _ -> true));

        assertThat(sorted(read.cells())).as("seed %d", seed).isEqualTo(sorted(cells));
        assertThat(read.notes()).as("seed %d", seed).allMatch(note -> note.kind() == ReaderNote.Kind.UNDECLARED);
    }

    @RepeatedTest(100)
    void canonicalForm_isStable(RepetitionInfo repetition) throws NotJson {
        long seed = SEED + repetition.getCurrentRepetition();
        Value value = tree(new Random(seed), 0, true);
        byte[] canonical = Json.canonical(value);

        assertThat(Json.canonical(Json.read(canonical))).as("seed %d", seed).isEqualTo(canonical);
        assertThat(Json.read(canonical)).as("seed %d", seed).isEqualTo(value);
        assertThat(Json.canonical(disturbOrder(new Random(seed), value)))
                .as("seed %d", seed)
                .isEqualTo(canonical);
    }

    /// Cells sorted by place and indices: a format may group what belongs together.
    private static List<String> sorted(List<Cell> cells) {
        return Declarations.lines(new Document(cells, 1, List.of(), 0)).stream()
                .sorted()
                .toList();
    }

    private static List<Cell> cells(Random random, Shape shape, int records) {
        List<Cell> cells = new ArrayList<>();
        for (Shape.Place place : shape.places()) {
            if (place.path().origin() == FieldPath.Origin.TOP) {
                cells.add(new Cell(place.slot(), place.path(), -1, List.of(), scalar(random)));
                continue;
            }
            for (int record = 0; record < records; record++) {
                int times = place.path().stars() > 0 ? random.nextInt(3) : random.nextInt(2);
                for (int i = 0; i < times; i++) {
                    List<Integer> indices = place.path().stars() > 0 ? List.of(i) : List.of();
                    Value value = place.kind() == Shape.Kind.TREE ? tree(random, 0, false) : scalar(random);
                    cells.add(new Cell(place.slot(), place.path(), record, indices, value));
                }
            }
        }
        return cells;
    }

    private static Value scalar(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Json.number(random.nextInt(100));
            case 1 -> new Value.Number("-0.5e-7");
            case 2 -> Json.bool(random.nextBoolean());
            default -> Json.text(text(random, 8));
        };
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most + 1);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(6) == 0) {
                text.appendCodePoint(0x1F600 + random.nextInt(50));
            } else {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return text.toString();
    }

    private static Value tree(Random random, int depth, boolean integers) {
        int kind = random.nextInt(depth > 3 ? 3 : 6);
        return switch (kind) {
            case 0 -> integers ? Json.number(random.nextInt()) : scalar(random);
            case 1 -> new Value.Null();
            case 2 -> Json.text(text(random, 20));
            case 3 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(random, depth + 1, integers));
                }
                yield new Value.Sequence(items);
            }
            default -> {
                Map<String, Value> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random, 6), tree(random, depth + 1, integers));
                }
                yield new Value.Mapping(members);
            }
        };
    }

    private static Value disturb(Random random, Value value, int depth) {
        if (!(value instanceof Value.Mapping(Map<String, Value> members)) || depth > 1 || members.containsKey("city")) {
            return value;
        }
        Map<String, Value> disturbed = new LinkedHashMap<>();
        disturbed.put("undeclared" + random.nextInt(), tree(random, 2, false));
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, random);
        for (String name : names) {
            Value member = Objects.requireNonNull(members.get(name));
            disturbed.put(name, name.equals("extra") ? member : disturb(random, member, depth + 1));
        }
        return new Value.Mapping(disturbed);
    }

    private static Value disturbOrder(Random random, Value value) {
        return switch (value) {
            case Value.Mapping(Map<String, Value> members) -> {
                List<String> names = new ArrayList<>(members.keySet());
                Collections.shuffle(names, random);
                Map<String, Value> shuffled = new LinkedHashMap<>();
                names.forEach(
                        name -> shuffled.put(name, disturbOrder(random, Objects.requireNonNull(members.get(name)))));
                yield new Value.Mapping(shuffled);
            }
            case Value.Sequence(List<Value> items) ->
                new Value.Sequence(
                        items.stream().map(item -> disturbOrder(random, item)).toList());
            case Value.Text _, Value.Number _, Value.Bool _, Value.Null _, Value.Blob _ -> value;
        };
    }

    private static Value value(byte[] json) {
        try {
            return Json.read(json);
        } catch (NotJson wrong) {
            throw new AssertionError(wrong);
        }
    }
}
