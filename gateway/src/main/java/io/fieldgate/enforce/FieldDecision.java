package io.fieldgate.enforce;

/// What happened to one field of one exchange. Holds no value.
/// @param name entry name, or the reported name of something undeclared
/// @param line line of the deciding rule in the policy file, 0 where no line mentions it
public record FieldDecision(String name, Act act, int line) {

    public enum Act {
        KEPT,
        DROPPED,
        MASKED,
        GENERALIZED,
        TOKENIZED,
        ENCRYPTED,
        USED,
        REVEALED,
        REJECTED,
        /// Past its death, erased, or its key is destroyed.
        GONE,
        /// There, but not shown: not live any more, in the clear where a token belongs, a look-alike of an
        /// identifier, beyond the page.
        WITHHELD
    }
}
