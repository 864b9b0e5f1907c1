package io.fieldgate.transform.check;

import io.fieldgate.transform.BadOption;
import java.util.List;
import java.util.Optional;

/// Every check of field types. A new one is one file and one line here.
public final class Checks {
    public static final List<Check.Kind> STANDARD = List.of(
            ResidentId.CHECK,
            MobileNumber.CHECK,
            NameCheck.KIND,
            NumberCheck.NUMBER,
            NumberCheck.WHOLE,
            NumberCheck.AGE,
            LengthCheck.LENGTH,
            LengthCheck.ADDRESS,
            OneOf.KIND,
            OneOf.AGE_BAND,
            OneOf.SEX,
            RegionCheck.KIND,
            InstantCheck.KIND,
            DayCheck.DAY,
            DayCheck.BIRTH,
            UuidCheck.CHECK,
            ImageCheck.KIND,
            BytesCheck.KIND,
            Passports.CHINESE,
            Passports.FOREIGN,
            Permits.HONG_KONG_MACAU,
            Permits.TAIWAN,
            Permits.EXIT,
            Permits.FOREIGN,
            Permits.RESIDENCE,
            HongKongId.CHECK,
            OtherIdentityDocuments.MILITARY,
            OtherIdentityDocuments.DRIVER,
            OtherIdentityDocuments.SOCIAL_SECURITY,
            OtherIdentityDocuments.BIRTH,
            CheckedNumbers.BANK_CARD,
            CheckedNumbers.USCI,
            CheckedNumbers.VIN,
            CheckedNumbers.IMEI,
            CheckedNumbers.DEVICE,
            Contacts.FIXED,
            Contacts.INTL,
            Contacts.EMAIL,
            Contacts.ACCOUNT,
            Codes.NATIONALITY,
            Codes.ETHNICITY,
            Codes.POSTCODE,
            Codes.ICD_10,
            Codes.TRIP,
            Codes.SEAT,
            LicensePlate.CHECK,
            GeoPoint.CHECK,
            IpAddress.CHECK);

    private Checks() {}

    /// The check of words that a register lists itself.
    public static Check oneOf(List<String> words) throws BadOption {
        return OneOf.KIND.bind(words);
    }

    public static Optional<Check.Kind> named(String name) {
        return STANDARD.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
