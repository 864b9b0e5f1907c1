/// Pure functions on one value: check, normalise, mask, generalise, derive, seal. Here lie the tools on text, days and
/// numbers that the alcoves share. Read first: [io.fieldgate.transform.form.Form],
/// [io.fieldgate.transform.check.Check], [Outcome].
@NullMarked
package io.fieldgate.transform;

import org.jspecify.annotations.NullMarked;
