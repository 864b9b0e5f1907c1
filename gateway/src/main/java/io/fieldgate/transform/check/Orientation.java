package io.fieldgate.transform.check;

import java.awt.geom.AffineTransform;

/// How a camera held the picture: the eight values of the EXIF orientation mark. Source: Exif 2.3, tag 0x0112;
/// APP1 of ITU-T T.81.
enum Orientation {
    UPRIGHT,
    MIRRORED,
    DOWN,
    DOWN_MIRRORED,
    LEFT_MIRRORED,
    LEFT,
    RIGHT_MIRRORED,
    RIGHT;

    private static final int TAG = 0x0112;

    boolean isSideways() {
        return switch (this) {
            case UPRIGHT, MIRRORED, DOWN, DOWN_MIRRORED -> false;
            case LEFT_MIRRORED, LEFT, RIGHT_MIRRORED, RIGHT -> true;
        };
    }

    /// Maps pixels of a picture of the given size to where they belong.
    AffineTransform matrix(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case LEFT_MIRRORED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case RIGHT_MIRRORED -> new AffineTransform(0, -1, -1, 0, height, width);
            case RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    /// Reads the mark of a JPEG; upright where there is none or it cannot be read.
    static Orientation of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xDA || marker == 0xD9) { // scan or end: no more segments
                return UPRIGHT;
            }
            int length = big(jpeg, at + 2);
            if (marker == 0xE1 && isExif(jpeg, at + 4)) {
                return inTiff(jpeg, at + 10, Math.min(jpeg.length, at + 2 + length));
            }
            at += 2 + Math.max(2, length);
        }
        return UPRIGHT;
    }

    private static boolean isExif(byte[] jpeg, int at) {
        return at + 14 <= jpeg.length
                && jpeg[at] == 'E'
                && jpeg[at + 1] == 'x'
                && jpeg[at + 2] == 'i'
                && jpeg[at + 3] == 'f';
    }

    private static Orientation inTiff(byte[] jpeg, int tiff, int end) {
        if (tiff + 8 > end) {
            return UPRIGHT;
        }
        boolean little = jpeg[tiff] == 'I';
        long high = word(jpeg, little ? tiff + 6 : tiff + 4, little);
        long directory = tiff + (high << 16) + word(jpeg, little ? tiff + 4 : tiff + 6, little);
        if (directory + 2 > end) {
            return UPRIGHT;
        }
        int entries = word(jpeg, (int) directory, little);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return UPRIGHT;
            }
            if (word(jpeg, (int) entry, little) == TAG) {
                int mark = word(jpeg, (int) entry + 8, little);
                return mark >= 1 && mark <= 8 ? values()[mark - 1] : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private static int word(byte[] bytes, int at, boolean little) {
        return little ? (bytes[at + 1] & 0xFF) << 8 | (bytes[at] & 0xFF) : big(bytes, at);
    }

    private static int big(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
