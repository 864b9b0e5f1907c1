package io.fieldgate.audit;

/// What an exchange did with personal fields, in the words of the leaf.
public enum ProcessingOperation {
    COLLECT("collect"),
    READ("read"),
    SHARE("share"),
    PUBLISH("publish"),
    CORRECT("correct"),
    ERASE("erase");

    private final String word;

    ProcessingOperation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
