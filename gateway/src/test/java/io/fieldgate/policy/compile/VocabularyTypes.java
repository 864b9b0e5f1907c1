package io.fieldgate.policy.compile;

import java.util.ArrayList;
import java.util.List;

/// Values of every type of the shipped vocabulary, all synthetic. A type without rows here fails [VocabularyTest].
public final class VocabularyTypes {
    private VocabularyTypes() {}

    /// `type | value | normal form, or !rule`. `<png>`, `<text>`, `<9 MB>` … stand for bytes; `#` begins a JSON number.
    static final String VALUES = """
            cn.resident-id | 11010519491231002X | 11010519491231002X
            cn.resident-id | １１０１０５１９４９１２３１００２ｘ | 11010519491231002X
            cn.resident-id | 420106 19851108-1235 | 420106198511081235
            cn.resident-id | 110101199003071234 | !resident-id-check-digit
            cn.resident-id | 440106200102290013 | !resident-id-date
            cn.resident-id | 440106199913320014 | !resident-id-date
            cn.resident-id | 110105491231002 | !resident-id-15-digits
            cn.resident-id | 011010519491231002 | !resident-id-region
            cn.hkmt-residence | 81000019920315001X | 81000019920315001X
            cn.hkmt-residence | 830000197506060016 | 830000197506060016
            cn.hkmt-residence | 110101199003071233 | !hkmt-residence-region
            cn.hkmt-residence | 810000199203150011 | !resident-id-check-digit
            cn.foreign-permanent | abc123456789012 | ABC123456789012
            cn.foreign-permanent | ９11100200001010014 | 911100200001010014
            cn.foreign-permanent | 911100200001010015 | !foreign-permanent
            cn.foreign-permanent | 811100200001010014 | !foreign-permanent
            cn.foreign-permanent | AB1234567890123 | !foreign-permanent
            cn.passport | e１２３４５６７８ | E12345678
            cn.passport | EH1234567 | EH1234567
            cn.passport | SE1234567 | SE1234567
            cn.passport | EO1234567 | !passport-cn
            cn.passport | E123456789 | !passport-cn
            cn.passport | G12345678 | !passport-cn
            id.passport | l898902c3 | L898902C3
            id.passport | L898902C36 | L898902C3
            id.passport | L898902C37 | !passport-check-digit
            id.passport | AB12 | !passport-foreign
            cn.hm-permit | h 12345678 | H12345678
            cn.hm-permit | M1234567801 | M1234567801
            cn.hm-permit | T12345678 | !hm-permit
            cn.hm-permit | H1234567 | !hm-permit
            cn.tw-permit | 12345678 | 12345678
            cn.tw-permit | 12345678b | 12345678B
            cn.tw-permit | 1234567 | !tw-permit
            cn.tw-permit | A1234567 | !tw-permit
            cn.exit-permit | c12345678 | C12345678
            cn.exit-permit | CB1234567 | CB1234567
            cn.exit-permit | LB1234567 | !exit-permit
            cn.exit-permit | X12345678 | !exit-permit
            hk.id | a123456（3） | A123456(3)
            hk.id | A123456(9) | !hkid-check-digit
            hk.id | ABC1234563 | !hkid-shape
            cn.military-id | 军字第1234号 | 军字第1234号
            cn.military-id | 军字第１２３４５６７８号 | 军字第12345678号
            cn.military-id | 军字第123号 | !military-id
            cn.military-id | X字第1234号 | !military-id
            cn.driver-licence | 4406 0012 3456 | 440600123456
            cn.driver-licence | 11010519491231002x | 11010519491231002X
            cn.driver-licence | 110101199003071234 | !resident-id-check-digit
            cn.driver-licence | 44060012345 | !driver-licence
            cn.social-security | a12345678 | A12345678
            cn.social-security | 110101199003071233 | 110101199003071233
            cn.social-security | 1234567 | !social-security
            cn.social-security | 110101199003071234 | !resident-id-check-digit
            cn.birth-cert | p123456789 | P123456789
            cn.birth-cert | P12345678 | !birth-cert
            cn.birth-cert | 1123456789 | !birth-cert
            id.photo | <png> | <png>
            id.photo | <text> | !image-kind
            id.photo | <1 MB> | !image-size
            org.usci | 91350100m000100y43 | 91350100M000100Y43
            org.usci | 12110000E00000001M | 12110000E00000001M
            org.usci | 91110000MA00000240 | 91110000MA00000240
            org.usci | 91350100M000100Y44 | !usci
            org.usci | 9I350100M000100Y43 | !usci
            org.name | 示例药房（城东） | 示例药房(城东)
            org.name | | !text-length
            org.name | <101 characters> | !text-length
            cn.mobile | +86 138-0013-8000 | 13800138000
            cn.mobile | 00８６13800138000 | 13800138000
            cn.mobile | 12800138000 | !mobile-shape
            cn.mobile | 1380013800 | !mobile-shape
            cn.mobile | 0755-26000000 | !mobile-shape
            cn.phone-fixed | ０７５５－26000000 | 0755-26000000
            cn.phone-fixed | 010 62345678-12 | 010-62345678-12
            cn.phone-fixed | 62345678 | !phone-fixed
            cn.phone-fixed | 0755-260000 | !phone-fixed
            contact.phone-intl | +44 20 7123 4567 | +442071234567
            contact.phone-intl | 0015551234567 | +15551234567
            contact.phone-intl | 5551234567 | !phone-intl
            contact.phone-intl | +1234567890123456 | !phone-intl
            contact.email | Li.Si@Example.ORG | Li.Si@example.org
            contact.email | li.si＠example.org | li.si@example.org
            contact.email | li.si@example | !email
            contact.email | .li@example.org | !email
            contact.account | wx_li-4.si | wx_li-4.si
            contact.account | li si | !account
            contact.account | five5 | !account
            person.name | 买买提・艾力 | 买买提·艾力
            person.name | 王某某 | 王某某
            person.name | 王 | !name-length
            person.name | 王5 | !name-characters
            person.sex | #1 | #1
            person.sex | 9 | 9
            person.sex | 3 | !one-of
            person.sex | male | !one-of
            person.birth-date | 1990－03－07 | 1990-03-07
            person.birth-date | 20000229 | 2000-02-29
            person.birth-date | 2001-02-29 | !day-shape
            person.birth-date | 2020-02-21 | !birth-date-range
            person.birth-date | 1889-02-19 | !birth-date-range
            person.age | #130 | #130
            person.age | ０ | 0
            person.age | 131 | !number-range
            person.age | 4.5 | !whole-shape
            person.age-band | under-14 | under-14
            person.age-band | 15-20 | !one-of
            person.age-band | 60 | !one-of
            person.nationality | ｃhn | CHN
            person.nationality | CN | !nationality
            person.nationality | XYZ | !nationality
            person.ethnicity | 58 | 58
            person.ethnicity | 97 | 97
            person.ethnicity | 59 | !ethnicity
            person.ethnicity | 1 | !ethnicity
            person.signature | <png> | <png>
            person.signature | 张三 | !base64
            person.signature | <text> | !image-kind
            edu.student-no | 2019 0304 | 2019 0304
            edu.student-no | | !text-length
            edu.student-no | 123456789012345678901 | !text-length
            edu.class | 三年二班 | 三年二班
            edu.class | | !text-length
            edu.class | 123456789012345678901 | !text-length
            geo.province | 81 | 81
            geo.province | 4403 | !region-digits
            geo.province | 99 | !region-unknown
            geo.huji | ４４０３０５ | 440305
            geo.huji | 4403 | !region-digits
            geo.huji | 000305 | !region-unknown
            geo.address | 深圳市南山区科技园路１号 | 深圳市南山区科技园路1号
            geo.address | 路1号 | !text-length
            geo.address | <201 characters> | !text-length
            geo.city | 4201 | 4201
            geo.city | 420106 | !region-digits
            geo.city | 1601 | !region-unknown
            geo.region | 440305001 | 440305001
            geo.region | 440305001002 | 440305001002
            geo.region | 4403 | !region-digits
            geo.region | 000305 | !region-unknown
            geo.postcode | 518 000 | 518000
            geo.postcode | 918000 | !postcode
            geo.postcode | 51800 | !postcode
            geo.point | 22.5431, 114.0579, wgs84 | 22.5431,114.0579,WGS84
            geo.point | 39.9042,116.4074 | 39.9042,116.4074
            geo.point | 2.9,100 | !point
            geo.point | 40,72.9 | !point
            geo.point | 40,100,BD09 | !point
            geo.lodging | 城东旅馆 | 城东旅馆
            geo.lodging | | !text-length
            geo.lodging | <101 characters> | !text-length
            trip.number | g 1234 | G1234
            trip.number | 3u8888 | 3U8888
            trip.number | G1234567 | !trip-number
            trip.number | B1 | !trip-number
            trip.seat | 05-12f | 05-12F
            trip.seat | 12A | 12A
            trip.seat | 12G | !seat
            trip.seat | 123-1A | !seat
            trip.from | 42 | 42
            trip.from | 420106 | 420106
            trip.from | 武汉 | !region-digits
            trip.from | 99 | !region-unknown
            trip.to | 4403 | 4403
            trip.to | 440 | !region-digits
            trip.to | 99 | !region-unknown
            trip.arrival | 2020-02-19T18:30:00+08:00 | 2020-02-19T18:30:00+08:00
            trip.arrival | 2019-12-01T00:00:00Z | !instant-range
            trip.arrival | 2020-02-19 18:30 | !instant-shape
            cn.plate | 粤b·1２345 | 粤B12345
            cn.plate | 京AD12345 | 京AD12345
            cn.plate | 京A1234警 | 京A1234警
            cn.plate | 京I12345 | !plate-cn
            cn.plate | 京A123456Q | !plate-cn
            vehicle.vin | 1m8gdm9axkp042788 | 1M8GDM9AXKP042788
            vehicle.vin | 1M8GDM9A0KP042788 | !vin
            vehicle.vin | 1M8GDM9AXKPO42788 | !vin
            health.temperature | #36.8 | #36.8
            health.temperature | ３７.３ | 37.3
            health.temperature | #36.80 | #36.80
            health.temperature | 36.85 | !number-decimals
            health.temperature | 33.9 | !number-range
            health.temperature | 43.1 | !number-range
            health.temperature | high | !number-shape
            health.code | green | green
            health.code | GREEN | !one-of
            health.code | blue | !one-of
            health.exposure | area | area
            health.exposure | far | !one-of
            health.exposure | none area | !one-of
            health.case-class | asymptomatic | asymptomatic
            health.case-class | cured | !one-of
            health.case-class | CONFIRMED | !one-of
            health.diagnosis | u07.1 | U07.1
            health.diagnosis | J18 | J18
            health.diagnosis | J18. | !icd-10
            health.diagnosis | pneumonia | !icd-10
            health.naat | INCONCLUSIVE | INCONCLUSIVE
            health.naat | negative | !one-of
            health.naat | NEGATIVE 2020 | !one-of
            health.antibody | WEAK | WEAK
            health.antibody | + | !one-of
            health.antibody | weak | !one-of
            health.vaccine | #3 | #3
            health.vaccine | 7 | !number-range
            health.vaccine | -1 | !number-range
            health.isolation | central | central
            health.isolation | hotel | !one-of
            health.isolation | home central | !one-of
            biometric.face | <png> | <png>
            biometric.face | <text> | !image-kind
            biometric.face | <1 MB> | !image-size
            biometric.template | <text> | <text>
            biometric.template | <1 MB> | !bytes-size
            biometric.template | %% | !base64
            biometric.voice | <text> | <text>
            biometric.voice | <1 MB> | !bytes-size
            biometric.voice | %% | !base64
            biometric.fingerprint | <text> | <text>
            biometric.fingerprint | <1 MB> | !bytes-size
            biometric.fingerprint | %% | !base64
            biometric.match | same | same
            biometric.match | maybe | !one-of
            biometric.match | true | !one-of
            finance.card | ６222 0212 3456 7890 128 | 6222021234567890128
            finance.card | 6222021234567890129 | !bank-card-check-digit
            finance.card | 622202123456 | !bank-card-shape
            finance.income | #8500.50 | #8500.50
            finance.income | -1 | !number-range
            finance.income | 8,500 | !number-shape
            finance.credit | 700 | 700
            finance.credit | AAA | !number-shape
            finance.credit | -1 | !number-range
            secret.account | 123456 | 123456
            secret.account | | !text-length
            secret.account | <201 characters> | !text-length
            device.id | 490154203237518 | 490154203237518
            device.id | 550e8400-e29b-41d4-a716-446655440000 | 550E8400-E29B-41D4-A716-446655440000
            device.id | 490154203237519 | !device-id
            device.id | my-phone | !device-id
            device.ip | 192.0.2.17 | 192.0.2.17
            device.ip | 2001:db8::17 | 2001:DB8::17
            device.ip | 192.0.2 | !ip
            device.ip | 192.0.2.017 | !ip
            home.power | #120.5 | #120.5
            home.power | -0.1 | !number-range
            home.power | much | !number-shape
            text.free | 需要帮助。 | 需要帮助。
            text.free | | !text-length
            text.free | <2001 characters> | !text-length
            file.attachment | <text> | <text>
            file.attachment | %% | !base64
            file.attachment | <11 MB> | !bytes-size
            id.uuid | 550E8400-E29B-41D4-A716-446655440000 | 550e8400-e29b-41d4-a716-446655440000
            id.uuid | 550e8400-e29b-41d4-a716-44665544000 | !uuid
            id.uuid | 11010519491231002X | !uuid
            id.short | #42 | #42
            id.short | 13800138000 | !number-range
            id.short | A1 | !whole-shape
            time.instant | 2020-02-20T10:00:00+08:00 | 2020-02-20T10:00:00+08:00
            time.instant | 2020-02-20 | !instant-shape
            time.instant | now | !instant-shape
            time.day | 2020-02-29 | 2020-02-29
            time.day | 2019-02-29 | !day
            time.day | 29.02.2020 | !day
            count | #0 | #0
            count | 1000000000 | !number-range
            count | 1.5 | !whole-shape
            """;

    /// `type | form | normal value | what the form makes of it`: every form that may be stored or shown and that is
    /// neither plain nor keyed.
    static final String MASKS = """
            cn.resident-id | ends2 | 11010519491231002X | 11**************2X
            cn.resident-id | last4 | 11010519491231002X | **************002X
            cn.hkmt-residence | ends2 | 81000019920315001X | 81**************1X
            cn.foreign-permanent | ends2 | ABC123456789012 | AB***********12
            cn.passport | ends1-2 | E12345678 | E******78
            id.passport | ends1-2 | L898902C3 | L******C3
            cn.hm-permit | ends1-2 | H12345678 | H******78
            cn.tw-permit | ends1-2 | 12345678 | 1*****78
            cn.exit-permit | ends1-2 | CB1234567 | C******67
            hk.id | first1 | A123456(3) | A*********
            cn.military-id | last2 | 军字第1234号 | ******4号
            cn.driver-licence | ends2 | 440600123456 | 44********56
            cn.social-security | last2 | A12345678 | *******78
            cn.birth-cert | ends1-2 | P123456789 | P*******89
            cn.mobile | last3 | 13800138000 | ********000
            cn.mobile | ends3 | 13800138000 | 138*****000
            cn.phone-fixed | phone-ends | 0755-26000012 | 0755-******12
            cn.phone-fixed | phone-ends | 010-62345678-12 | 010-********-12
            contact.phone-intl | phone-ends | +442071234567 | +44********67
            contact.phone-intl | phone-ends | +15551234567 | +1********67
            contact.phone-intl | phone-ends | +85221234567 | +852******67
            contact.email | email-domain | li.si@example.org | l****@example.org
            contact.email | email-domain | l@example.org | *@example.org
            contact.account | ends1 | wx_li4 | w****4
            person.name | surname | 王某某 | 王**
            person.birth-date | year | 1985-11-08 | 1985
            person.birth-date | years5 | 1985-11-08 | 1985-1989
            person.birth-date | decade | 1985-11-08 | 1980-1989
            person.age | age5 | 37 | 35-39
            person.age | age5 | 95 | 95+
            person.age | age10 | 37 | 30-39
            person.age | age-group | 60 | 60+
            edu.student-no | last2 | 20190304 | ******04
            geo.huji | city | 440305 | 4403
            geo.huji | province | 440305 | 44
            geo.address | district | 深圳市南山区科技园路1号 | 广东省深圳市南山区
            geo.region | county | 440305001002 | 440305
            geo.region | city | 440305001 | 4403
            geo.region | province | 440305 | 44
            geo.postcode | first3 | 518000 | 518***
            trip.from | city | 420106 | 4201
            trip.from | city | 42 | !address-district
            trip.from | province | 4201 | 42
            trip.to | city | 440305001 | 4403
            trip.to | province | 44 | 44
            trip.arrival | day | 2020-02-19T18:30:00+08:00 | 2020-02-19
            cn.plate | ends2-1 | 粤B12345 | 粤B****5
            vehicle.vin | ends3-4 | 1M8GDM9AXKP042788 | 1M8**********2788
            health.temperature | band | 38.4 | fever
            health.diagnosis | chapter | U07.1 | U00-U99
            health.diagnosis | chapter | J18.9 | J00-J99
            health.diagnosis | chapter | D50 | D50-D89
            finance.card | last4 | 6222021234567890128 | ***************0128
            device.id | last2 | 490154203237518 | *************18
            device.ip | network | 192.0.2.17 | 192.0.2.0/24
            device.ip | network | 2001:DB8::17 | 2001:db8::/48
            """;

    /// `type | source type | source value | derived value`.
    static final String DERIVED = """
            person.sex | cn.resident-id | 110101199003071233 | 1
            person.sex | cn.resident-id | 11010519491231002X | 2
            person.sex | cn.hkmt-residence | 81000019920315001X | 1
            person.age-band | cn.resident-id | 11010519491231002X | 60+
            person.age-band | cn.hkmt-residence | 81000019920315001X | 18-59
            person.age-band | person.birth-date | 2006-02-21 | under-14
            person.age-band | person.birth-date | 2006-02-20 | 14-17
            geo.province | cn.resident-id | 420106198511081235 | 42
            health.fever | health.temperature | 37.3 | true
            health.fever | health.temperature | 37.2 | false
            """;

    public static List<List<String>> rows(String table) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : table.split("\n", -1)) {
            if (!line.isBlank()) {
                rows.add(List.of(line.split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}
