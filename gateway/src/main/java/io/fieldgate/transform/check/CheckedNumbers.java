package io.fieldgate.transform.check;

import io.fieldgate.document.Ascii;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import java.time.LocalDate;
import java.util.List;

/// Numbers with a check digit that are no person's paper.
/// `bank-card`: 13 to 19 digits, Luhn. `usci`: unified social credit code. `vin`: vehicle number. `imei`: 15
/// digits, Luhn.
/// `device-id`: an IMEI or a UUID.
final class CheckedNumbers {

    private static final String CARD_SHAPE = "bank-card-shape";
    private static final String CARD_CHECK = "bank-card-check-digit";

    static final TextCheck BANK_CARD = new TextCheck(
                    "bank-card", List.of(CARD_SHAPE, CARD_CHECK), TextNormalization.CODE, CheckedNumbers::card)
            .meaning(new Meaning.Serial("6222021234567890128"));
    static final TextCheck USCI =
            TextCheck.of("usci", TextNormalization.CODE, text -> text.length() == 18 && CheckDigits.isMod31(text));
    static final TextCheck VIN = TextCheck.of(
            "vin",
            TextNormalization.CODE,
            text -> text.length() == 17 && Ascii.areCode(text) && CheckDigits.isVin(text));
    static final TextCheck IMEI = TextCheck.of("imei", TextNormalization.CODE, CheckedNumbers::isImei)
            .meaning(new Meaning.Serial("490154203237518"));
    static final TextCheck DEVICE = TextCheck.of(
                    "device-id", TextNormalization.DASHED, text -> isImei(text) || UuidCheck.isUuid(text))
            .meaning(new Meaning.Serial("490154203237518"));

    private CheckedNumbers() {}

    private static Outcome card(String text, LocalDate today) {
        if (text.length() < 13 || text.length() > 19 || !Ascii.areDigits(text)) {
            return TextCheck.unfit(CARD_SHAPE);
        }
        return CheckDigits.isLuhn(text) ? TextCheck.fit(text) : TextCheck.unfit(CARD_CHECK);
    }

    private static boolean isImei(String text) {
        return text.length() == 15 && Ascii.areDigits(text) && CheckDigits.isLuhn(text);
    }
}
