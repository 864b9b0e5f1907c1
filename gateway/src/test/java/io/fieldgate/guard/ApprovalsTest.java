package io.fieldgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.guard.Approvals.Approver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApprovalsTest {

    /// Approvers as `person@unit`, separated by spaces.
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "wang@health, 1",
        "wang@health wang@health, 1",
        "wang@health wang@transport, 1",
        "wang@health li@health, 1",
        "wang@health li@transport, 2",
        "wang@health li@transport zhao@health, 2",
        "wang@health wang@transport li@health, 2",
        "wang@a li@b zhao@a zhao@c, 3",
        "wang@a wang@b li@a zhao@a zhao@c, 3",
        "@health wang@, 0",
    })
    void distinct_countsPersonsOfDifferentUnits(String approvers, int expected) {
        assertThat(Approvals.distinct(read(approvers))).isEqualTo(expected);
        assertThat(Approvals.distinct(read(approvers).reversed())).isEqualTo(expected);
    }

    private static List<Approver> read(String approvers) {
        List<Approver> read = new ArrayList<>();
        for (String one : approvers.split(" ", -1)) {
            int at = one.indexOf('@');
            if (at >= 0) {
                read.add(new Approver(one.substring(0, at), one.substring(at + 1)));
            }
        }
        return read;
    }
}
