/// The keys of a tenant: rows, a cache of open seeds, sealing, persons. Refuses to know what a value means.
/// Read first: [TenantKeys], [Sealer], [SubjectStore].
@NullMarked
package io.fieldgate.crypto.keys;

import org.jspecify.annotations.NullMarked;
