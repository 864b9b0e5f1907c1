package io.fieldgate.transform;

/// A word of a vocabulary or policy file that a check or form cannot take: what is wrong and what would be accepted.
public final class BadOption extends Exception {
    private static final long serialVersionUID = 1L;

    public BadOption(String message) {
        super(message);
    }
}
