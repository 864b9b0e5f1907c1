package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {

    @ParameterizedTest
    @CsvSource({
        "/a, /a",
        "/a/b, /a",
        "/a, /a/b/c",
        "/a/*/b, /a/*/b/c",
        "/a/*, /a/*/b",
        "query:a, query:a",
        "part:a, part:a",
        "top:/a, /a",
        "top:/a/b, /a"
    })
    void build_refusesOverlap(String first, String second) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two(Shape.root(), first, second).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.root()
                        .slot(0, Declarations.place(first), Shape.Kind.SCALAR, 1)
                        .named(0, Declarations.place(second))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"/a, /b", "/a/b, /a/c", "/ab, /a", "/a, query:a", "query:a, part:a", "/a/*/b, /a/*/c", "/a/*/b, /a/b"})
    void build_takesSeparatePlaces(String first, String second) {
        assertThatNoException()
                .isThrownBy(() -> two(Shape.root(), first, second).build());
    }

    @Test
    void build_refusesTopPlacesAroundOrInsideRecords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top(Shape.at(List.of("data", "items")).list(), "top:/data"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top(Shape.at(List.of("data", "items")).list(), "top:/data/items"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> top(Shape.at(List.of("data", "items")).list(), "top:/data/items/*/x"));
        assertThatIllegalArgumentException().isThrownBy(() -> top(Shape.root().list(), "top:/total"));
        assertThatNoException()
                .isThrownBy(() -> top(Shape.at(List.of("data", "items")).list(), "top:/data/total"));
        assertThatNoException().isThrownBy(() -> top(Shape.at(List.of("data")), "top:/data/total"));
    }

    @Test
    void build_comparesRecordAndTopPlacesFromTheRoot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        two(Shape.at(List.of("data")), "top:/data/x", "/x").build());
        assertThatNoException()
                .isThrownBy(() -> two(Shape.at(List.of("data")), "top:/x", "/x").build());
    }

    @Test
    void build_refusesStarOnTheWayToRecords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.at(List.of("a", "*")).build());
    }

    @Test
    void overlapMessage_namesBothPlaces() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two(Shape.root(), "/a", "/a/b").build())
                .withMessage("`/a/b` overlaps `/a`.");
    }

    @Test
    void hasPointers_countsDeclaredOnesOnly() {
        assertThat(Shape.root().named(0, Declarations.place("/a")).build().hasPointers())
                .isFalse();
        assertThat(Declarations.one().hasPointers()).isTrue();
    }

    private static void top(Shape.Builder shape, String place) {
        shape.slot(0, Declarations.place(place), Shape.Kind.SCALAR, 1).build();
    }

    private static Shape.Builder two(Shape.Builder shape, String first, String second) {
        return shape.slot(0, Declarations.place(first), Shape.Kind.SCALAR, 1)
                .slot(1, Declarations.place(second), Shape.Kind.SCALAR, 1);
    }
}
