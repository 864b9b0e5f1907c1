package io.fieldgate.transform.check;

import io.fieldgate.transform.Decimals;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.TextNormalization;
import java.math.BigDecimal;
import java.util.List;

/// `point`: `latitude,longitude` in degrees inside the frame of China, then optionally the datum `WGS84` or `GCJ02`.
final class GeoPoint {

    private static final BigDecimal SOUTH = new BigDecimal("3");
    private static final BigDecimal NORTH = new BigDecimal("54");
    private static final BigDecimal WEST = new BigDecimal("73");
    private static final BigDecimal EAST = new BigDecimal("136");

    static final TextCheck CHECK =
            TextCheck.of("point", TextNormalization.CODE, GeoPoint::isPoint).meaning(Meaning.Place.EXACT);

    private GeoPoint() {}

    private static boolean isPoint(String text) {
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() == 3 && !List.of("WGS84", "GCJ02").contains(parts.get(2))) {
            return false;
        }
        return (parts.size() == 2 || parts.size() == 3)
                && isBetween(parts.get(0), SOUTH, NORTH)
                && isBetween(parts.get(1), WEST, EAST);
    }

    private static boolean isBetween(String text, BigDecimal least, BigDecimal most) {
        if (!Decimals.isDecimal(text)) {
            return false;
        }
        BigDecimal number = new BigDecimal(text);
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }
}
