package io.fieldgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.log.Rig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A value of a person does not fit into an event.
final class AuditEventTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11010519491231002X",
                "110101199003071233",
                "13800138000",
                "a 13800138000",
                "张三 李四",
                "tab\there",
                "",
                "jti:110101199003071233",
                "no\u0000nul",
                "quote\"",
                "a,b"
            })
    void personalOrFreeText_isNoId(String text) {
        assertThat(LeafText.isId(text)).isFalse();
        if (!text.isEmpty()) {
            assertThatThrownBy(() -> new Actor(text, "", "doctor", "")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new LegalBasis(text, "", "", "")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "staff-2291",
                "district-hospital",
                "jti:9kQ2",
                "t07-202602101600",
                "区卫生局",
                "urn:a/b@c",
                "20190312345"
            })
    void ordinaryIds_fit(String text) {
        assertThat(LeafText.isId(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11010519491231002X", "name2020", "a b", "身份证", "-x", "9lives", "x-12345", "<script>", "a/b"})
    void hostileName_becomesItsPosition(String name) {
        assertThat(FieldAction.undeclared(name, 4, Action.DROPPED).field()).isEqualTo("#4");
        assertThatThrownBy(() -> new FieldAction(name, Action.DROPPED, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void harmlessUndeclaredName_staysAsItCame() {
        assertThat(FieldAction.undeclared("wechat_id", 4, Action.REJECTED).field())
                .isEqualTo("wechat_id");
        assertThat(new FieldAction("/person/idNo2020", Action.KEPT, 12).field()).isEqualTo("/person/idNo2020");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C 1", "13800138000", "xxxxxxxxx1xxxxxxxxx2xxxxxxxxx3xxxxxxxxx4x", "案件", "a\nb"})
    void caseNumber_isBounded(String text) {
        assertThat(LeafText.isCaseNumber(text)).isFalse();
        assertThatThrownBy(() -> new LegalBasis("p", "", "", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tagsDigestsAndCodes_haveOneShape() {
        assertThatThrownBy(() -> new SubjectTags("t07-1", List.of("张三"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SubjectTags("t07-1", List.of(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PolicyRef("p", 1, "abc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeEvent.Deny(Rig.access("x", ProcessingOperation.READ), "free text", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeEvent.Outcome("x", "app", 1, "张三", 200, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetentionEvent.EraseDone(1, "e", "s", Map.of("张 三", 1L), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Actor("somebody", "", "subject", "")).hasMessageContaining("not named");
    }

    @Test
    void tooLongIds_areRefused() {
        assertThat(LeafText.isId("x".repeat(128))).isTrue();
        assertThat(LeafText.isId("x".repeat(129))).isFalse();
    }

    @Test
    void refusalOfAnEvent_doesNotQuoteIt() {
        assertThatThrownBy(() -> new Actor("110101199003071233", "", "", ""))
                .message()
                .doesNotContain("1101011990");
    }
}
