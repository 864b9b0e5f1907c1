/// Questions to a log: who saw what of whom, which policy was in force. Read first: [AuditQuery], [WhoSaw].
@NullMarked
package io.fieldgate.audit.query;

import org.jspecify.annotations.NullMarked;
