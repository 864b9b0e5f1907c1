/// The running log: a queue in front, one writer that forces batches, an integrator and a publisher behind it.
/// Read first: [AuditLog], [WalWriter], [Integrator].
@NullMarked
package io.fieldgate.audit.log;

import org.jspecify.annotations.NullMarked;
