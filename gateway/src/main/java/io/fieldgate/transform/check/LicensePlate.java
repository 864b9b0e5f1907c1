package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.TextNormalization;

/// Licence plate of the mainland: province, authority, five characters (the last may be 学 警 港 澳 挂) or six for
/// new energy. Source: GA 36-2018.
public final class LicensePlate {

    public static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final String LAST = "学警港澳挂";

    static final TextCheck CHECK = TextCheck.of("plate-cn", TextNormalization.PLATE, LicensePlate::isPlate);

    private LicensePlate() {}

    public static boolean isPlate(String plate) {
        int length = plate.length();
        if ((length != 7 && length != 8)
                || PROVINCES.indexOf(plate.charAt(0)) < 0
                || !Ascii.isUpper(plate.charAt(1))
                || !isSerial(plate.charAt(1))) {
            return false;
        }
        for (int i = 2; i < length; i++) {
            char c = plate.charAt(i);
            boolean special = length == 7 && i == 6 && LAST.indexOf(c) >= 0;
            if (!special && !isSerial(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSerial(char c) {
        return Ascii.isDigit(c) || (Ascii.isUpper(c) && c != 'I' && c != 'O');
    }
}
