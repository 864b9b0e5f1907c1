/// The admin plane: `/api/v1`, health, metrics and the audit log under `/log/`. It cannot open a sealed value:
/// it imports neither `crypto` nor `enforce`. Read first: [AdminServer], [AdminApi].
@NullMarked
package io.fieldgate.admin;

import org.jspecify.annotations.NullMarked;
