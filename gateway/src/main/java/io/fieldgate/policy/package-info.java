/// Rules in force: one immutable snapshot, and the words of deciding (caller, role, standing). How files become them
/// lies in
/// the alcoves: text → `source` → `bind` → `register` → `lint` and `compile` → here.
/// Read first: [PolicySnapshot], [AppPolicy], [FieldRule].
@NullMarked
package io.fieldgate.policy;

import org.jspecify.annotations.NullMarked;
