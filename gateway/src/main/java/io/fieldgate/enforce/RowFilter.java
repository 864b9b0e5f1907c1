package io.fieldgate.enforce;

import io.fieldgate.document.Value;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule.OwnRows;
import io.fieldgate.transform.Regions;

/// `rows: own`: a record exists for a caller only where its entry lies under the caller's own claim. Unknown on
/// either side means no.
final class RowFilter {

    private RowFilter() {}

    static boolean isOwn(Value value, Caller caller, OwnRows rows) {
        String claim = caller.claims().get(rows.claim());
        return claim != null && value instanceof Value.Text(String text) && Regions.isUnder(text, claim);
    }
}
