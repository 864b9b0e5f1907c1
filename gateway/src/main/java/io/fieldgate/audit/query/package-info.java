/// Questions to a log: who saw what of whom, which policy was in force, the proof of one leaf.
///
/// Read first: [AuditQuery], [WhoSaw], [LeafProof].
///
/// Answers come from scanning signed leaves, and each says how far it reaches. The log knows no persons: who asks
/// for one brings the tags that person would have.
@NullMarked
package io.fieldgate.audit.query;

import org.jspecify.annotations.NullMarked;
