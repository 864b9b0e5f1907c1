package io.fieldgate.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldgate.crypto.Scope;
import io.fieldgate.outage.KeysUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordIdsTest {

    @TempDir
    Path folder;

    @Test
    void name_isEqualForOneRecordOfOneApp_alsoAfterARestart() {
        try (KeyRig rig = new KeyRig(folder)) {
            Scope scope = rig.scope();
            byte[] name = rig.domain.recordIds().key(scope, "health-declare", KeyRig.LI);
            assertThat(name).hasSize(16);
            rig.restart();
            RecordIds ids = rig.domain.recordIds();
            assertThat(ids.key(scope, "health-declare", KeyRig.LI)).isEqualTo(name);
            assertThat(ids.key(scope, "mask-booking", KeyRig.LI)).isNotEqualTo(name);
            assertThat(ids.key(scope, "health-declare", KeyRig.WANG)).isNotEqualTo(name);
            Scope other = rig.domain.scope("epidemic-2020", "bj-status", KeyRig.START.plusSeconds(1_000_000));
            assertThat(ids.key(other, "health-declare", KeyRig.LI)).isNotEqualTo(name);
        }
    }

    @Test
    void sealedId_opensForItsAppOnly_andNeverLooksTheSame() {
        try (KeyRig rig = new KeyRig(folder)) {
            rig.scope();
            RecordIds ids = rig.domain.recordIds();
            byte[] sealed = ids.seal("health-declare", KeyRig.LI);
            assertThat(ids.open("health-declare", sealed)).isEqualTo(KeyRig.LI);
            assertThat(ids.seal("health-declare", KeyRig.LI)).isNotEqualTo(sealed);
            assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1949");
            assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> ids.open("mask-booking", sealed));
            for (int i = 4; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= 1;
                assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> ids.open("health-declare", changed));
            }
            assertThatExceptionOfType(KeysUnavailable.class).isThrownBy(() -> ids.open("health-declare", new byte[3]));
        }
    }
}
