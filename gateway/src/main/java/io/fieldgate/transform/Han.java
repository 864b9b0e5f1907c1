package io.fieldgate.transform;

/// Chinese characters.
public final class Han {

    private Han() {}

    public static boolean isHan(int codePoint) {
        return codePoint >= 0x2E80 && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }
}
