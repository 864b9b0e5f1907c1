package io.fieldgate.audit.tlog;

import java.util.Arrays;

/// Reads hashes of perfect subtrees out of the tiles of a log of a known size. Thread rule: as its hasher, one
/// thread.
public final class TileHashes implements HashSource {

    /// Bytes of a tile: `32 * width` exactly.
    public interface Tiles {
        byte[] read(TilePath path) throws NotTlog;
    }

    private final TreeHasher hasher;
    private final long size;
    private final Tiles tiles;

    public TileHashes(TreeHasher hasher, long size, Tiles tiles) {
        this.hasher = hasher;
        this.size = size;
        this.tiles = tiles;
    }

    @Override
    public byte[] node(int level, long index) throws NotTlog {
        int tileLevel = level / TilePath.HEIGHT;
        int below = level % TilePath.HEIGHT; // levels inside the tile
        long first = index << below; // index of the subtree's first hash at the tile's level
        int count = 1 << below;
        long tile = first / TilePath.FULL;
        int width = TilePath.width(tileLevel, tile, size);
        int offset = (int) (first % TilePath.FULL);
        if (offset + count > width) {
            throw new NotTlog("A log of this size does not hold the hash.");
        }
        byte[] bytes = tiles.read(new TilePath(tileLevel, tile, width));
        if (bytes.length != width * TreeHasher.SIZE) {
            throw new NotTlog("A tile has not 32 bytes for each of its hashes.");
        }
        return subtree(bytes, offset, count);
    }

    private byte[] subtree(byte[] tile, int offset, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(tile, offset * TreeHasher.SIZE, (offset + 1) * TreeHasher.SIZE);
        }
        int half = count / 2;
        return hasher.node(subtree(tile, offset, half), subtree(tile, offset + half, half));
    }
}
