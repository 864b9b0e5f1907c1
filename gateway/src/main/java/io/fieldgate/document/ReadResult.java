package io.fieldgate.document;

/// The outcome of reading outside bytes.
public sealed interface ReadResult {

    record Read(Document document) implements ReadResult {}

    /// @param reason a rule id from a closed list, such as `duplicate-key`, `invalid-utf-8`, `depth`,
    /// `trailing-bytes`, `too-large`
    /// @param at where, as place or position; declared names and numbers only, never content
    /// @param offset byte offset, or -1
    record Malformed(String reason, String at, long offset) implements ReadResult {}
}
