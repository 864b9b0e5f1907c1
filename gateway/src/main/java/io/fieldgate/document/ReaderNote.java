package io.fieldgate.document;

/// Something the reader met and did not materialise. Holds no value.
/// @param at a declared place, a harmless name, or the position and shape of a name that may not be written
/// (`/#3`, `/<18 digits>`)
/// @param slot the named place's number for `NAMED`, the declared slot for `WRONG_KIND`, `TWICE` and
/// `TOO_LONG`, else -1
public record ReaderNote(Kind kind, String at, int slot) {

    public enum Kind {
        /// A place no line of the policy mentions.
        UNDECLARED,
        /// A place the policy names under `refused` or `dropped`.
        NAMED,
        /// A declared place that held another kind of value (an object for a text).
        WRONG_KIND,
        /// A declared place over its length limit.
        TOO_LONG,
        /// A query parameter that came twice.
        TWICE,
        /// An item of the record list that is no object.
        NOT_AN_OBJECT,
        /// A record beyond the page limit.
        BEYOND_PAGE
    }
}
