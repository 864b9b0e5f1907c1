package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;

/// A link whose results an app may hold and give back.
sealed interface Generalization extends Transform
        permits MaskMiddle, NumberBands, CutAddress, RoundTime, PhoneEnds, Primitive, KeyedTransforms.Pseudonym {

    /// Judges a value that should be a result of this link: itself again, or [Outcome.Unfit].
    Outcome again(Value result);

    /// Whether the other link makes something coarser out of a result of this one.
    default boolean isFinerThan(Transform other) {
        return false;
    }
}
