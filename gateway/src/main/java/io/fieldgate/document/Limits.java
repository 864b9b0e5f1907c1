package io.fieldgate.document;

/// What a reader accepts before it gives up.
/// @param maxBytes whole body
/// @param maxDepth nesting of arrays and objects
/// @param maxTextChars one materialised text, UTF-16 units
/// @param maxNumberChars one number literal
/// @param maxRecords records kept of a list in an answer; the rest is noted as `BEYOND_PAGE`
public record Limits(int maxBytes, int maxDepth, int maxTextChars, int maxNumberChars, int maxRecords) {

    public static final Limits DEFAULT = new Limits(1_048_576 /* 1 MiB */, 32, 1_048_576, 64, 1_000);

    public Limits withBytes(int bytes) {
        return new Limits(bytes, maxDepth, maxTextChars, maxNumberChars, maxRecords);
    }

    public Limits withRecords(int records) {
        return new Limits(maxBytes, maxDepth, maxTextChars, maxNumberChars, records);
    }
}
