package io.fieldgate.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.TokenOwner;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Persons: one row each, pseudonyms, tags, erasure, coming back.
final class SubjectStoreTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final LocalDate DAY = LocalDate.of(2020, 2, 20);
    private static final byte[] FIRST = {0};
    private static final byte[] LAST = {-1, -1, -1, -1};

    @TempDir
    Path directory;

    private KeyRig rig;
    private SubjectStore subjectStore;
    private Scope scope;

    @BeforeEach
    void open() {
        rig = new KeyRig(directory);
        subjectStore = rig.domain.subjects();
        scope = rig.scope();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void person_isWrittenOnceAndFoundAgain() {
        SubjectRef first = ref(KeyRig.LI);
        assertThat(ref(KeyRig.LI)).isEqualTo(first);
        assertThat(ref(KeyRig.WANG)).isNotEqualTo(first);
        assertThat(subjectStore
                        .find(scope, KeyRig.TYPE, KeyRig.LI)
                        .orElseThrow()
                        .ref())
                .isEqualTo(first);
        assertThat(subjectStore.load(first)).isPresent();
        assertThat(subjectStore.find(scope, KeyRig.TYPE, "420106198511081235")).isEmpty();
        assertThat(rows(Namespace.SUBJECT)).hasSize(2);
        assertThat(rows(Namespace.SUBJECT_INDEX)).hasSize(2);
        rig.restart();
        assertThat(rig.domain
                        .subjects()
                        .find(scope, KeyRig.TYPE, KeyRig.LI)
                        .orElseThrow()
                        .ref())
                .isEqualTo(first);
    }

    @Test
    void knownPerson_costsNoWrite() {
        ref(KeyRig.LI);
        List<Row> before = rows(Namespace.SUBJECT);
        ref(KeyRig.LI);
        assertThat(rows(Namespace.SUBJECT))
                .extracting(Row::version)
                .containsExactlyElementsOf(before.stream().map(Row::version).toList());
    }

    @Test
    void rows_holdNoValueAndNoSaltInTheClear() {
        String token = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        assertThat(token).isNotEmpty();
        try (Subject subject = rig.enrol(KeyRig.LI)) {
            byte[] salt = Arrays.copyOfRange(subject.row(), 20, 52);
            for (Namespace namespace : Namespace.values()) {
                for (Row row : rows(namespace)) {
                    assertThat(contains(row.value(), salt)).isFalse();
                    assertThat(contains(row.value(), KeyRig.LI.getBytes(StandardCharsets.UTF_8)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void rowLives_pastTheLatestTokenOfIt() {
        int minute = KeyRig.minuteIn(TWO_WEEKS);
        ref(KeyRig.LI);
        long expires = rows(Namespace.SUBJECT).getFirst().expiresAt();
        assertThat(expires).isBetween(minute * 60L, minute * 60L + 7 * 86_400);
        int later = KeyRig.minuteIn(Duration.ofDays(60));
        subjectStore.enrol(scope, KeyRig.TYPE, KeyRig.LI, Set.of(5), later).close();
        assertThat(rows(Namespace.SUBJECT).getFirst().expiresAt()).isGreaterThanOrEqualTo(later * 60L);
        assertThat(rows(Namespace.SUBJECT_INDEX).getFirst().expiresAt())
                .isEqualTo(rows(Namespace.SUBJECT).getFirst().expiresAt());
    }

    @Test
    void moreClasses_leaveOlderTokensReadable() {
        String token = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        try (Subject subject =
                subjectStore.enrol(scope, KeyRig.TYPE, KeyRig.LI, Set.of(5, 9), KeyRig.minuteIn(TWO_WEEKS))) {
            SealTarget to = new SealTarget("health-declare", "mobile", KeyRig.minuteIn(TWO_WEEKS), scope, 0, 9);
            String other = rig.domain.sealer().seal(to, subject, KeyRig.text("13900139000"));
            assertThat(KeyRig.shown(rig.open(other))).isEqualTo("13900139000");
        }
        assertThat(KeyRig.shown(rig.open(token))).isEqualTo("13800138000");
        try (Subject subject = rig.enrol(KeyRig.WANG)) {
            SealTarget to = new SealTarget("health-declare", "mobile", KeyRig.minuteIn(TWO_WEEKS), scope, 0, 9);
            assertThatThrownBy(() -> rig.domain.sealer().seal(to, subject, KeyRig.text("x")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void pseudonym_isOnePersonsInOneScope() {
        String pseudonym = subjectStore.pseudonym(scope, KeyRig.TYPE, KeyRig.LI);
        Scope visitors = rig.domain.scope("epidemic-2020", "visitor-book", KeyRig.START.plus(TWO_WEEKS));
        Scope flood = rig.domain.scope("flood-2020", "city-epidemic", KeyRig.START.plus(TWO_WEEKS));
        assertThat(pseudonym).matches("[a-z2-7]{26}");
        assertThat(subjectStore.pseudonym(scope, KeyRig.TYPE, KeyRig.LI)).isEqualTo(pseudonym);
        assertThat(Set.of(
                        subjectStore.pseudonym(scope, KeyRig.TYPE, KeyRig.WANG),
                        subjectStore.pseudonym(scope, "cn.passport", KeyRig.LI),
                        subjectStore.pseudonym(visitors, KeyRig.TYPE, KeyRig.LI),
                        subjectStore.pseudonym(flood, KeyRig.TYPE, KeyRig.LI)))
                .hasSize(4)
                .doesNotContain(pseudonym);
        try (Subject li = rig.enrol(KeyRig.LI)) {
            assertThat(subjectStore.isPseudonymOf(li, scope, pseudonym)).isTrue();
            assertThat(subjectStore.isPseudonymOf(li, scope, pseudonym + "a")).isFalse();
            assertThat(subjectStore.isPseudonymOf(li, scope, subjectStore.pseudonym(scope, KeyRig.TYPE, KeyRig.WANG)))
                    .isFalse();
            assertThat(subjectStore.isValueOf(li, scope, KeyRig.TYPE, KeyRig.LI))
                    .isTrue();
            assertThat(subjectStore.isValueOf(li, scope, KeyRig.TYPE, KeyRig.WANG))
                    .isFalse();
            assertThat(subjectStore.isValueOf(li, visitors, KeyRig.TYPE, KeyRig.LI))
                    .isFalse();
        }
    }

    /// Nothing is stored of him, and his tag is another than that of his row.
    @Test
    void tagsOfStrangers_joinOneValueDayAndBucketOnly() {
        int minute = KeyRig.minuteIn(Duration.ofHours(24));
        int later = KeyRig.minuteIn(Duration.ofHours(25));
        byte[] tag = stranger(KeyRig.LI, minute, DAY);
        assertThat(tag).hasSize(16).isEqualTo(stranger(KeyRig.LI, minute, DAY));
        Set<String> tags = new HashSet<>(Set.of(hex(tag)));
        tags.add(hex(stranger(KeyRig.WANG, minute, DAY)));
        tags.add(hex(stranger(KeyRig.LI, minute, DAY.plusDays(1))));
        tags.add(hex(stranger(KeyRig.LI, later, DAY)));
        tags.add(hex(subjectStore.tag(scope, "cn.mobile", KeyRig.LI, minute, DAY)));
        assertThat(rig.state.scan(Namespace.SUBJECT_INDEX, FIRST, LAST, 10)).isEmpty();
        try (Subject li = rig.enrol(KeyRig.LI)) {
            tags.add(hex(subjectStore.tag(li, scope, minute, DAY)));
        }
        assertThat(stranger(KeyRig.LI, minute, DAY)).as("known or not").isEqualTo(tag);
        assertThat(tags).hasSize(6);
        rig.clock.advance(Duration.ofHours(25));
        assertThat(stranger(KeyRig.LI, minute, DAY)).as("its bucket has ended").isEmpty();
    }

    private byte[] stranger(String value, int minute, LocalDate day) {
        return subjectStore.tag(scope, "cn.resident-id", value, minute, day);
    }

    @Test
    void tags_joinOneDayBucketAndScopeOnly() {
        int minute = KeyRig.minuteIn(TWO_WEEKS);
        Set<String> tags = new HashSet<>();
        try (Subject li = rig.enrol(KeyRig.LI);
                Subject wang = rig.enrol(KeyRig.WANG)) {
            byte[] tag = subjectStore.tag(li, scope, minute, DAY);
            assertThat(tag).hasSize(16).isEqualTo(subjectStore.tag(li, scope, minute, DAY));
            tags.add(hex(tag));
            tags.add(hex(subjectStore.tag(wang, scope, minute, DAY)));
            tags.add(hex(subjectStore.tag(li, scope, minute, DAY.plusDays(1))));
            tags.add(hex(subjectStore.tag(li, scope, KeyRig.minuteIn(Duration.ofDays(15)), DAY)));
            assertThat(tags).hasSize(4);
            rig.shred(rig.bucket(TWO_WEEKS));
            assertThat(subjectStore.tag(li, scope, minute, DAY)).isEmpty();
            rig.clock.advance(Duration.ofDays(20));
            assertThat(subjectStore.tag(li, scope, KeyRig.minuteIn(Duration.ofDays(15)), DAY))
                    .isEmpty();
            assertThat(subjectStore.tag(li, scope, KeyRig.minuteIn(Duration.ofDays(2)), DAY))
                    .isEmpty();
        }
    }

    @Test
    void erasedPerson_isGoneEverywhereAndComesBackAsAStranger() {
        String token = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        String other = rig.sealed(TWO_WEEKS, KeyRig.WANG, "13900139000");
        SubjectRef before = ref(KeyRig.LI);
        subjectStore.erase(before);
        assertThat(KeyRig.shown(rig.open(token))).isEqualTo("ERASED");
        subjectStore.erase(before); // again changes nothing
        assertThat(rig.domain.sealer().owner(rig.domain.sealer().parse(token).orElseThrow()))
                .isEqualTo(new TokenOwner.Gone(OpenResult.Why.ERASED));
        assertThat(KeyRig.shown(rig.open(other))).isEqualTo("13900139000");
        assertThat(subjectStore.find(scope, KeyRig.TYPE, KeyRig.LI)).isEmpty();
        assertThat(subjectStore.load(before)).isEmpty();
        assertThat(rows(Namespace.SUBJECT)).hasSize(1);
        assertThat(rows(Namespace.SUBJECT_INDEX)).hasSize(1);
        String fresh = rig.sealed(TWO_WEEKS, KeyRig.LI, "13700137000");
        assertThat(ref(KeyRig.LI)).isNotEqualTo(before);
        assertThat(KeyRig.shown(rig.open(fresh))).isEqualTo("13700137000");
        assertThat(KeyRig.shown(rig.open(token))).isEqualTo("ERASED");
        rig.restart();
        assertThat(KeyRig.shown(rig.open(token))).isEqualTo("ERASED");
    }

    @Test
    void erasedClass_diesAloneAndItsOldTokensStayDead() {
        subjectStore
                .enrol(scope, KeyRig.TYPE, KeyRig.LI, Set.of(5, 9), KeyRig.minuteIn(TWO_WEEKS))
                .close();
        SealTarget ninth = new SealTarget("health-declare", "mobile", KeyRig.minuteIn(TWO_WEEKS), scope, 0, 9);
        String stays = rig.sealed(TWO_WEEKS, KeyRig.LI, "stays");
        String dies;
        SubjectRef ref;
        try (Subject subject = rig.enrol(KeyRig.LI)) {
            dies = rig.domain.sealer().seal(ninth, subject, KeyRig.text("dies"));
            ref = subject.ref();
        }
        subjectStore.eraseClass(ref, 9);
        subjectStore.eraseClass(ref, 9);
        subjectStore.eraseClass(ref, 77); // never had one
        assertThat(KeyRig.shown(rig.open(dies))).isEqualTo("ERASED");
        assertThat(KeyRig.shown(rig.open(stays))).isEqualTo("stays");
        try (Subject again = subjectStore.enrol(scope, KeyRig.TYPE, KeyRig.LI, Set.of(9), KeyRig.minuteIn(TWO_WEEKS))) {
            assertThat(again.ref()).isEqualTo(ref);
            assertThat(again.generation(9)).isEqualTo(1);
            assertThat(KeyRig.shown(rig.open(rig.domain.sealer().seal(ninth, again, KeyRig.text("new")))))
                    .isEqualTo("new");
        }
        assertThat(KeyRig.shown(rig.open(dies))).isEqualTo("ERASED");
    }

    @Test
    void changedRow_isRefused() {
        String token = rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        Row row = rows(Namespace.SUBJECT).getFirst();
        byte[] changed = row.value().clone();
        changed[changed.length - 1] ^= 1;
        rig.state.commit(new Batch().put(Namespace.SUBJECT, row.key(), changed, row.expiresAt()));
        rig.restart();
        assertThatThrownBy(() -> rig.open(token)).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void rowMovedToAnotherPerson_isRefused() {
        rig.sealed(TWO_WEEKS, KeyRig.LI, "13800138000");
        String token = rig.sealed(TWO_WEEKS, KeyRig.WANG, "13900139000");
        List<Row> rows = rows(Namespace.SUBJECT);
        rig.state.commit(new Batch()
                .put(Namespace.SUBJECT, rows.get(0).key(), rows.get(1).value())
                .put(Namespace.SUBJECT, rows.get(1).key(), rows.get(0).value()));
        rig.restart();
        assertThatThrownBy(() -> rig.open(token)).isInstanceOf(KeysUnavailable.class);
    }

    @Test
    void onePersonAtOnce_isOneRow() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<SubjectRef>> refs = new ArrayList<>();
            TenantKeys second = rig.domain("city-1", 7);
            for (int i = 0; i < 32; i++) {
                TenantKeys domain = i % 2 == 0 ? rig.domain : second;
                int erasureClass = 5 + i % 3;
                refs.add(threads.submit(() -> {
                    start.await();
                    try (Subject subject = domain.subjects()
                            .enrol(scope, KeyRig.TYPE, KeyRig.LI, Set.of(erasureClass), KeyRig.minuteIn(TWO_WEEKS))) {
                        return subject.ref();
                    }
                }));
            }
            start.countDown();
            Set<SubjectRef> found = new HashSet<>();
            for (Future<SubjectRef> ref : refs) {
                found.add(ref.get(30, TimeUnit.SECONDS));
            }
            assertThat(found).hasSize(1);
            assertThat(rows(Namespace.SUBJECT)).hasSize(1);
        }
    }

    private SubjectRef ref(String value) {
        try (Subject subject = rig.enrol(value)) {
            return subject.ref();
        }
    }

    private List<Row> rows(Namespace namespace) {
        return rig.state.scan(namespace, FIRST, LAST, 1000);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean contains(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
