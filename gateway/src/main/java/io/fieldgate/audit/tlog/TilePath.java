package io.fieldgate.audit.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Address of a tile or entry bundle below the log's prefix: `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`.
/// @param level 0 to 63, or [#ENTRIES] @param width hashes or leaves in it, 1 to 256; 256 is a full one
/// Source: c2sp.org/tlog-tiles.
public record TilePath(int level, long index, int width) {
    /// Hashes of a full tile, leaves of a full bundle.
    public static final int FULL = 256;
    /// The "level" of entry bundles.
    public static final int ENTRIES = -1;
    /// Tree levels a tile spans.
    static final int HEIGHT = 8;

    public TilePath {
        if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("No tile has this level, index or width.");
        }
    }

    public static TilePath entries(long index, int width) {
        return new TilePath(ENTRIES, index, width);
    }

    /// Paths of all tiles and bundles of a log of this size that differ from those of an empty log: one list
    /// per level, bundles first.
    /// For the rightmost tile of each level only, full ones before it are implied.
    public static List<TilePath> edge(long size) {
        List<TilePath> paths = new ArrayList<>();
        if (size % FULL != 0) {
            paths.add(entries(size / FULL, (int) (size % FULL)));
        }
        long hashes = size;
        for (int level = 0; hashes > 0; level++) {
            if (hashes % FULL != 0) {
                paths.add(new TilePath(level, hashes / FULL, (int) (hashes % FULL)));
            }
            hashes /= FULL;
        }
        return paths;
    }

    /// Width of tile `index` of a level in a log of this size, 0 where it has none. Bundles are as wide as
    /// tiles of level 0.
    public static int width(int level, long index, long size) {
        int shift = HEIGHT * Math.max(level, 0);
        long hashes = shift > 62 ? 0 : size >>> shift;
        return (int) Math.clamp(hashes - index * FULL, 0L, FULL);
    }

    public TilePath full() {
        return new TilePath(level, index, FULL);
    }

    /// The path as text, with `/` between its parts.
    public String text() {
        StringBuilder text = new StringBuilder("tile/").append(level == ENTRIES ? "entries" : Integer.toString(level));
        List<String> groups = new ArrayList<>();
        for (long rest = index; rest > 0 || groups.isEmpty(); rest /= 1000) {
            groups.add(String.format(Locale.ROOT, "%03d", rest % 1000));
        }
        for (int i = groups.size() - 1; i >= 0; i--) {
            text.append(i > 0 ? "/x" : "/").append(groups.get(i));
        }
        if (width < FULL) {
            text.append(".p/").append(width);
        }
        return text.toString();
    }

    /// Reads what [#text] writes; anything else is refused.
    public static TilePath parse(String text) throws NotTlog {
        String[] parts = text.split("/", -1);
        if (parts.length < 3 || parts.length > 12 || !parts[0].equals("tile")) {
            throw new NotTlog("A tile path is tile/<level>/<index>.");
        }
        int level = parts[1].equals("entries") ? ENTRIES : (int) NumberEncoding.decimal(parts[1], 63);
        int end = parts.length;
        int width = FULL;
        if (parts[end - 2].endsWith(".p")) {
            width = (int) NumberEncoding.decimal(parts[end - 1], FULL - 1);
            end--;
        }
        long index = 0;
        for (int i = 2; i < end; i++) {
            boolean last = i == end - 1;
            String group = last ? parts[i] : parts[i].startsWith("x") ? parts[i].substring(1) : "";
            if (last && width < FULL) {
                group = group.substring(0, group.length() - 2);
            }
            if (group.length() != 3 || !group.chars().allMatch(c -> c >= '0' && c <= '9') || index > 1L << 50) {
                throw new NotTlog("A tile index is groups of three digits, all but the last with an x.");
            }
            index = index * 1000 + Integer.parseInt(group);
        }
        if (width < 1) {
            throw new NotTlog("A partial tile is 1 to 255 wide.");
        }
        TilePath path = new TilePath(level, index, width);
        if (!path.text().equals(text)) {
            throw new NotTlog("A tile path has no leading zero groups.");
        }
        return path;
    }
}
