package io.fieldgate.document;

/// The ids of the rules JSON can break: the closed list behind [ReadResult.Malformed] and [NotJson].
final class JsonRules {

    static final String EMPTY = "empty";
    static final String TOO_LARGE = "too-large";
    static final String BYTE_ORDER_MARK = "byte-order-mark";
    static final String UTF_16 = "utf-16";
    static final String INVALID_UTF_8 = "invalid-utf-8";
    static final String NUL_CHARACTER = "nul-character";
    static final String LONE_SURROGATE = "lone-surrogate";
    static final String SYNTAX = "syntax";
    static final String TRUNCATED = "truncated";
    static final String DUPLICATE_KEY = "duplicate-key";
    static final String DEPTH = "depth";
    static final String NAME_TOO_LONG = "name-too-long";
    static final String TEXT_TOO_LONG = "text-too-long";
    static final String NUMBER_TOO_LONG = "number-too-long";
    static final String TRAILING_BYTES = "trailing-bytes";
    static final String CHARSET = "charset";
    static final String CONTENT_TYPE = "content-type";
    static final String RECORD_MISSING = "record-missing";
    static final String LIST_FOR_ONE = "list-for-one";

    private JsonRules() {}
}
