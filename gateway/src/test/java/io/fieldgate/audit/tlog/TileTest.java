package io.fieldgate.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TileTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 273, 112, tile/0/273.p/112",
        "1, 1234067, 256, tile/1/x001/x234/067",
        "63, 1000, 1, tile/63/x001/000.p/1",
        "-1, 999, 255, tile/entries/999.p/255"
    })
    void path_readsWhatItWrites(int level, long index, int width, String text) throws NotTlog {
        TilePath path = new TilePath(level, index, width);
        assertThat(path.text()).isEqualTo(text);
        assertThat(TilePath.parse(text)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0", "tile/00/000", "tile/64/000", "tile/0/x000/000", "tile/0/000.p/0", "tile/0/000.p/256",
                "tile/0/000.p/01", "tile/0/001/000", "tile/0/../../checkpoint", "tile/-1/000", "tile/0/x01/000",
                        "checkpoint",
                "tile/0/000/", "tile/0/000.p", "tile/data/000"
            })
    void path_thatIsNotCanonical_isRefused(String text) {
        assertThatThrownBy(() -> TilePath.parse(text)).isInstanceOf(NotTlog.class);
    }

    /// The example of the specification: 70,000 leaves.
    @Test
    void shape_ofSeventyThousandLeaves() {
        assertThat(TilePath.width(0, 272, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(0, 273, 70_000)).isEqualTo(112);
        assertThat(TilePath.width(0, 274, 70_000)).isZero();
        assertThat(TilePath.width(1, 0, 70_000)).isEqualTo(256);
        assertThat(TilePath.width(1, 1, 70_000)).isEqualTo(17);
        assertThat(TilePath.width(2, 0, 70_000)).isEqualTo(1);
        assertThat(TilePath.width(3, 0, 70_000)).isZero();
        assertThat(TilePath.edge(70_000))
                .containsExactly(
                        TilePath.entries(273, 112),
                        new TilePath(0, 273, 112),
                        new TilePath(1, 1, 17),
                        new TilePath(2, 0, 1));
        assertThat(TilePath.edge(256)).containsExactly(new TilePath(1, 0, 1));
    }

    @Test
    void hashesFromTiles_areThoseOfTheTree() throws NotTlog {
        SlowTree tree = SlowTree.of(700);
        TileHashes tiles = new TileHashes(new TreeHasher(), 700, path -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < path.width(); i++) {
                bytes.writeBytes(tree.node(8 * path.level(), path.index() * 256 + i));
            }
            return bytes.toByteArray();
        });
        for (int level = 0; level < 10; level++) {
            for (int index = 0; (index + 1) << level <= 700; index++) {
                assertThat(tiles.node(level, index)).isEqualTo(tree.node(level, index));
            }
        }
        assertThatThrownBy(() -> tiles.node(0, 700)).isInstanceOf(NotTlog.class);
        assertThatThrownBy(() -> tiles.node(3, 87)).isInstanceOf(NotTlog.class);
    }

    @Test
    void bundle_readsWhatItWrites_andNoOtherWidth() throws NotTlog {
        Random random = new Random(7);
        List<byte[]> leaves = List.of(new byte[0], new byte[300], new byte[EntryBundle.MAX_LEAF]);
        leaves.forEach(random::nextBytes);
        byte[] bundle = EntryBundle.encode(leaves);

        assertThat(EntryBundle.decode(bundle, 3)).usingRecursiveComparison().isEqualTo(leaves);
        assertThatThrownBy(() -> EntryBundle.decode(bundle, 2)).isInstanceOf(NotTlog.class);
        assertThatThrownBy(() -> EntryBundle.decode(bundle, 4)).isInstanceOf(NotTlog.class);
    }
}
