package io.fieldgate.policy;

import io.fieldgate.document.FieldPath;
import java.util.List;

/// One named thing of a register that may cross the gateway: a field or a carried value. Its slot is its index
/// in [AppPolicy#entries].
public sealed interface Entry permits FieldRule, CarryRule {

    int slot();

    String name();

    /// Where the value may stand, alternatives of one another; a derived entry has its one `put` place.
    List<FieldPath> places();

    FieldType type();

    /// Line of the entry in its policy file.
    int line();
}
