/// Public formats of transparency logs: tree, proofs, tiles, signed notes, checkpoints. Imports no other room
/// and no library, so it could be published alone. Read first: [TreeHasher], [SignedNote], [Checkpoint].
///
/// ```
/// leaf hash  = SHA-256(0x00 leaf)      node hash = SHA-256(0x01 left right)      empty root = SHA-256()
/// tile       = up to 256 hashes        bundle    = up to 256 of (u16 length, leaf)
/// checkpoint = origin "\n" size "\n" base64(root) "\n"
/// note       = text "\n" 1*("— " name " " base64(key id, signature) "\n")
/// ```
///
/// Everything that reads is strict: what this package would not write, it refuses with [NotTlog].
/// Sources: RFC 6962 §2.1; c2sp.org/tlog-tiles, /signed-note, /tlog-checkpoint, /tlog-proof, /tlog-policy.
@NullMarked
package io.fieldgate.audit.tlog;

import org.jspecify.annotations.NullMarked;
