package io.fieldgate.transform.form;

/// What a link, or a form of several, does to a value. Each transform declares its own; the leaf, the
/// `Fieldgate-Decision` header, the lint and the judge derive what they say from this one word.
public enum Effect {
    /// The value as it is.
    PLAIN,
    /// The whole value in the one spelling of its kind.
    NORMALISE,
    /// No value leaves.
    DISCARD,
    /// A token that a key opens.
    SEAL,
    /// A token that a key opens, equal for equal values inside one expiry bucket.
    TOKEN,
    /// A keyed hash, equal for equal values inside the scope; nobody turns it back.
    PSEUDONYM,
    /// Some characters of the value, stars for the others.
    MASK,
    /// Something wider that the value lies in: a band, a district, a year.
    GENERALISE;

    /// Whether a value can be had again out of its result.
    public enum Undo {
        YES,
        BY_KEY,
        NO
    }

    public Undo undo() {
        return switch (this) {
            case PLAIN -> Undo.YES;
            case SEAL, TOKEN -> Undo.BY_KEY;
            case NORMALISE, DISCARD, PSEUDONYM, MASK, GENERALISE -> Undo.NO;
        };
    }

    /// The result is a token: a key ends it and opens it.
    public boolean isSealed() {
        return undo() == Undo.BY_KEY;
    }

    /// Somebody without a key reads the result, or compares it.
    public boolean isReadable() {
        return !isSealed() && this != DISCARD;
    }

    /// It is made with a key, so there is none of it where no key is at hand.
    public boolean needsKey() {
        return isSealed() || this == PSEUDONYM;
    }

    /// Equal values give equal results, for whoever holds two of them.
    public boolean isDeterministic() {
        return this == TOKEN || this == PSEUDONYM;
    }

    /// Everything the value says is in the result.
    public boolean isWhole() {
        return this == PLAIN || this == NORMALISE;
    }

    /// Its result is a value that another link can read, and worth another link.
    boolean mayPrecede() {
        return switch (this) {
            case NORMALISE, MASK, GENERALISE -> true;
            case PLAIN, DISCARD, SEAL, TOKEN, PSEUDONYM -> false;
        };
    }

    boolean mayFollow() {
        return this != PLAIN && this != DISCARD;
    }

    /// The effect of this link on what an earlier one made. A key and a discard leave nothing of it to say. Of a
    /// mask and a generalisation the mask is said, whichever came first: it promises less. What keeps the whole
    /// adds nothing.
    Effect after(Effect earlier) {
        return switch (this) {
            case SEAL, TOKEN, PSEUDONYM, DISCARD, MASK -> this;
            case GENERALISE -> earlier == MASK ? MASK : this;
            case NORMALISE -> earlier == PLAIN ? this : earlier;
            case PLAIN -> earlier;
        };
    }
}
