package io.fieldgate.guard;

import java.util.List;

/// Counts distinct persons of distinct units, never credentials.
public final class Approvals {

    private Approvals() {}

    public record Approver(String person, String unit) {}

    /// The largest number of approvers such that all persons and all units are different.
    public static int distinct(List<Approver> approvers) {
        throw new IllegalStateException("not built");
    }
}
