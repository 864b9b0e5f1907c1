package io.fieldgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeafWriterTest {
    private static final String HEAD = "\"id\":\"e1\",\"kind\":\"alert\",\"n\":\"r\",\"node\":\"n1\"";

    private final LeafWriter leaf =
            new LeafWriter(new LeafWriter.Head("e1", LeafKind.ALERT, "r", "n1", 1_769_823_000_123_456L, false));

    private String end() {
        return new String(leaf.end(), StandardCharsets.UTF_8);
    }

    @Test
    void commonMembers_comeWhereTheyBelong() {
        leaf.text("a", "1").text("m", "2").text("s", "3").text("u", "4").text("z", "5");
        assertThat(end())
                .isEqualTo("{\"a\":\"1\",\"id\":\"e1\",\"kind\":\"alert\",\"m\":\"2\",\"n\":\"r\",\"node\":\"n1\","
                        + "\"s\":\"3\",\"t\":1769823000123456,\"u\":\"4\",\"v\":1,\"z\":\"5\"}");
    }

    @Test
    void clampedHead_saysSo() {
        LeafWriter clamped =
                new LeafWriter(new LeafWriter.Head("e1", LeafKind.ALERT, "r", "n1", 1_769_823_000_123_456L, true));
        assertThat(new String(clamped.text("a", "1").end(), StandardCharsets.UTF_8))
                .startsWith("{\"a\":\"1\",\"clamped\":true,\"id\"");
    }

    /// Members of an inner object start an order of their own, and the common ones do not come into it.
    @Test
    void innerObject_holdsItsOwnMembersOnly() {
        leaf.object("f", inner -> inner.text("z", "1")).objects("g", List.of(inner -> inner.text("x", "2")));
        assertThat(end()).startsWith("{\"f\":{\"z\":\"1\"},\"g\":[{\"x\":\"2\"}]," + HEAD);
    }

    @Test
    void absentParts_areNoMember() {
        leaf.text("a", "")
                .numberOrNone("b", -1)
                .object("c", inner -> inner.text("z", ""))
                .texts("d", List.of())
                .numbers("e", List.of())
                .counts("f", Map.of())
                .objects("g", List.of())
                .size("h", -1);
        assertThat(end()).isEqualTo("{" + HEAD + ",\"t\":1769823000123456,\"v\":1}");
    }

    /// An object that turns out empty behind a common member takes back itself and nothing else.
    @Test
    void emptyObject_takesBackOnlyItself() {
        leaf.object("z", inner -> inner.text("a", ""));
        assertThat(end()).isEqualTo("{" + HEAD + ",\"t\":1769823000123456,\"v\":1}");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 256", "256, 256", "257, 512", "900, 1024"})
    void size_isRoundedUp(long bytes, long written) {
        leaf.size("bytes", bytes);
        assertThat(end()).startsWith("{\"bytes\":" + written + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamped", "id", "kind", "n", "node", "t", "v"})
    void commonMember_isNobodyElses(String name) {
        assertThatThrownBy(() -> leaf.text(name, "x").end()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void memberOutOfOrder_isRefused() {
        leaf.text("b", "x");
        assertThatThrownBy(() -> leaf.text("a", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaf.text("b", "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leaf.object("c", inner -> inner.text("b", "1").text("a", "1")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatNoReaderHolds_isRefused() {
        assertThatThrownBy(() -> leaf.text("c", "x\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> leaf.number("d", 1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> leaf.number("e", -(1L << 53))).isInstanceOf(IllegalArgumentException.class);
    }

    /// Against the house's canonical writer, on texts of every awkward kind.
    @Test
    void leaf_isCanonical() throws NotJson {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            String text = random.ints(random.nextInt(12), 0, 0x110000)
                    .map(c -> c % 3 == 0 ? c % 0x80 : c)
                    .filter(c -> c != 0 && (c < 0xd800 || c > 0xdfff))
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            long number = random.nextLong() >> 11;
            LeafWriter writer = new LeafWriter(new LeafWriter.Head("e1", LeafKind.ALERT, "r", "n1", 1, i % 2 == 0));
            writer.number("a", number)
                    .rows("b", List.of(row -> row.item(text).item(7), row -> row.item(number)))
                    .text("c", text)
                    .counts("d", new TreeMap<>(Map.of("d" + text, number, "e" + text, 1L)))
                    .texts("x", List.of(text, text))
                    .numbers("y", List.of(number, 7L));
            byte[] written = writer.end();
            assertThat(Json.canonical(Json.read(written))).isEqualTo(written);
        }
    }
}
