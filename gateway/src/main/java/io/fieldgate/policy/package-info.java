/// Policy files become diagnostics or one immutable snapshot; also the words of deciding (caller, role,
/// standing). Read first: [PolicySnapshot], [AppPolicy], [FieldRule], [Diagnostic].
@NullMarked
package io.fieldgate.policy;

import org.jspecify.annotations.NullMarked;
