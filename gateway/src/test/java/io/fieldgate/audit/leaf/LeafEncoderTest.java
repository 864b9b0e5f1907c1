package io.fieldgate.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.Samples;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.log.Rig;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LeafEncoderTest {
    private static final long MICROS = 1_769_823_000_123_456L;

    private final LeafEncoder encoder = new LeafEncoder("n1", InstantSource.system(), new SecureRandom());

    @ParameterizedTest
    @MethodSource("io.fieldgate.audit.Samples#all")
    void everyKind_isCanonical_andOfItsSchema(AuditEvent event) throws NotJson {
        for (boolean clamped : new boolean[] {false, true}) {
            LeafEncoder.Encoded encoded = encoder.encode(event, MICROS, clamped);
            byte[] leaf = encoded.bytes();
            assertThat(Json.canonical(Json.read(leaf))).isEqualTo(leaf);
            assertThat(LeafSchema.fault(Leaf.parse(0, leaf))).isEmpty();
            assertThat(Leaf.parse(0, leaf).kind()).contains(event.kind());
            assertThat(new String(leaf, encoded.timeAt(), 16, StandardCharsets.UTF_8))
                    .isEqualTo("1769823000123456");
        }
    }

    @Test
    void samples_coverEveryKind_andEachRecordIsOfItsOwn() {
        assertThat(Samples.all().stream().map(AuditEvent::kind).distinct())
                .containsExactlyInAnyOrder(LeafKind.values());
        assertThat(records(AuditEvent.class)).hasSize(LeafKind.values().length);
    }

    private static List<Class<?>> records(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type).stream() : Stream.of(type))
                .toList();
    }

    @Test
    void intent_readsAsTheDesignSays() {
        byte[] leaf = encoder.encode(Rig.intent("x1"), MICROS, false).bytes();
        String text = new String(leaf, StandardCharsets.UTF_8)
                .replaceAll("\"(id|n)\":\"[A-Za-z0-9_-]{22,26}\"", "\"$1\":\"…\"");
        assertThat(text)
                .isEqualTo(
                        "{\"actor\":{\"role\":\"subject\"},\"app\":\"health-declare\",\"basis\":{\"law\":\"consent\"},"
                                + "\"bytes\":1024,\"ctl\":\"district-health-bureau\","
                                + "\"fields\":[[\"name\",\"encrypted\",165],[\"mobile\",\"encrypted\",166],[\"#3\",\"dropped\",0]],"
                                + "\"id\":\"…\",\"kind\":\"intent\",\"n\":\"…\",\"n_subj\":1,\"node\":\"n1\",\"op\":\"collect\","
                                + "\"pol\":{\"id\":\"health-declare\",\"sha\":\"" + Rig.POLICY_SHA + "\",\"v\":7},"
                                + "\"prc\":\"hosting-firm\",\"purpose\":\"medical-follow-up\",\"route\":\"POST /api/declarations\","
                                + "\"subj\":[{\"lk\":\"t07-202602101600\",\"tags\":[\"AQEBAQEBAQEBAQEBAQEBAQ\"]}],"
                                + "\"t\":1769823000123456,\"trace\":\"x1\",\"v\":1}");
    }

    @Test
    void twoLeavesOfOneEvent_hashDifferently() {
        AuditEvent event = new LogEvent.Heartbeat();
        assertThat(encoder.encode(event, MICROS, false).bytes())
                .isNotEqualTo(encoder.encode(event, MICROS, false).bytes());
    }

    /// The one text that stands where it is empty: published logs have it so.
    @Test
    void registerWithoutDigest_hasAnEmptyOne() {
        PolicyRef unread = new PolicyRef("health-declare", 0, "");
        byte[] leaf = encoder.encode(
                        new GovernanceEvent.PolicyReject(unread, "health-declare", List.of("FG-YML-01")), MICROS, false)
                .bytes();
        assertThat(new String(leaf, StandardCharsets.UTF_8))
                .contains("\"pol\":{\"id\":\"health-declare\",\"sha\":\"\",\"v\":0}");
    }

    @Test
    void eventWithAnId_keepsIt() {
        AuditEvent event = new ExchangeEvent.Intent(
                Rig.access("x1", ProcessingOperation.COLLECT), "01ARZ3NDEKTSV4RRFFQ69G5FAV", "", 1);
        assertThat(Leaf.parse(0, encoder.encode(event, MICROS, false).bytes()).text("id"))
                .isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    }

    @Test
    void thousandTags_fit_andTooManyAreRefused() {
        assertThat(encoder.encode(
                                new ExchangeEvent.Reveal(manyTags(1000), ExchangeEvent.Justification.NONE, -1, "ok", 1),
                                MICROS,
                                false)
                        .bytes())
                .hasSizeLessThan(30_000);
        assertThatThrownBy(() -> encoder.encode(
                        new ExchangeEvent.Reveal(manyTags(3000), ExchangeEvent.Justification.NONE, -1, "ok", 1),
                        MICROS,
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("split");
    }

    private static Access manyTags(int count) {
        Access one = Rig.access("x1", ProcessingOperation.READ);
        List<byte[]> tags = IntStream.range(0, count).mapToObj(Rig::tag).toList();
        return new Access(
                one.trace(),
                one.app(),
                one.route(),
                one.op(),
                one.policy(),
                one.parties(),
                one.actor(),
                Optional.empty(),
                one.grounds(),
                new TaggedSubjects(List.of(SubjectTags.of("t07-202602101600", tags)), count),
                one.fields());
    }
}
