package io.fieldgate.policy;

import java.util.Arrays;
import java.util.Set;

/// Names that apps give to fields everywhere. One of them says that an app sent such a field, and nothing about a
/// person, whoever chose it.
final class UsualNames {
    static final Set<String> ALL = words("""
            name fullName firstName lastName surname givenName nickname gender sex age birthday birthDate birthPlace
            nation nationality ethnicity religion hukou idNo idCard idType idNumber certNo certType cardNo passport
            passportNo person user userId userName username subject patient applicant owner contact contacts
            emergencyContact guardian family relation marital education mobile phone phoneNo tel telephone email mail
            wechat qq address homeAddress workAddress country province city district county street community building
            room postcode zip region area place company org organization employer department occupation job position
            title school grade class photo face image picture avatar file attachment signature health temperature
            symptom symptoms fever cough history diagnosis disease vaccine vaccinated vaccination dose test result
            pregnant blood weight height trip trips travel flight train vehicle plate plateNo seat arrival departure
            device deviceId imei imsi mac ip os version model brand platform language lang locale app appId appVersion
            latitude longitude lat lng lon location gps accuracy altitude speed openid openId unionid unionId session
            sessionId token code key id uuid no number type kind category status state level color colour score count
            amount price total income bank bankCard bankAccount account balance date day time datetime timestamp
            createdAt updatedAt start end from to reason purpose remark remarks note notes memo comment comments message
            content text description detail details data info extra ext meta params payload body form items list answers
            questions page pageSize size limit offset sort order filter fields query search q callback sign nonce source
            channel referer utm_source utm_medium utm_campaign isappinstalled consent agree captcha debug trace
            xingming shoujihao shenfenzheng dizhi nianling xingbie tiwen
            """);

    private UsualNames() {}

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.replace('\n', ' ').strip().split(" ", -1)));
    }
}
