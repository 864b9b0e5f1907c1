package io.fieldgate.audit.verify;

/// Something that must not be in an untouched log.
/// @param rule what was checked: `note`, `tree`, `history`, `leaf`, `pairing`, `time`, `tail` @param index
/// first bad leaf, -1 where a file as a whole is at fault @param where file below the log's folder, or empty
public record Finding(String rule, long index, String where, String what) {}
